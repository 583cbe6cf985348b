import { systemClock, type Clock } from '../../../src/main/engine/common/clock';

/** The system clock shifted to another time; timers run normally. */
export class ShiftedClock implements Clock {
  #offset: number;

  /** `at`: current time, ms since 1970. */
  constructor(at: number) {
    this.#offset = at - Date.now();
  }

  now(): number {
    return Date.now() + this.#offset;
  }

  after(delayMs: number, task: () => void): () => void {
    return systemClock.after(delayMs, task);
  }

  /** Sets the time, as after a suspend. */
  set(at: number): void {
    this.#offset = at - Date.now();
  }
}
