import type { Clock } from '../../common/clock';

const WINDOW_MS = 1_000;

/** Longest wait of a low-priority request for a quiet moment. */
const LOW_PRIORITY_WAIT_MS = 10_000;

/** Limits the requests to SENS in any one second. */
export interface RateLimiter {
  /** Earliest time for the next request, ms since 1970. */
  readyAt(): number;
  /** Reserves the next slot and resolves when its time has come, first come first served. */
  turn(): Promise<void>;
  /**
   * Slot for a low-priority request: resolves when more than half of the last second's slots are free, so that it
   * delays no text. Takes an ordinary slot if that does not happen in time.
   */
  lowPriorityTurn(): Promise<void>;
}

/** Creates a limiter; `perSecond` is read for each slot, so that a changed setting takes effect at once. */
export function createRateLimiter(clock: Clock, perSecond: () => number): RateLimiter {
  let slots: number[] = [];

  /** Time at which fewer than `atMost` slots lie within one second, ms since 1970. */
  const readyWith = (atMost: number): number => {
    const now = clock.now();
    // Slots further ahead than all that can be queued come from before the clock was set back.
    const furthest = now + WINDOW_MS * Math.ceil(slots.length / perSecond());
    slots = slots.filter((at) => at > now - WINDOW_MS && at <= furthest);
    const first = slots.at(-atMost);
    return first === undefined ? now : Math.max(now, first + WINDOW_MS);
  };
  const opensAt = (): number => readyWith(perSecond());
  const wait = async (delayMs: number): Promise<void> => {
    if (delayMs > 0) {
      await new Promise<void>((resolve) => void clock.after(delayMs, resolve));
    }
  };
  const turn = async (): Promise<void> => {
    const at = opensAt();
    slots.push(at);
    await wait(at - clock.now());
  };
  const spareTurn = async (): Promise<void> => {
    const half = (): number => Math.ceil(perSecond() / 2);
    let remainingMs = LOW_PRIORITY_WAIT_MS;
    for (let delay = readyWith(half()) - clock.now(); delay > 0 && remainingMs > 0;) {
      await wait(delay);
      remainingMs -= delay;
      // Texts may have taken the free slots meanwhile.
      delay = readyWith(half()) - clock.now();
    }
    await turn();
  };
  return { readyAt: opensAt, turn, lowPriorityTurn: spareTurn };
}
