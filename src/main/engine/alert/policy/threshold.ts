/** So many matches within a sliding window, in ms, are needed for a text. */
export interface ThresholdPolicy {
  readonly count: number;
  readonly withinMs: number;
}

/** What a threshold remembers of one key. */
export interface ThresholdState {
  /** When the matches of the window came, ms since 1970, oldest first; fewer than the threshold. */
  readonly times: readonly number[];
  /** The window in which the threshold was reached last ends here, ms since 1970; 0 for never. */
  readonly reachedUntil: number;
  /** Matches that came after it was reached, up to the end of that window, and the first of them. */
  readonly held: number;
  readonly firstHeldAt: number;
}

/** A match as counted: one too few, the one that reaches the threshold, or one after that in the same window. */
export interface Counted {
  readonly outcome: 'few' | 'reached' | 'after';
  /** Matches in the window, this one included. */
  readonly seen: number;
  readonly firstAt: number;
  readonly state: ThresholdState;
}

const NOTHING: ThresholdState = { times: [], reachedUntil: 0, held: 0, firstHeldAt: 0 };

/** Counts a match. Of times that a clock set back has put in the future, none counts. */
export function countMatch(state: ThresholdState | undefined, now: number, policy: ThresholdPolicy): Counted {
  const { count, withinMs } = policy;
  const before = state ?? NOTHING;
  if (now < before.reachedUntil && now >= before.reachedUntil - withinMs) {
    const firstHeldAt = before.held === 0 ? now : before.firstHeldAt;
    const after = { ...before, held: before.held + 1, firstHeldAt };
    return { outcome: 'after', seen: after.held, firstAt: firstHeldAt, state: after };
  }
  const times = [...before.times.filter((time) => time > now - withinMs && time <= now), now];
  const firstAt = times[0] ?? now;
  if (times.length < count) {
    return { outcome: 'few', seen: times.length, firstAt, state: { ...before, times } };
  }
  const reached = { ...NOTHING, reachedUntil: firstAt + withinMs };
  return { outcome: 'reached', seen: times.length, firstAt, state: reached };
}
