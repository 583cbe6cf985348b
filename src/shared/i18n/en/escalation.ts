import type { escalation as korean } from '../ko/escalation';
import type { SameKeys } from '../../common/same-keys';

/** English words of the text to those who are asked because nobody has acknowledged an incident. */
export const escalation: SameKeys<typeof korean> = {
  text: '[Logbell] not acknowledged for {{hours}} h {{minutes}} min: #{{id}} ({{count}}) {{content}}',
};
