/** The number of matches within a sliding window, in ms, that a text needs. */
export interface ThresholdPolicy {
  readonly count: number;
  readonly withinMs: number;
}

/** The state of a threshold, for one key. */
export interface ThresholdState {
  /** Times of the matches in the window, ms since 1970, oldest first; fewer than the threshold. */
  readonly times: readonly number[];
  /** The end of the window in which the threshold was last reached, ms since 1970; 0 for never. */
  readonly reachedUntil: number;
  /** Matches after that, up to the end of that window, and the time of the first. */
  readonly held: number;
  readonly firstHeldAt: number;
}

/** A counted match: one too few, the one that reaches the threshold, or one after that in the same window. */
export interface Counted {
  readonly outcome: 'few' | 'reached' | 'after';
  /** Matches in the window, this one included. */
  readonly seen: number;
  readonly firstAt: number;
  readonly state: ThresholdState;
}

const NOTHING: ThresholdState = { times: [], reachedUntil: 0, held: 0, firstHeldAt: 0 };

/** Counts a match. Times in the future, after a clock was set back, do not count. */
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
