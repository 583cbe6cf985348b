import type { Clock } from '../common/clock';

/** Clocks are set and machines sleep: what is due is asked for at least so often while something waits, ms. */
const LONGEST_REST_MS = 60_000;
/** How soon it is tried again when the ledger could not take it, ms. */
const TRY_AGAIN_MS = 5_000;

/** What the timer is given. */
export interface DueTimerDeps {
  readonly clock: Clock;
  /** When the next thing is due, ms since 1970; null for nothing. */
  readonly nextDue: () => number | null;
  /** The same, or an earlier time: what was due then may have been put off. */
  readonly notDueBefore: () => number | null;
  /** Settles what is due; false when the ledger could not take it. */
  readonly settle: () => boolean;
}

/** Settles what the alert policy has to do by itself, when it is due, and when the clock was set back. */
export class DueTimer {
  readonly #deps: DueTimerDeps;
  #cancel: (() => void) | null = null;
  #stopped = false;
  /** When it was looked last, ms since 1970. */
  #lookedAt = -Infinity;

  constructor(deps: DueTimerDeps) {
    this.#deps = deps;
  }

  /** Looks when the next thing is due; after anything that may have changed that. */
  look(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#lookedAt = this.#deps.clock.now();
    const dueAt = this.#stopped ? null : this.#deps.notDueBefore();
    if (dueAt !== null) {
      const rest = Math.max(0, Math.min(dueAt - this.#deps.clock.now(), LONGEST_REST_MS));
      this.#after(rest);
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

  #after(delayMs: number): void {
    this.#cancel?.();
    this.#cancel = this.#deps.clock.after(delayMs, () => {
      const isSetBack = this.#deps.clock.now() < this.#lookedAt;
      const settled = !(isSetBack || this.#isDue()) || this.#deps.settle();
      if (settled && !this.#isDue()) {
        this.look();
      } else if (!this.#stopped) {
        this.#after(TRY_AGAIN_MS);
      }
    });
  }
}
