import { DurationHistogram } from './duration-histogram';

/** Interval of the samples, ms. */
const INTERVAL_MS = 1_000;
/** Bounds of the buckets, s. */
const BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Samples how late the event loop of this thread runs a timer. */
export class LoopLag {
  readonly histogram = new DurationHistogram(BOUNDS);
  #timer: NodeJS.Timeout | null = null;

  start(): void {
    if (this.#timer === null) {
      this.#next();
    }
  }

  stop(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
  }

  #next(): void {
    const due = performance.now() + INTERVAL_MS;
    this.#timer = setTimeout(() => {
      this.histogram.observe(performance.now() - due);
      this.#next();
    }, INTERVAL_MS).unref();
  }
}
