import { maskNumber } from '../../../shared/sms/phone-number';
import { sendable } from '../../../shared/sms/sanitize';

const LONGEST = 120;
const TAGS = /<[^<>]*>/g;
const LONG_NUMBER = /\d{8,}/g;
/** Keys and signatures: a long run without spaces that mixes letters and digits. */
const LONG_TOKEN = /(?=[A-Za-z+/_=-]*\d)(?=[\d+/_=-]*[A-Za-z])[A-Za-z0-9+/_=-]{20,}/g;

/**
 * What SENS said, fit for the screen, the history and a log: one line without controls and tags, phone numbers masked,
 * anything like a key left out, at most 120 characters.
 */
export function saidBySens(words: string): string {
  const oneLine = sendable(words.slice(0, 4_000).replace(TAGS, ' '))
    .content.replace(/\s+/g, ' ')
    .trim()
    .replace(LONG_TOKEN, '***')
    .replace(LONG_NUMBER, maskNumber);
  return oneLine.length <= LONGEST ? oneLine : `${oneLine.slice(0, LONGEST - 1)}…`;
}
