import type { Clock } from './clock';

/** Timers with names, at most one of each. */
export class NamedTimers<Name extends string> {
  readonly #clock: Clock;
  /** Functions that cancel the pending ones. */
  readonly #pending = new Map<Name, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isPending(name: Name): boolean {
    return this.#pending.has(name);
  }

  /** Runs the task after a delay, in place of a pending one with the same name. */
  after(name: Name, delayMs: number, task: () => void): void {
    this.cancel(name);
    const cancel = this.#clock.after(delayMs, () => {
      this.#pending.delete(name);
      task();
    });
    this.#pending.set(name, cancel);
  }

  cancel(name: Name): void {
    this.#pending.get(name)?.();
    this.#pending.delete(name);
  }

  cancelAll(): void {
    this.#pending.forEach((cancel) => cancel());
    this.#pending.clear();
  }
}
