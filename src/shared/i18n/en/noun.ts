import type { noun as korean } from '../ko/noun';
import type { SameKeys } from '../../common/same-keys';

/** English nouns with their number, for sentences that count two things. */
export const noun: SameKeys<typeof korean> = {
  file: '{{count, number}} files',
  file_one: '{{count, number}} file',
  log: '{{count, number}} logs',
  log_one: '{{count, number}} log',
  rule: '{{count, number}} rules',
  rule_one: '{{count, number}} rule',
  recipient: '{{count, number}} recipients',
  recipient_one: '{{count, number}} recipient',
  line: '{{count, number}} lines',
  line_one: '{{count, number}} line',
  day: '{{count, number}} days',
  day_one: '{{count, number}} day',
  match: '{{count, number}} matches',
  match_one: '{{count, number}} match',
  text: '{{count, number}} texts',
  text_one: '{{count, number}} text',
  message: '{{count, number}} messages',
  message_one: '{{count, number}} message',
  byte: '{{count, number}} bytes',
  byte_one: '{{count, number}} byte',
};
