import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/alert-texts';

/** English strings of the text that replaces late ones. */
export const digest: SameKeys<typeof korean.digest> = {
  head: '[Logbell] {{count, number}} delayed alerts, first {{time}} ({{age}} late)',
  head_one: '[Logbell] {{count, number}} delayed alert, {{time}} ({{age}} late)',
  more: 'and {{count, number}} more',
};

/** English strings of the text that sums up the matches of a period. */
export const summary: SameKeys<typeof korean.summary> = {
  head: '[Logbell] {{period}}: {{count, number}} matches',
  head_one: '[Logbell] {{period}}: {{count, number}} match',
  more: 'and {{count, number}} more rules',
  more_one: 'and {{count, number}} more rule',
};

/** English strings of the text that escalates an unacknowledged incident. */
export const escalation: SameKeys<typeof korean.escalation> = {
  text: '[Logbell] #{{id}} unacknowledged for {{age}} (×{{count, number}}): {{content}}',
  text_one: '[Logbell] #{{id}} unacknowledged for {{age}}: {{content}}',
};

/** English strings of the text about unchecked lines of an urgent rule. */
export const unchecked: SameKeys<typeof korean.unchecked> = {
  text: '[Logbell] {{title}}: pattern too slow, some lines are not checked.',
};
