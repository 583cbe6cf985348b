import type { Told } from '../message/types';
import {
  beginsToWait,
  endsWaiting,
  joinsWaiting,
  type Paid,
  paidSoFar,
  UNTOLD,
  type WaitingState,
  type WaitReason,
} from '../policy/deferred';
import type { PolicyMemory } from '../policy/policy-state';
import { reservedFor } from '../policy/silence';
import { quietEndOf } from '../policy/silenced-until';
import { type Counting, type Ending, type Fate, heldBack, onlyItself } from './match-context';

/** Has a match wait that will be told of with others, or at the end of quiet hours; null for one that need not. */
export function tellLater(match: Counting, memory: PolicyMemory): Fate | null {
  const waiting = match.ends ? endsUntold(match, match.ends, memory) : null;
  return waiting ?? quiet(match, memory) ?? joined(match, memory);
}

/** What a match waits for, until when (ms since 1970), and what was paid for its text already. */
interface Wait {
  readonly reason: WaitReason;
  readonly dueAt: number;
  readonly paid?: Paid;
}

/** A match waits to be told of, with those of its rule that wait for the same. */
export function waitToBeTold({ reason, dueAt, paid }: Wait, match: Counting, told: Told, memory: PolicyMemory): void {
  const { rule } = match;
  const before = memory.get('waiting', rule.id, reason);
  const unpaid = waitsNow(reason, dueAt, before, match, told);
  const waiting = paid ? { ...unpaid, paid: paidSoFar(before?.paid, paid) } : unpaid;
  memory.set('waiting', rule.id, reason, waiting, waiting.dueAt);
}

function waitsNow(
  reason: WaitReason,
  dueAt: number,
  before: WaitingState | undefined,
  match: Counting,
  told: Told,
): WaitingState {
  const { at, line, key } = match;
  if (!before) {
    return beginsToWait({ reason, dueAt, line, at, told, content: match.compose(told).content });
  }
  return match.ends
    ? endsWaiting(before, { key, content: match.compose(told).content }, at)
    : joinsWaiting(before, key, told.count, at);
}

function quiet(match: Counting, memory: PolicyMemory): Fate | null {
  const { rule, at, settings } = match;
  const { policy } = settings;
  const until = quietEndOf(rule, at, policy);
  if (until === null || reservedFor(until, at, policy.quietBy) !== null) {
    return null;
  }
  const later = onlyItself(match, memory);
  waitToBeTold({ reason: 'quiet', dueAt: until }, match, later, memory);
  return heldBack('quiet', { until }, later);
}

/** What nobody has been told of yet is told together with its end. */
function endsUntold(match: Counting, { incident, wasTold }: Ending, memory: PolicyMemory): Fate | null {
  const { rule, at, key, count, firstAt } = match;
  const reason = UNTOLD.find((each) => memory.get('waiting', rule.id, each) !== undefined);
  if (wasTold || reason === undefined) {
    return null;
  }
  waitToBeTold({ reason, dueAt: at }, match, { count, firstAt, heldBack: 0, key, incident }, memory);
  return heldBack('joined', {});
}

/** While a text of the rule waits for others, its own further matches join it. */
function joined(match: Counting, memory: PolicyMemory): Fate | null {
  const { rule, at, count, key } = match;
  const state = memory.get('waiting', rule.id, 'wait');
  if (state === undefined || match.ends) {
    return null;
  }
  memory.set('waiting', rule.id, 'wait', joinsWaiting(state, key, count, at), state.dueAt);
  return heldBack('joined', {}, onlyItself(match, memory));
}
