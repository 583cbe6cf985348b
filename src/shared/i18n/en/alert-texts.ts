import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/alert-texts';

/** English strings of the text that replaces late ones. */
export const digest: SameKeys<typeof korean.digest> = {
  head: '[Logbell] {{count}} late alert(s), the first of {{time}}, {{hours}} h {{minutes}} min late',
  more: 'and {{count}} more',
};

/** English strings of the text that escalates an unacknowledged incident. */
export const escalation: SameKeys<typeof korean.escalation> = {
  text: '[Logbell] not acknowledged for {{hours}} h {{minutes}} min: #{{id}} ({{count}}) {{content}}',
};

/** English strings of the text about unchecked lines of an urgent rule. */
export const unchecked: SameKeys<typeof korean.unchecked> = {
  text: '[Logbell] {{title}}: some lines go unchecked, the pattern takes too long.',
};
