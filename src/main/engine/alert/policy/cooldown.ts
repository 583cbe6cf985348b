import { parseDuration } from '../../../../shared/common/duration';
import type { Mutable } from '../../../../shared/common/mutable';
import type { Rule } from '../../../../shared/settings/schema';

/** Durations of a rule's cooldown, ms. */
export interface CooldownPolicy {
  readonly baseMs: number;
  /** The cooldown doubles up to this while matches go on; null for a constant one. */
  readonly maxMs: number | null;
}

/** The state of a cooldown, for one key. */
export interface CooldownState {
  /** The time of the decision on its last text, ms since 1970. */
  readonly alertedAt: number;
  /** The duration of the cooldown after it, ms. */
  readonly restMs: number;
  /** Matches held since, and the time of the first. */
  readonly held: number;
  readonly firstHeldAt: number;
}

/** Returns the cooldown of a rule. */
export function cooldownPolicy({ cooldown, cooldownMax }: Pick<Rule, 'cooldown' | 'cooldownMax'>): CooldownPolicy {
  const baseMs = parseDuration(cooldown) ?? 0;
  const maxMs = cooldownMax === undefined ? null : parseDuration(cooldownMax);
  return { baseMs, maxMs: maxMs === null ? null : Math.max(baseMs, maxMs) };
}

/**
 * True if the key is in its cooldown at `now`, by the current policy. A clock set back must not prolong a cooldown
 * without end.
 */
export function isCooldownActive(
  state: CooldownState | undefined,
  now: number,
  { baseMs, maxMs }: CooldownPolicy,
): state is CooldownState {
  if (state === undefined) {
    return false;
  }
  const since = now - state.alertedAt;
  return since >= 0 && since < cooldownOf(state, { baseMs, maxMs });
}

/** Returns the end of the cooldown, ms since 1970. */
export function cooldownEnd(state: CooldownState, policy: CooldownPolicy): number {
  return state.alertedAt + cooldownOf(state, policy);
}

function cooldownOf(state: CooldownState, { baseMs, maxMs }: CooldownPolicy): number {
  return maxMs === null ? baseMs : Math.min(state.restMs, maxMs);
}

/** Adds held matches, the first at `firstAt`. */
export function heldByCooldown(state: CooldownState, matches: number, firstAt: number): CooldownState {
  const held: Mutable<CooldownState> = { ...state };
  held.held += matches;
  held.firstHeldAt = state.held === 0 ? firstAt : state.firstHeldAt;
  return held;
}

/**
 * Returns the cooldown that begins with a text. With a maximum, it is twice as long as the last if matches came back
 * within twice that, and the plain one after a longer silence.
 */
export function cooldownAfter(
  state: CooldownState | undefined,
  now: number,
  { baseMs, maxMs }: CooldownPolicy,
): CooldownState {
  const goesOn = state !== undefined && now >= state.alertedAt && now - state.alertedAt <= 2 * state.restMs;
  const doubled = goesOn && maxMs !== null ? Math.max(baseMs, Math.min(2 * state.restMs, maxMs)) : baseMs;
  return { alertedAt: now, restMs: doubled, held: 0, firstHeldAt: 0 };
}
