import { systemClock, type Clock } from '../../../src/main/engine/common/clock';

/** The machine's clock, set to another time of the day; timers run as they do. */
export class ShiftedClock implements Clock {
  #offset: number;

  /** `at`: what it shows now, ms since 1970. */
  constructor(at: number) {
    this.#offset = at - Date.now();
  }

  now(): number {
    return Date.now() + this.#offset;
  }

  after(delayMs: number, task: () => void): () => void {
    return systemClock.after(delayMs, task);
  }

  /** Sets it, as after the machine has slept. */
  set(at: number): void {
    this.#offset = at - Date.now();
  }
}
