import type { Recipient } from '../../shared/settings/schema';
import { KOREA } from '../../shared/sms/phone-number';

/** Name of a recipient, or the number if there is none. */
export function recipientTitle({ name, number }: Pick<Recipient, 'name' | 'number'>): string {
  return name === '' ? number : name;
}

/** Number of a recipient as a person writes it; with the country code if it is not that of Korea. */
export function recipientNumber({ number, countryCode }: Pick<Recipient, 'number' | 'countryCode'>): string {
  return countryCode === KOREA || number.startsWith('+') ? number : `+${countryCode} ${number}`;
}
