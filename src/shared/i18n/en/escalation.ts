import type { escalation as korean } from '../ko/escalation';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the text that escalates an unacknowledged incident. */
export const escalation: SameKeys<typeof korean> = {
  text: '[Logbell] not acknowledged for {{hours}} h {{minutes}} min: #{{id}} ({{count}}) {{content}}',
};
