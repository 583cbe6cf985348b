import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/reason';

/** English strings for the reason of a text's state, with the remedy. */
export const reason: SameKeys<typeof korean.reason> = {
  'being-sent': 'Sending to SENS.',
  'looking-up': 'No response from SENS. Checking whether it was accepted, to avoid a duplicate.',
  'not-taken': 'SENS did not receive it. Retrying.',
  'no-access': 'Queued: SENS settings or keys are missing. Complete them on the Delivery page to send it.',
  'waits-for-live': 'Queued: practice mode is on. Switch to live mode to send it.',
  'practice-ended': 'Practice text without a result: the practice SENS has stopped.',
  'recipient-removed': 'Not sent: the recipient was removed from the settings. Add them again if needed.',
  'asked-again': 'Queued again at your request.',
  copied: 'Held: this history database is a copy, and the original may have sent this. Resend or cancel it.',
  dropped: 'Canceled at your request.',
  reserved: 'Scheduled with SENS for {{until}}.',
  held: 'SENS could not schedule it, so Logbell holds it until {{until}}.',
  cancelling: 'Canceling the scheduled text at SENS.',
  cancelled: 'Scheduled text canceled; not sent.',
  'not-cancelled': 'Too late to cancel: SENS had already started to send it. Checking the result.',
  'too-late': 'Too late to send. Shown on the desktop only.',
  'in-digest': 'Delayed too long. Included in digest {{digest}}.',
  'not-late': 'Not sent: the clock was ahead, so its alerts were not late. They are sent one by one.',
  'not-delivered':
    'Did not reach the phone (code {{status}}: {{message}}). Check the number, and whether the phone blocks texts.',
  'no-receipt':
    'Accepted by SENS, but no delivery report arrived. Check with the recipient, or see the sending history in the console.',
  'may-be-delivered': 'Unconfirmed. Not resent, to avoid a duplicate; check with the recipient.',
  'sens-refused-key': 'SENS refused the keys. Enter the correct Access Key and Secret Key to send it.',
  'sens-clock':
    'SENS refused the request: this computer’s clock is {{minutes}} min off. Turn on time synchronization to send it.',
  'sens-clock_ahead':
    'SENS refused the request: this computer’s clock is {{minutes}} min ahead. Turn on time synchronization to send it.',
  'sens-clock_behind':
    'SENS refused the request: this computer’s clock is {{minutes}} min behind. Turn on time synchronization to send it.',
  'sens-no-right':
    'These keys have no permission to send texts with SENS. Check the subscription and the sub account in the console.',
  'sens-bad-request':
    'SENS refused the request ({{detail}}). Check the recipient’s number, and that the sender number is approved.',
  'sens-unknown-service':
    'SENS does not recognize the service ID. Copy it (ncp:sms:…) again from SENS > Project in the console.',
  'sens-too-fast':
    'SENS rate limit reached. Logbell retries shortly; if this happens often, check the limits in the console.',
  'sens-server': 'SENS server error (HTTP {{status}}). Logbell retries.',
  'sens-unreachable': 'Cannot reach SENS ({{reason}}). Logbell retries; check the network and the proxy.',
  'sens-odd-answer':
    'Unexpected response from SENS (HTTP {{status}}). Logbell retries; check the zone and any proxy in between.',
  'sens-certificate':
    'The certificate of the SENS server is not trusted ({{reason}}). Logbell retries; check the address, the proxy and the system’s certificates.',
  'channel-sending': 'Sending to the channel.',
  'channel-not-taken': 'The answer was lost. Retrying with the same key, so the receiver can drop a duplicate.',
  'channel-answer-lost': 'No answer, or an unclear one. Not resent, to avoid a duplicate; look at the channel.',
  'channel-partly': 'Sent, except to {{count, number}} recipients that the mail server refused.',
  'channel-partly_one': 'Sent, except to {{count, number}} recipient that the mail server refused.',
  'channel-removed': 'Not sent: the channel was removed from the settings.',
  'channel-too-late': 'Not sent: the channel did not accept it in time. See the problem of the channel.',
  'silence-not-needed': 'Not sent: the incident was closed before.',
  'channel-incomplete': 'The settings of the channel are incomplete. Correct them to send it.',
  'channel-incomplete_missing': 'The channel has no URL, token or password. Enter it to send it.',
  'channel-incomplete_invalid': 'The settings of the channel are invalid. Correct them to send it.',
  'channel-incomplete_insecure': 'The channel is not encrypted. Use https://, or TLS for mail, to send it.',
  'channel-refused': 'The service refused the channel ({{detail}}). Check its URL, token or password.',
  'channel-bad-request': 'The channel refused this message ({{detail}}).',
  'channel-redirected': 'The URL of the channel redirects to another one (HTTP {{status}}). Enter the final URL.',
  'channel-too-fast': 'Rate limit of the channel reached. Logbell retries when the service allows it.',
  'channel-server': 'Server error in the channel ({{status}}). Logbell retries.',
  'channel-unreachable': 'Cannot reach the channel ({{reason}}). Logbell retries; check the network and the proxy.',
  'channel-odd-answer':
    'Unexpected response from the channel (HTTP {{status}}). Check its URL and any proxy in between.',
  'channel-certificate':
    'The certificate of the channel is not trusted ({{reason}}). Logbell retries; check the system’s certificates.',
};

/** English strings for the reason of a message that replaces a text through another channel. */
export const fallbackReason: SameKeys<typeof korean.fallbackReason> = {
  refused: 'Fallback: SENS refused the text.',
  unreachable: 'Fallback: SENS could not send the text.',
  unknown: 'Fallback: SENS did not confirm the text.',
  budget: 'Fallback: the text budget was used up.',
};

/** English sentences for refused actions on a text. */
export const textAction: SameKeys<typeof korean.textAction> = {
  'no-such-text': 'Text not found.',
  'not-now': 'This text is queued or being sent. Try again once the result is known.',
  over: 'This text already has a final result.',
  practice: 'Cannot resend a practice text that has ended.',
  'may-repeat': 'This text may have arrived already. Resending it may deliver and charge it twice.',
};
