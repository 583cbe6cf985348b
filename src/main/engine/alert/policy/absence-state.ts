import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import { groupKey } from './keys';

/** A rule that expects lines. */
export type AbsenceRule = Rule & { readonly absence: NonNullable<Rule['absence']> };

/** True for a rule that alerts when none of its lines arrives. */
export function expectsLines(rule: Rule): rule is AbsenceRule {
  return rule.absence !== undefined;
}

/**
 * The stored state of an expected case: for a rule or a file only while it is reported as missing, for a key always.
 */
export interface AbsenceState {
  /** The time of the last line, ms since 1970. */
  readonly seenAt: number;
  /** The time at which the case was reported as missing, ms since 1970; null if it is not missing. */
  readonly toldAt: number | null;
}

/** Most cases named in one text; it counts the rest. */
const MAX_NAMED_CASES = 5;

/** Returns the case that a line belongs to: the rule as a whole (empty), a file (its path), or a key. */
export function caseOf({ absence, key }: Pick<AbsenceRule, 'absence' | 'key'>, path: string, found: Found): string {
  switch (absence.by) {
    case 'rule':
      return '';
    case 'file':
      return path;
    case 'key':
      return groupKey(key === undefined ? {} : { key }, found);
  }
}

/**
 * Returns the key of a case's state, different for each kind of case, so that a changed rule finds no state of another.
 */
export function absenceKey({ absence }: Pick<AbsenceRule, 'absence'>, name: string): string {
  return absence.by === 'rule' ? '' : `${absence.by} ${name}`;
}

/** Returns the case of a state's key; null for a state of another kind of case. */
export function caseAt(rule: Pick<AbsenceRule, 'absence'>, key: string): string | null {
  const name = key.slice(key.indexOf(' ') + 1);
  return absenceKey(rule, name) === key ? name : null;
}

/** Names cases in a text: the first few, and the number of the rest. */
export function caseNames(names: readonly string[]): string {
  const more = names.length - MAX_NAMED_CASES;
  return names.slice(0, MAX_NAMED_CASES).join(', ') + (more > 0 ? ` +${more}` : '');
}
