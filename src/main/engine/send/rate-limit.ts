import type { Clock } from '../clock';

const WINDOW_MS = 1_000;

/** Keeps the requests to SENS below a number in any second. */
export interface RateLimit {
  /** When the next request may begin, ms since 1970. */
  opensAt(): number;
  /** Takes the next turn and resolves when it has come; turns come in the order in which they were taken. */
  turn(): Promise<void>;
}

/** `perSecond` is asked for each turn, so that a changed setting counts at once. */
export function createRateLimit(clock: Clock, perSecond: () => number): RateLimit {
  let begun: number[] = [];

  const opensAt = (): number => {
    const now = clock.now();
    // Turns further ahead than all that can wait are of a clock that has been set back.
    const furthest = now + WINDOW_MS * Math.ceil(begun.length / perSecond());
    begun = begun.filter((at) => at > now - WINDOW_MS && at <= furthest);
    const first = begun.at(-perSecond());
    return first === undefined ? now : Math.max(now, first + WINDOW_MS);
  };
  return {
    opensAt,
    turn: async () => {
      const at = opensAt();
      begun.push(at);
      const wait = at - clock.now();
      if (wait > 0) {
        await new Promise<void>((resolve) => void clock.after(wait, resolve));
      }
    },
  };
}
