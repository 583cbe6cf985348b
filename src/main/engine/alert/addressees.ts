import { KOREA, maskNumber } from '../../../shared/sms/phone-number';
import type { Recipient } from '../../../shared/settings/schema';
import { cutToBytes, SMS_BYTES } from '../../../shared/sms/text';
import type { AlertRecipient } from '../ledger/tables/types';
import type { ComposedText } from './compose';

/** Who a text goes to, as the ledger writes it. Abroad SENS sends nothing but SMS, so a longer text is cut for them alone. */
export function addressees(
  recipients: readonly Recipient[],
  text: Pick<ComposedText, 'type' | 'content'>,
): AlertRecipient[] {
  return recipients.map(({ id, name, number, countryCode }) => {
    const to = maskNumber(number, countryCode);
    return countryCode === KOREA || text.type === 'SMS'
      ? { id, name, to }
      : { id, name, to, ownText: { type: 'SMS', subject: '', content: cutToBytes(text.content, SMS_BYTES) } };
  });
}
