import { heldBack, type Counting, type Ending, type Fate } from './match-facts';
import type { PolicyMemory } from './policy/policy-memory';
import { reservedFor } from './policy/quiet-hours';
import { beginsToWait, endsWaiting, joinsWaiting, UNTOLD, type WaitReason } from './policy/waiting';
import { quietEndOf } from './silence';
import type { Told } from './told';
import { onlyItself } from './what-is-told';

/** Has a match wait that will be told of with others, or at the end of quiet hours; null for one that need not. */
export function tellLater(match: Counting, memory: PolicyMemory): Fate | null {
  const waiting = match.ends ? endsUntold(match, match.ends, memory) : null;
  return waiting ?? quiet(match, memory) ?? joined(match, memory);
}

/** A match waits until `dueAt` (ms since 1970) to be told of, with those of its rule that wait for the same. */
export function waitToBeTold(
  reason: WaitReason,
  dueAt: number,
  match: Counting,
  told: Told,
  memory: PolicyMemory,
): void {
  const { rule, at, line } = match;
  const state = memory.get('waiting', rule.id, reason);
  if (state && match.ends) {
    memory.set('waiting', rule.id, reason, endsWaiting(state, match.compose(told).content, at), state.dueAt);
    return;
  }
  const waiting = state
    ? joinsWaiting(state, told.count, at)
    : beginsToWait({ reason, dueAt, line, at, told, content: match.compose(told).content });
  memory.set('waiting', rule.id, reason, waiting, waiting.dueAt);
}

function quiet(match: Counting, memory: PolicyMemory): Fate | null {
  const { rule, at, settings } = match;
  const { policy } = settings;
  const until = quietEndOf(rule, at, policy);
  if (until === null || reservedFor(until, at, policy.quietBy) !== null) {
    return null;
  }
  waitToBeTold('quiet', until, match, onlyItself(match, memory), memory);
  return heldBack('quiet', { until });
}

/** What nobody has been told of yet is told together with its end. */
function endsUntold(match: Counting, { incident, wasTold }: Ending, memory: PolicyMemory): Fate | null {
  const { rule, at, key, count, firstAt } = match;
  const reason = UNTOLD.find((each) => memory.get('waiting', rule.id, each) !== undefined);
  if (wasTold || reason === undefined) {
    return null;
  }
  waitToBeTold(reason, at, match, { count, firstAt, heldBack: 0, key, incident }, memory);
  return heldBack('joined', {});
}

/** While a text of the rule waits for others, its own further matches join it. */
function joined(match: Counting, memory: PolicyMemory): Fate | null {
  const { rule, at, count } = match;
  const state = memory.get('waiting', rule.id, 'wait');
  if (state === undefined || state.dueAt <= at || match.ends) {
    return null;
  }
  memory.set('waiting', rule.id, 'wait', joinsWaiting(state, count, at), state.dueAt);
  return heldBack('joined', {});
}
