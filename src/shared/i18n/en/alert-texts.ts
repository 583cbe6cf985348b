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

/** English strings of silences at Alertmanager: their comments there, and the history. */
export const silence: SameKeys<typeof korean.silence> = {
  comment: 'Acknowledged in Logbell on {{host}}, incident {{id}} of {{rule}} ({{mark}})',
  created: 'Silence for {{age}}: {{alert}}',
  ended: 'End of the silence: {{alert}}',
  more: 'and {{count, number}} more',
};

/** English strings of the text about unchecked lines of an urgent rule. */
export const unchecked: SameKeys<typeof korean.unchecked> = {
  text: '[Logbell] {{title}}: pattern too slow, some lines are not checked.',
};

/** English strings of the message that replaces a text through another channel. */
export const fallback: SameKeys<typeof korean.fallback> = {
  refused: 'SENS refused the text, so the alert comes through this channel.',
  unreachable: 'SENS cannot send the text now, so the alert comes through this channel.',
  unknown: 'SENS has not confirmed the text, so the alert comes through this channel too. The text may have arrived.',
  budget: 'The text budget is used up, so the alert comes through this channel.',
  someArrived: 'Some of the texts may have arrived.',
  alerts: '{{count, number}} alerts, the first at {{time}}',
  alerts_one: '{{count, number}} alert, at {{time}}',
  matches: '{{count, number}} matches, the first at {{time}}',
  matches_one: '{{count, number}} match, at {{time}}',
  more: 'and {{count, number}} more',
};

/** English strings of the message about Logbell's own problems. */
export const problemReport: SameKeys<typeof korean.problemReport> = {
  begun: '[Logbell {{host}}] {{count, number}} problems',
  begun_one: '[Logbell {{host}}] {{count, number}} problem',
  ended: '[Logbell {{host}}] {{count, number}} problems ended',
  ended_one: '[Logbell {{host}}] {{count, number}} problem ended',
  both: '[Logbell {{host}}] {{count, number}} problems, {{endings, number}} ended',
  both_one: '[Logbell {{host}}] {{count, number}} problem, {{endings, number}} ended',
  since: '{{time}} · {{title}}',
  solved: 'Ended after {{age}}: {{title}}',
};
