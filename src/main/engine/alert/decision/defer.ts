import { composeMatch } from '../message/compose';
import type { AlertSummary } from '../message/types';
import {
  startDeferral,
  resolveDeferred,
  joinDeferral,
  type Charge,
  chargedSoFar,
  DEFER_REASONS,
  type DeferredState,
  type DeferReason,
} from '../policy/deferred';
import type { PolicyState } from '../policy/policy-state';
import { reservedFor } from '../policy/silence';
import { quietEndOf } from '../policy/silenced-until';
import {
  type CountedMatch,
  type ResolvedIncident,
  type MatchDecision,
  suppressed,
  summarizeAlone,
} from './match-context';

/** Has a match wait that will be told of with others, or at the end of quiet hours; null for one that need not. */
export function defer(match: CountedMatch, memory: PolicyState): MatchDecision | null {
  const waiting = match.ends ? endsUntold(match, match.ends, memory) : null;
  return waiting ?? quiet(match, memory) ?? joined(match, memory);
}

/** What a match waits for, until when (ms since 1970), and what was paid for its text already. */
interface Wait {
  readonly reason: DeferReason;
  readonly dueAt: number;
  readonly paid?: Charge;
}

/** A match waits to be told of, with those of its rule that wait for the same. */
export function deferred(
  { reason, dueAt, paid }: Wait,
  match: CountedMatch,
  told: AlertSummary,
  memory: PolicyState,
): void {
  const { rule } = match;
  const before = memory.get('waiting', rule.id, reason);
  const unpaid = waitsNow(reason, dueAt, before, match, told);
  const waiting = paid ? { ...unpaid, paid: chargedSoFar(before?.paid, paid) } : unpaid;
  memory.set('waiting', rule.id, reason, waiting, waiting.dueAt);
}

function waitsNow(
  reason: DeferReason,
  dueAt: number,
  before: DeferredState | undefined,
  match: CountedMatch,
  told: AlertSummary,
): DeferredState {
  const { at, line, key } = match;
  if (!before) {
    return startDeferral({ reason, dueAt, line, at, told, content: composeMatch(match, told).content });
  }
  return match.ends
    ? resolveDeferred(before, { key, content: composeMatch(match, told).content }, at)
    : joinDeferral(before, key, told.count, at);
}

function quiet(match: CountedMatch, memory: PolicyState): MatchDecision | null {
  const { rule, at, settings } = match;
  const { policy } = settings;
  const until = quietEndOf(rule, at, policy);
  if (until === null || reservedFor(until, at, policy.quietBy) !== null) {
    return null;
  }
  const later = summarizeAlone(match, memory);
  deferred({ reason: 'quiet', dueAt: until }, match, later, memory);
  return suppressed('quiet', { until }, later);
}

/** What nobody has been told of yet is told together with its end. */
function endsUntold(
  match: CountedMatch,
  { incident, wasAlerted }: ResolvedIncident,
  memory: PolicyState,
): MatchDecision | null {
  const { rule, at, key, count, firstAt } = match;
  const reason = DEFER_REASONS.find((each) => memory.get('waiting', rule.id, each) !== undefined);
  if (wasAlerted || reason === undefined) {
    return null;
  }
  deferred({ reason, dueAt: at }, match, { count, firstAt, heldBack: 0, key, incident }, memory);
  return suppressed('joined', {});
}

/** While a text of the rule waits for others, its own further matches join it. */
function joined(match: CountedMatch, memory: PolicyState): MatchDecision | null {
  const { rule, at, count, key } = match;
  const state = memory.get('waiting', rule.id, 'wait');
  if (state === undefined || match.ends) {
    return null;
  }
  memory.set('waiting', rule.id, 'wait', joinDeferral(state, key, count, at), state.dueAt);
  return suppressed('joined', {}, summarizeAlone(match, memory));
}
