import type { Clock } from './clock';

/** A clock whose timers can be canceled together. */
export class OwnTimers implements Clock {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(delayMs: number, task: () => void): () => void {
    const cancel = this.#clock.after(delayMs, () => {
      this.#cancels.delete(cancel);
      task();
    });
    this.#cancels.add(cancel);
    return () => {
      this.#cancels.delete(cancel);
      cancel();
    };
  }

  /** Cancels all pending timers. */
  stop(): void {
    this.#cancels.forEach((cancel) => cancel());
    this.#cancels.clear();
  }
}
