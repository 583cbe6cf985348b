import type { Ledger } from '../ledger/ledger';
import { PolicyState } from './policy/policy-state';
import { type MuteState, muteAt } from './policy/silence';

/** A pause or a mute that is not over. */
export interface Silence {
  /** Its end, ms since 1970. */
  readonly until: number;
  /** Matches held so far. */
  readonly held: number;
}

/** The ledger tables that hold the pause and the mutes. */
type SilenceTables = Pick<Ledger, 'policy' | 'state'>;

/** Returns the pause as of `now`; null without one. */
export function currentPause({ state }: SilenceTables, now: number): Silence | null {
  const kept = state.pause();
  return kept === null ? null : muteAt({ ...kept, from: kept.from ?? -Infinity }, now);
}

/** Returns the mutes as of `now`, by rule id. */
export function currentMutes({ policy }: SilenceTables, now: number): ReadonlyMap<string, Silence> {
  const kept = new PolicyState(policy).all('mute').flatMap(({ ruleId, state }) => {
    const mute = muteAt(state, now);
    return mute === null ? [] : [[ruleId, mute] as const];
  });
  return new Map(kept);
}

/**
 * Pauses all alerts until a time. A `now` as the end ends a pause, which the engine then reports. Must run inside a
 * ledger transaction.
 */
export function savePauseEnd({ state }: SilenceTables, until: number, now: number): void {
  const held = state.pause()?.held ?? 0;
  state.savePause({ from: now, until, held });
}

/**
 * Mutes a rule until a time. A `now` as the end unmutes it, which the engine then reports. Must run inside a ledger
 * transaction.
 */
export function saveMuteEnd({ policy }: SilenceTables, ruleId: string, until: number, now: number): void {
  const memory = new PolicyState(policy);
  const mute: MuteState = { from: now, until, held: memory.get('mute', ruleId)?.held ?? 0 };
  memory.set('mute', ruleId, '', mute, until);
  policy.save(memory.takeChanges(), now);
}
