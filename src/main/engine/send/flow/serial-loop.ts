import type { Clock } from '../../common/clock';

/** Work done step by step, never two steps at once. */
export interface SerialLoop {
  /** Takes a step now, or right after the one under way. */
  wake(): void;
  /** Takes no further step; resolves when the one under way is done. */
  stop(): Promise<void>;
}

/** A timer stands still while the machine sleeps, and knows nothing of a clock that was set: a step looks at least this often, ms. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Runs `step` when woken and at the time each step asks for (ms since 1970; null: only when woken). What a step throws goes
 * to `troubled`, which says when to go on, or throws it again: then it is left to the process.
 */
export function createSerialLoop(
  clock: Clock,
  step: () => Promise<number | null>,
  troubled: (error: unknown) => number,
): SerialLoop {
  let wanted = false;
  let busy = false;
  let stopped = false;
  let idle: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;

  const run = async (): Promise<void> => {
    busy = true;
    try {
      let next: number | null = null;
      while (wanted && !stopped) {
        wanted = false;
        next = await step().catch(troubled);
      }
      if (next !== null && !stopped) {
        cancel = clock.after(Math.min(Math.max(0, next - clock.now()), LONGEST_WAIT_MS), wake);
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
    if (!busy) {
      idle = run();
    }
  };
  return {
    wake,
    stop: () => {
      stopped = true;
      cancel();
      return idle;
    },
  };
}
