import { parseDuration } from '../../../../shared/common/duration';
import type { Decision } from '../../../../shared/contract/history';
import type { DefaultMessages } from '../../../../shared/i18n/default-messages';
import type { Pair } from '../../../../shared/settings/rules/rule-schema';
import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import type { PolicyStateTable } from '../../ledger/tables/policy-states';
import { type Origin, originOf } from '../message/types';
import { groupKey } from '../policy/keys';
import { openPair, type PairState } from '../policy/pair-state';
import { PolicyState } from '../policy/policy-state';
import type { PairRule, StoredPairs } from './pair-monitor';

type Records = Pick<PolicyStateTable, 'find' | 'ofKind' | 'save'>;

/** Loads a rule's watched time, and the earliest deadline of its open pairs. */
export function loadPairs(records: Records, { id }: PairRule): StoredPairs {
  const memory = new PolicyState(records);
  const deadlines = memory.all('pair').flatMap(({ ruleId, state }) => (ruleId === id ? [state.deadline] : []));
  return {
    watchedMs: memory.get('watched', id)?.watchedMs ?? 0,
    nextDeadline: deadlines.length === 0 ? null : Math.min(...deadlines),
  };
}

/** Saves a rule's watched time, ms. `at`: ms since 1970. */
export function saveWatched(records: Records, { id }: PairRule, watchedMs: number, at: number): void {
  records.save([{ kind: 'watched', ruleId: id, key: '', state: { watchedMs }, dueAt: null }], at);
}

/** The reason why a line of a rule with a pair sends no text by itself, and the params of that reason. */
type PairDecision = readonly [why: Decision['why'], params: Decision['params']];

/** A start or an end, with fields of `MatchContext`. */
interface StartOrEnd {
  readonly rule: Rule;
  readonly found: Found;
  readonly line: string;
  readonly at: number;
  readonly watchedAt?: number | undefined;
  readonly origin?: Origin | undefined;
  /** The incident that the end closes, if any. */
  readonly resolves?: object | undefined;
}

/** Notes a start or an end. While a pair is open, further starts of the same key change nothing. */
export function decidePair(match: StartOrEnd, { within }: Pair, memory: PolicyState): PairDecision {
  const { rule, found, at, line, watchedAt = at, origin = { path: '', fileIds: [] } } = match;
  const key = groupKey(rule, found);
  const open = memory.get('pair', rule.id, key);
  if (found.part === 'end') {
    memory.remove('pair', rule.id, key);
    return [match.resolves ? 'pair-late' : open ? 'pair-ended' : 'pair-alone', {}];
  }
  if (open) {
    return ['pair-open', {}];
  }
  const deadline = watchedAt + (parseDuration(within) ?? 0);
  memory.set('pair', rule.id, key, openPair({ at, deadline, line, found, ...originOf(origin) }));
  return ['pair-started', { within }];
}

/**
 * Removes the starts of a rule whose ends are overdue from the state, earliest first. `watchedAt`: as in
 * `MatchContext`.
 */
export function takeOverdue(memory: PolicyState, { id }: Pick<Rule, 'id'>, watchedAt: number): PairState[] {
  const overdue = memory.all('pair').filter(({ ruleId, state }) => ruleId === id && state.deadline <= watchedAt);
  overdue.forEach(({ key }) => memory.remove('pair', id, key));
  return overdue.map(({ state }) => state).toSorted((one, other) => one.deadline - other.deadline);
}

/** Turns a rule into the one that reports an overdue end. */
export function overdueRule(rule: PairRule, defaults: DefaultMessages): Rule {
  return { ...rule, message: rule.pair.message ?? defaults.pair.message };
}
