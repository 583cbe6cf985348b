import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';

/** UTF-16 units of a key that count. */
const LONGEST_KEY = 200;

/** What the rule's key group caught: tells the cases of a rule apart. Empty without a key, or when the group took no part. */
export function caseKey({ key }: Pick<Rule, 'key'>, { groups, named }: Pick<Found, 'groups' | 'named'>): string {
  if (key === undefined) {
    return '';
  }
  const caught = /^\d+$/.test(key) ? groups[Number(key) - 1] : named[key];
  return (caught ?? '').slice(0, LONGEST_KEY);
}
