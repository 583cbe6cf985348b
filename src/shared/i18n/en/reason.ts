import type { reason as korean } from '../ko/reason';
import type { SameKeys } from '../../common/same-keys';

/** English strings for the reason of a text's state, with the remedy. */
export const reason: SameKeys<typeof korean> = {
  'being-sent': 'Being sent to SENS.',
  'looking-up': 'SENS gave no answer. Whether it took the text is looked up first, so that nothing is sent twice.',
  'not-taken': 'SENS did not take it, as a lookup showed. It will be sent again.',
  'no-access': 'Kept, because SENS settings or keys are missing. It will be sent when sending is set up.',
  'waits-for-live': 'Kept, because practice mode is on. It will be sent when you switch to live sending.',
  'practice-ended': 'A practice text. The practice SENS has ended, so nothing more happens to it.',
  'recipient-removed': 'Not sent: the recipient was removed from the settings. Add them again if needed.',
  'asked-again': 'You asked for it to be sent again. It waits for its turn.',
  copied: 'Held: this history database is a copy, and the original may have sent the text. Resend it or drop it.',
  dropped: 'Dropped at your request; it was not sent.',
  reserved: 'Reserved at SENS, to go out at {{until}}.',
  held: 'SENS took no reservation, so Logbell keeps it until {{until}}.',
  cancelling: 'SENS is being asked to cancel the reservation.',
  cancelled: 'The reservation at SENS was cancelled; it was not sent.',
  'not-cancelled': 'SENS no longer held it, so it could not be cancelled. Its result is being looked up.',
  'too-late': 'Too late for a text; it was shown on the desktop only.',
  'in-digest': 'Too late to go out by itself. Text {{digest}}, a digest, stands for it.',
  'not-late': 'Not sent: the clock had been ahead. The texts it stood for go out by themselves.',
  'not-delivered':
    'Not delivered to the handset (code {{status}}: {{message}}). Check the number and whether it blocks messages.',
  'no-receipt':
    'SENS took it but never said whether it arrived. Ask the recipient, or look at the sending history in the console.',
  'may-be-delivered': 'Nobody can say whether it arrived, so it was not sent again. Ask the recipient.',
  'sens-refused-key':
    'SENS refused the key. Check the access key and the secret key. It will be sent once they are changed.',
  'sens-clock':
    'SENS refused because this computer’s clock is {{minutes}} minutes off. Turn on time synchronisation; it will be sent again.',
  'sens-clock_ahead':
    'SENS refused because this computer’s clock is {{minutes}} minutes ahead. Turn on time synchronisation; it will be sent again.',
  'sens-clock_behind':
    'SENS refused because this computer’s clock is {{minutes}} minutes behind. Turn on time synchronisation; it will be sent again.',
  'sens-no-right': 'This key may not use SENS SMS. Check the subscription and the sub account’s rights in the console.',
  'sens-bad-request':
    'SENS did not accept the request ({{detail}}). Check that the sender number is registered and approved, and the recipient’s number.',
  'sens-unknown-service':
    'SENS has no such service ID. Copy the one that starts with ncp:sms: from SENS > Project in the console.',
  'sens-too-fast':
    'A usage limit of SENS was reached. It will be sent again shortly; if this happens often, check the limits in the console.',
  'sens-server': 'The SENS server has a problem (HTTP {{status}}). It will be tried again at intervals.',
  'sens-unreachable':
    'SENS cannot be reached ({{reason}}). Check the network and the proxy. It will be sent when the connection is back.',
  'sens-odd-answer':
    'The answer does not seem to come from SENS (HTTP {{status}}). Check the address (zone) and any proxy on the way. It will be tried again.',
  'sens-certificate':
    'The certificate of the SENS server cannot be trusted ({{reason}}). Check the address, the proxy and the system’s certificates. It will be tried again.',
};
