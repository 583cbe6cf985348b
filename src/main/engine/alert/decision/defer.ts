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
import { scheduledFor } from '../policy/silence';
import { quietEndOf } from '../policy/silenced-until';
import {
  type CountedMatch,
  type ResolvedIncident,
  type MatchDecision,
  heldDecision,
  summarizeAlone,
} from './match-context';

/** Defers a match to a group or to the end of quiet hours; null if it can go out now. */
export function defer(match: CountedMatch, memory: PolicyState): MatchDecision | null {
  const waiting = match.resolves ? deferResolution(match, match.resolves, memory) : null;
  return waiting ?? quiet(match, memory) ?? joined(match, memory);
}

/** The reason for deferring a match, its end (ms since 1970), and the charge if its text is paid for. */
interface Wait {
  readonly reason: DeferReason;
  readonly dueAt: number;
  readonly paid?: Charge;
}

/** Adds a match to the deferred ones of its rule with the same reason. */
export function deferred(
  { reason, dueAt, paid }: Wait,
  match: CountedMatch,
  summary: AlertSummary,
  memory: PolicyState,
): void {
  const { rule } = match;
  const before = memory.get('waiting', rule.id, reason);
  const unpaid = nextState(reason, dueAt, before, match, summary);
  const waiting = paid ? { ...unpaid, paid: chargedSoFar(before?.paid, paid) } : unpaid;
  memory.set('waiting', rule.id, reason, waiting, waiting.dueAt);
}

function nextState(
  reason: DeferReason,
  dueAt: number,
  before: DeferredState | undefined,
  match: CountedMatch,
  summary: AlertSummary,
): DeferredState {
  const { at, line, key } = match;
  if (!before) {
    const { content, full } = composeMatch(match, summary);
    return startDeferral({ reason, dueAt, line, at, summary, content, full });
  }
  return match.resolves
    ? resolveDeferred(before, { key, content: composeMatch(match, summary).content }, at)
    : joinDeferral(before, key, summary.count, at);
}

function quiet(match: CountedMatch, memory: PolicyState): MatchDecision | null {
  const { rule, at, settings } = match;
  const { policy } = settings;
  const until = quietEndOf(rule, at, policy);
  // SENS holds texts only: messages through channels alone wait for Logbell's digest.
  const onlyChannels = match.recipients === 0 && match.channels > 0;
  if (until === null || (!onlyChannels && scheduledFor(until, at, policy.quietBy) !== null)) {
    return null;
  }
  const summary = summarizeAlone(match, memory);
  deferred({ reason: 'quiet', dueAt: until }, match, summary, memory);
  return heldDecision('quiet', { until }, summary);
}

/** Defers the end of an incident whose first alert is still deferred, so that both are reported together. */
function deferResolution(
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
  return heldDecision('joined', {});
}

/** Adds a match to the group of its rule while that is still collecting. */
function joined(match: CountedMatch, memory: PolicyState): MatchDecision | null {
  const { rule, at, count, key } = match;
  const state = memory.get('waiting', rule.id, 'wait');
  if (state === undefined || match.resolves) {
    return null;
  }
  memory.set('waiting', rule.id, 'wait', joinDeferral(state, key, count, at), state.dueAt);
  return heldDecision('joined', {}, summarizeAlone(match, memory));
}
