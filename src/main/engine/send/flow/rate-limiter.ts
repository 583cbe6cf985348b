import type { Clock } from '../../common/clock';

const WINDOW_MS = 1_000;

/** Longest that a spare turn is waited for. */
const SPARE_WAIT_MS = 10_000;

/** Keeps the requests to SENS below a number in any second. */
export interface RateLimiter {
  /** When the next request may begin, ms since 1970. */
  opensAt(): number;
  /** Takes the next turn and resolves when it has come; turns come in the order in which they were taken. */
  turn(): Promise<void>;
  /**
   * A turn of something that can wait: resolves when more than half of the last second's turns are free, so that it
   * stands in no text's way; it takes an ordinary turn when none came free in time.
   */
  spareTurn(): Promise<void>;
}

/** `perSecond` is asked for each turn, so that a changed setting counts at once. */
export function createRateLimiter(clock: Clock, perSecond: () => number): RateLimiter {
  let begun: number[] = [];

  /** When fewer than `atMost` turns will have begun within a second. */
  const opensWith = (atMost: number): number => {
    const now = clock.now();
    // Turns further ahead than all that can wait are of a clock that has been set back.
    const furthest = now + WINDOW_MS * Math.ceil(begun.length / perSecond());
    begun = begun.filter((at) => at > now - WINDOW_MS && at <= furthest);
    const first = begun.at(-atMost);
    return first === undefined ? now : Math.max(now, first + WINDOW_MS);
  };
  const opensAt = (): number => opensWith(perSecond());
  const wait = async (delayMs: number): Promise<void> => {
    if (delayMs > 0) {
      await new Promise<void>((resolve) => void clock.after(delayMs, resolve));
    }
  };
  const turn = async (): Promise<void> => {
    const at = opensAt();
    begun.push(at);
    await wait(at - clock.now());
  };
  const spareTurn = async (): Promise<void> => {
    const half = (): number => Math.ceil(perSecond() / 2);
    let patience = SPARE_WAIT_MS;
    for (let delay = opensWith(half()) - clock.now(); delay > 0 && patience > 0;) {
      await wait(delay);
      patience -= delay;
      // Texts may have taken what had come free.
      delay = opensWith(half()) - clock.now();
    }
    await turn();
  };
  return { opensAt, turn, spareTurn };
}
