import type { Clock } from '../../../src/main/engine/common/clock';

/** A clock that a test controls: timers run when they are due, in order. */
export class ManualClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly task: () => void }[] = [];

  /** `now`: ms since 1970. */
  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const timer = { at: this.#now + delayMs, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Remaining time of each timer, ms. */
  pending(): readonly number[] {
    return this.#timers.map(({ at }) => at - this.#now);
  }

  /** Advances the time and runs the timers that are due. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      const due = next;
      this.#timers = this.#timers.filter((each) => each !== due);
      this.#now = Math.max(this.#now, due.at);
      due.task();
    }
    this.#now = until;
  }

  /** Jumps ahead as after a suspend: timers do not advance. */
  jump(ms: number): void {
    this.#now += ms;
    this.#timers = this.#timers.map(({ at, task }) => ({ at: at + ms, task }));
  }

  #next(until: number): { readonly at: number; readonly task: () => void } | undefined {
    return this.#timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
  }
}
