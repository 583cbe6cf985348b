import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import { caseKey } from './case-key';

/** A rule that expects lines. */
export type AbsenceRule = Rule & { readonly absence: NonNullable<Rule['absence']> };

/** Whether a rule's lines are expected: what is told of is that none comes. */
export function expectsLines(rule: Rule): rule is AbsenceRule {
  return rule.absence !== undefined;
}

/** What is remembered of lines that are expected: for a rule or a file while it is told that they are missing, for a key always. */
export interface AbsenceState {
  /** When the last came, ms since 1970. */
  readonly seenAt: number;
  /** When it was told that they are missing, ms since 1970; null when it is not. */
  readonly toldAt: number | null;
}

/** Cases that one text names; of more it says how many. */
const NAMED_CASES = 5;

/** Which of the things that have to show lines has done so: the rule as a whole (empty), a file (its path), or a key. */
export function caseOf({ absence, key }: Pick<AbsenceRule, 'absence' | 'key'>, path: string, found: Found): string {
  switch (absence.by) {
    case 'rule':
      return '';
    case 'file':
      return path;
    case 'key':
      return caseKey(key === undefined ? {} : { key }, found);
  }
}

/** The key under which a case is remembered, so that what was remembered in another way is not taken for it. */
export function absenceKey({ absence }: Pick<AbsenceRule, 'absence'>, name: string): string {
  return absence.by === 'rule' ? '' : `${absence.by} ${name}`;
}

/** The case that is remembered under a key; null for what was remembered when the rule expected in another way. */
export function caseAt(rule: Pick<AbsenceRule, 'absence'>, key: string): string | null {
  const name = key.slice(key.indexOf(' ') + 1);
  return absenceKey(rule, name) === key ? name : null;
}

/** Cases as a text names them: the first few, and how many more. */
export function caseNames(names: readonly string[]): string {
  const rest = names.length - NAMED_CASES;
  return names.slice(0, NAMED_CASES).join(', ') + (rest > 0 ? ` +${rest}` : '');
}
