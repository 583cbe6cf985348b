/** A rule that the person has muted. */
export interface MuteState {
  /** When it was muted and when that ends, ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** Matches held back meanwhile. */
  readonly held: number;
}

/**
 * The mute as it stands at `now`; null when it is over. When the clock was set back behind its beginning it begins anew, so that it
 * lasts no longer than was asked for.
 */
export function muteAt(state: MuteState | undefined, now: number): MuteState | null {
  if (state === undefined || now >= state.until) {
    return null;
  }
  return now < state.from ? { ...state, from: now, until: now + state.until - state.from } : state;
}
