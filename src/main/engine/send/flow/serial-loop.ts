import type { Clock } from '../../common/clock';

/** Runs one step at a time. */
export interface SerialLoop {
  /** Runs `step` now, when woken, and at the time each step returns (ms since 1970; null: only when woken). */
  start(step: LoopStep): void;
  /** Runs a step now, or right after the current one; before `start`, remembers it. */
  wake(): void;
  /** Runs no further step; resolves when the current one is done. */
  stop(): Promise<void>;
}

/** One step; resolves to the time of the next, ms since 1970, or null for none. */
export type LoopStep = () => Promise<number | null>;

/** Timers pause during suspend and ignore clock changes, so a step runs at least this often, ms. */
const MAX_WAIT_MS = 30_000;

/**
 * Creates a loop. `onError` receives an error of a step and returns the time of the next one, ms since 1970; what it
 * throws is left to the process.
 */
export function createSerialLoop(clock: Clock, onError: (error: unknown) => number): SerialLoop {
  let step: LoopStep | null = null;
  let wanted = false;
  let busy = false;
  let stopped = false;
  let idle: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;

  const run = async (current: LoopStep): Promise<void> => {
    busy = true;
    try {
      let next: number | null = null;
      while (wanted && !stopped) {
        wanted = false;
        next = await current().catch(onError);
      }
      if (next !== null && !stopped) {
        cancel = clock.after(Math.min(Math.max(0, next - clock.now()), MAX_WAIT_MS), wake);
      }
    } finally {
      busy = false;
    }
  };
  const wake = (): void => {
    if (stopped) {
      return;
    }
    wanted = true;
    cancel();
    if (step !== null && !busy) {
      idle = run(step);
    }
  };
  return {
    start: (first) => {
      step = first;
      wake();
    },
    wake,
    stop: () => {
      stopped = true;
      cancel();
      return idle;
    },
  };
}
