import type { Clock } from '../common/clock';

/** Longest time between checks while something is deferred, ms, as clocks are set and machines sleep. */
const MAX_DELAY_MS = 60_000;
/** Delay before the next attempt after a ledger fault, ms. */
const RETRY_MS = 5_000;

export interface DueTimerDeps {
  readonly clock: Clock;
  /** The time when the next work is due, ms since 1970; null for none. */
  readonly nextDue: () => number | null;
  /** The same or an earlier time, as work that was due then may have been postponed. */
  readonly notDueBefore: () => number | null;
  /** Settles the work that is due; false if the ledger could not be used. */
  readonly settle: () => boolean;
}

/** Settles deferred work when it is due, and when the clock was set back. */
export class DueTimer {
  readonly #deps: DueTimerDeps;
  #cancel: (() => void) | null = null;
  #stopped = false;
  /** The time of the last check, ms since 1970. */
  #checkedAt = -Infinity;

  constructor(deps: DueTimerDeps) {
    this.#deps = deps;
  }

  /** Checks when the next work is due; call after anything that may have changed that. */
  check(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#checkedAt = this.#deps.clock.now();
    const dueAt = this.#stopped ? null : this.#deps.notDueBefore();
    if (dueAt !== null) {
      const delayMs = Math.max(0, Math.min(dueAt - this.#deps.clock.now(), MAX_DELAY_MS));
      this.#settleAfter(delayMs);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #isDue(): boolean {
    const dueAt = this.#deps.nextDue();
    return dueAt !== null && dueAt <= this.#deps.clock.now();
  }

  #settleAfter(delayMs: number): void {
    this.#cancel?.();
    this.#cancel = this.#deps.clock.after(delayMs, () => {
      const isSetBack = this.#deps.clock.now() < this.#checkedAt;
      const settled = !(isSetBack || this.#isDue()) || this.#deps.settle();
      if (settled && !this.#isDue()) {
        this.check();
      } else if (!this.#stopped) {
        this.#settleAfter(RETRY_MS);
      }
    });
  }
}
