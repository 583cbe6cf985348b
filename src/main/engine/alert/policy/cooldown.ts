import { parseDuration } from '../../../../shared/common/duration';
import type { Rule } from '../../../../shared/settings/schema';

/** How long texts rest after one, in ms. */
export interface CooldownPolicy {
  readonly restMs: number;
  /** The rest doubles up to this while the trouble goes on; null for a rest that stays the same. */
  readonly longestMs: number | null;
}

/** What a cooldown remembers of one key. */
export interface CooldownState {
  /** When its last text was decided on, ms since 1970. */
  readonly alertedAt: number;
  /** How long the rest after it lasts, ms. */
  readonly restMs: number;
  /** Matches held back since, and when the first of them came. */
  readonly held: number;
  readonly firstHeldAt: number;
}

/** How texts of a rule rest. */
export function cooldownPolicy({ cooldown, cooldownMax }: Pick<Rule, 'cooldown' | 'cooldownMax'>): CooldownPolicy {
  const restMs = parseDuration(cooldown) ?? 0;
  const longestMs = cooldownMax === undefined ? null : parseDuration(cooldownMax);
  return { restMs, longestMs: longestMs === null ? null : Math.max(restMs, longestMs) };
}

/** Whether texts of this key rest at `now`, by the policy as it is now. A clock set back must not prolong a rest without end. */
export function isCooldownActive(
  state: CooldownState | undefined,
  now: number,
  { restMs, longestMs }: CooldownPolicy,
): state is CooldownState {
  if (state === undefined) {
    return false;
  }
  const since = now - state.alertedAt;
  return since >= 0 && since < cooldownOf(state, { restMs, longestMs });
}

/** When the rest of this key is over, ms since 1970. */
export function cooldownEnd(state: CooldownState, policy: CooldownPolicy): number {
  return state.alertedAt + cooldownOf(state, policy);
}

function cooldownOf(state: CooldownState, { restMs, longestMs }: CooldownPolicy): number {
  return longestMs === null ? restMs : Math.min(state.restMs, longestMs);
}

/** Matches held back, the first of which came at `firstAt`. */
export function heldByCooldown(state: CooldownState, matches: number, firstAt: number): CooldownState {
  return { ...state, held: state.held + matches, firstHeldAt: state.held === 0 ? firstAt : state.firstHeldAt };
}

/**
 * The rest that begins with a text. With a longest one, it is twice as long as the last when the trouble has come back within
 * twice that, and the plain one after a longer silence.
 */
export function cooldownAfter(
  state: CooldownState | undefined,
  now: number,
  { restMs, longestMs }: CooldownPolicy,
): CooldownState {
  const goesOn = state !== undefined && now >= state.alertedAt && now - state.alertedAt <= 2 * state.restMs;
  const doubled = goesOn && longestMs !== null ? Math.max(restMs, Math.min(2 * state.restMs, longestMs)) : restMs;
  return { alertedAt: now, restMs: doubled, held: 0, firstHeldAt: 0 };
}
