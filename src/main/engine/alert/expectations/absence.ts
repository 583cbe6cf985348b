import { parseDuration } from '../../../../shared/common/duration';
import type { DefaultMessages } from '../../../../shared/i18n/default-messages';
import { namesVariable } from '../../../../shared/sms/template';
import type { PolicyRow, PolicyStateTable } from '../../ledger/tables/policy-states';
import { messageRule } from '../incidents/recovery-rule';
import type { MatchInFile } from '../message/types';
import {
  absenceKey,
  type AbsenceRule,
  type AbsenceState,
  caseAt,
  caseNames,
  caseOf,
  expectsLines,
} from '../policy/absence-state';
import { PolicyState } from '../policy/policy-state';
import type { Expectation } from './expectation';

/** Name of the group through which an alert names its cases. */
const CASES = 'key';

/** Notes that a line has arrived, if its rule expects lines; false for any other rule. `at`: ms since 1970. */
export function noteExpected(
  { match, path }: MatchInFile,
  expected: Map<string, Set<string>>,
  memory: PolicyState,
  at: number,
): boolean {
  const { rule } = match.rule;
  if (!expectsLines(rule)) {
    return false;
  }
  const name = caseOf(rule, path, match.found);
  const cases = expected.get(rule.id) ?? new Set();
  expected.set(rule.id, cases.add(name));
  if (rule.absence.by === 'key') {
    const key = absenceKey(rule, name);
    const toldAt = memory.get('absence', rule.id, key)?.toldAt ?? null;
    memory.set('absence', rule.id, key, { seenAt: at, toldAt });
  }
  return true;
}

/** Notes that these cases are reported as missing, or as back. `at`: ms since 1970. */
export function noteReported(
  rule: AbsenceRule,
  cases: readonly string[],
  missing: boolean,
  memory: PolicyState,
  at: number,
): void {
  for (const key of cases.map((name) => absenceKey(rule, name))) {
    const seenAt = memory.get('absence', rule.id, key)?.seenAt ?? at;
    if (missing || rule.absence.by === 'key') {
      memory.set('absence', rule.id, key, { seenAt, toldAt: missing ? at : null });
    } else {
      memory.remove('absence', rule.id, key);
    }
  }
}

/** Makes the rows that remove these cases, so that their next lines count as new. */
export function absenceForgotten(rule: AbsenceRule, cases: readonly string[]): PolicyRow[] {
  return cases.map((name) => ({
    kind: 'absence',
    ruleId: rule.id,
    key: absenceKey(rule, name),
    state: null,
    dueAt: null,
  }));
}

/**
 * Makes the match that reports these cases as missing, or as back. It names files and keys even if the message does
 * not.
 */
export function absenceNotice(
  rule: AbsenceRule,
  cases: readonly string[],
  missing: boolean,
  defaults: DefaultMessages,
): MatchInFile {
  const { message = defaults.absence.message, recovered = defaults.absence.recovered, by } = rule.absence;
  const words = missing ? message : recovered;
  const names = caseNames(cases);
  const saysItself = by === 'rule' || namesVariable(words, ['key', 'file']);
  const notice = messageRule(rule, saysItself ? words : `${words} ({{key}})`);
  const path = by === 'file' ? names : '';
  const named: Readonly<Record<string, string>> = by === 'rule' ? {} : { [CASES]: names };
  const match = {
    rule: by === 'rule' ? notice : { ...notice, rule: { ...notice.rule, key: CASES } },
    line: names === '' ? notice.title : `${notice.title}: ${names}`,
    found: { matched: '', groups: [], named },
  };
  return { match, path, fileIds: [] };
}

/** The table of policy states. Each function here throws if the ledger cannot be used. */
type Records = Pick<PolicyStateTable, 'find' | 'ofKind' | 'save'>;

/** Loads the cases that a rule expects lines of, the longest unseen first. */
export function loadAbsence(records: Records, rule: AbsenceRule): ReadonlyMap<string, AbsenceState> {
  const states = new PolicyState(records).all('absence').flatMap(({ ruleId, key, state }) => {
    const name = ruleId === rule.id ? caseAt(rule, key) : null;
    return name === null ? [] : [[name, state] as const];
  });
  return new Map(states.toSorted(([, one], [, other]) => one.seenAt - other.seenAt));
}

/** Forgets cases that a rule no longer expects; true once that is written. `at`: ms since 1970. */
export function forgetAbsence(records: Records, rule: AbsenceRule, cases: readonly string[], at: number): boolean {
  records.save(absenceForgotten(rule, cases), at);
  return true;
}

/** Receives the changes of a rule's cases; false if they could not be written. */
export interface AbsenceReporter {
  /** Reports these cases as missing, or as back. */
  readonly report: (rule: AbsenceRule, cases: readonly string[], missing: boolean) => boolean;
  /** Forgets these cases, as they are no longer expected. */
  readonly forget: (rule: AbsenceRule, cases: readonly string[]) => boolean;
}

/** Returns the longest time that a case may be silent, ms. */
export function windowOf({ absence }: AbsenceRule): number {
  return parseDuration(absence.after) ?? Infinity;
}

/** Returns the time after which a missing case is forgotten, ms since it was last seen; null for never. */
export function forgetAfter({ absence }: AbsenceRule): number | null {
  return absence.by === 'key' ? parseDuration(absence.forget ?? '') : null;
}

/** Handles lines of these cases at `now` (ms since 1970), and reports those that had been missing as back. */
export function reportSeen(
  expectation: Expectation,
  rule: AbsenceRule,
  seen: { readonly cases: readonly string[]; readonly now: number },
  { report }: Pick<AbsenceReporter, 'report'>,
): void {
  const back = seen.cases.filter((name) => expectation.isMissing(name));
  seen.cases.forEach((name) => expectation.seen(name, seen.now));
  if (back.length > 0 && report(rule, back, false)) {
    expectation.markReported(back, false);
  }
}

/** Reports the cases that have been silent for too long at `now` (ms since 1970), and forgets those long missing. */
export function reportMissing(
  expectation: Expectation,
  rule: AbsenceRule,
  now: number,
  { report, forget }: AbsenceReporter,
): void {
  const missing = expectation.silentFor(windowOf(rule));
  if (missing.length > 0 && report(rule, missing, true)) {
    expectation.markReported(missing, true);
  }
  const forgetMs = forgetAfter(rule);
  const retired = forgetMs === null ? [] : expectation.missingSince(now - forgetMs);
  if (retired.length > 0 && forget(rule, retired)) {
    expectation.forget(retired);
  }
}
