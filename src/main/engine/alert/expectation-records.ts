import type { PolicyRecords } from '../ledger/tables/policy-states';
import { absenceForgotten } from './absence-notes';
import type { PairRule, RememberedPairs } from './pair-watch';
import { caseAt, type AbsenceRule, type AbsenceState } from './policy/absence';
import { PolicyMemory } from './policy/policy-memory';

/** What the ledger keeps of the policy; each function here throws when it cannot be used. */
type Records = Pick<PolicyRecords, 'find' | 'ofKind' | 'save'>;

/** The cases that a rule expects lines of, those not seen for longest first. */
export function rememberedAbsence(records: Records, rule: AbsenceRule): ReadonlyMap<string, AbsenceState> {
  const states = new PolicyMemory(records).all('absence').flatMap(({ ruleId, key, state }) => {
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
  const memory = new PolicyMemory(records);
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
