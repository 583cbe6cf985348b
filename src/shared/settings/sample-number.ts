import { dialDigits, KOREA } from '../sms/phone-number';
import type { Recipient } from './schema';

/** Number of the recipient in the practice setup and in the docs; somebody may own it. */
export const SAMPLE_NUMBER = '010-1234-5678';

/** True if a recipient still has the sample number, however it is written. */
export function hasSampleNumber({ number, countryCode }: Pick<Recipient, 'number' | 'countryCode'>): boolean {
  return countryCode === KOREA && dialDigits(number) === dialDigits(SAMPLE_NUMBER);
}
