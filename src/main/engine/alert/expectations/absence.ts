import { parseDuration } from '../../../../shared/common/duration';
import { namesVariable } from '../../../../shared/sms/template';
import type { PolicyStateTable, PolicyRow } from '../../ledger/tables/policy-states';
import { messageRule } from '../incidents/recovery-rule';
import type { MatchInFile } from '../message/types';
import {
  absenceKey,
  type AbsenceRule,
  type AbsenceState,
  caseAt,
  caseNames,
  caseOf,
  type Expectation,
  expectsLines,
} from '../policy/absence';
import { PolicyState } from '../policy/policy-state';
import type { PairRule, RememberedPairs } from './pair-monitor';

/** The group by whose name a notice knows the cases it tells of. */
const CASES = 'key';

/** Notes that a line has come, when its rule expects lines; false for a rule that does not. `at`: ms since 1970. */
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

/** Notes that it is told that lines of these cases are missing, or back. `at`: ms since 1970. */
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

/** What forgets these cases, so that lines of them are new. */
export function absenceForgotten(rule: AbsenceRule, cases: readonly string[]): PolicyRow[] {
  return cases.map((name) => ({
    kind: 'absence',
    ruleId: rule.id,
    key: absenceKey(rule, name),
    state: null,
    dueAt: null,
  }));
}

/** What tells that lines of these cases are missing, or back. Files and keys are named, also when the message does not. */
export function absenceNotice(rule: AbsenceRule, cases: readonly string[], missing: boolean): MatchInFile {
  const { message, recovered, by } = rule.absence;
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

/** What the ledger keeps of the policy; each function here throws when it cannot be used. */
type Records = Pick<PolicyStateTable, 'find' | 'ofKind' | 'save'>;

/** The cases that a rule expects lines of, those not seen for longest first. */
export function rememberedAbsence(records: Records, rule: AbsenceRule): ReadonlyMap<string, AbsenceState> {
  const states = new PolicyState(records).all('absence').flatMap(({ ruleId, key, state }) => {
    const name = ruleId === rule.id ? caseAt(rule, key) : null;
    return name === null ? [] : [[name, state] as const];
  });
  return new Map(states.toSorted(([, one], [, other]) => one.seenAt - other.seenAt));
}

/** Forgets cases that a rule expects no lines of any more; true once that is written. `at`: ms since 1970. */
export function forgetAbsence(records: Records, rule: AbsenceRule, cases: readonly string[], at: number): boolean {
  records.save(absenceForgotten(rule, cases), at);
  return true;
}

/** What a rule has begun that did not end yet, and what its clock of watching showed last. */
export function rememberedPairs(records: Records, { id }: PairRule): RememberedPairs {
  const memory = new PolicyState(records);
  const deadlines = memory.all('pair').flatMap(({ ruleId, state }) => (ruleId === id ? [state.deadline] : []));
  return {
    watchedMs: memory.get('watched', id)?.watchedMs ?? 0,
    nextDeadline: deadlines.length === 0 ? null : Math.min(...deadlines),
  };
}

/** Keeps what the clock of watching shows for a rule, ms. `at`: ms since 1970. */
export function keepWatched(records: Records, { id }: PairRule, watchedMs: number, at: number): void {
  records.save([{ kind: 'watched', ruleId: id, key: '', state: { watchedMs }, dueAt: null }], at);
}

/** Who is told what becomes of cases that a rule expects; false when they could not take it. */
export interface AbsenceListener {
  /** Lines of these cases are missing, or back. */
  readonly tell: (rule: AbsenceRule, cases: readonly string[], missing: boolean) => boolean;
  /** These cases are expected no more. */
  readonly forget: (rule: AbsenceRule, cases: readonly string[]) => boolean;
}

/** For how long a case may be silent, ms. */
export function windowOf({ absence }: AbsenceRule): number {
  return parseDuration(absence.after) ?? Infinity;
}

/** When a case that was told of is expected no more, ms after it was seen last; null for never. */
export function forgetAfter({ absence }: AbsenceRule): number | null {
  return absence.by === 'key' ? parseDuration(absence.forget ?? '') : null;
}

/** Lines of these cases have come at `now` (ms since 1970): tells of those that had been missing. */
export function reportSeen(
  expectation: Expectation,
  rule: AbsenceRule,
  seen: { readonly cases: readonly string[]; readonly now: number },
  { tell }: Pick<AbsenceListener, 'tell'>,
): void {
  const back = seen.cases.filter((name) => expectation.isMissing(name));
  seen.cases.forEach((name) => expectation.seen(name, seen.now));
  if (back.length > 0 && tell(rule, back, false)) {
    expectation.told(back, false);
  }
}

/** Tells of the cases that have been silent for too long at `now` (ms since 1970), and forgets those that were given up. */
export function reportMissing(
  expectation: Expectation,
  rule: AbsenceRule,
  now: number,
  { tell, forget }: AbsenceListener,
): void {
  const missing = expectation.silentFor(windowOf(rule));
  if (missing.length > 0 && tell(rule, missing, true)) {
    expectation.told(missing, true);
  }
  const forgetMs = forgetAfter(rule);
  const retired = forgetMs === null ? [] : expectation.missingSince(now - forgetMs);
  if (retired.length > 0 && forget(rule, retired)) {
    expectation.forget(retired);
  }
}
