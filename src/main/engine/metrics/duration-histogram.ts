/** Observed durations, counted in buckets, as a metric of type histogram (OpenMetrics, "Histogram"). */
export interface DurationCounts {
  /** Upper bounds of the buckets, s; the last bucket, without a bound, is not listed. */
  readonly bounds: readonly number[];
  /** Durations up to each bound, and all of them at the end. */
  readonly cumulative: readonly number[];
  /** Sum of all durations, s. */
  readonly sum: number;
}

/** Counts durations in buckets. */
export class DurationHistogram {
  readonly #bounds: readonly number[];
  /** One more than there are bounds. */
  readonly #counts: number[];
  #sum = 0;

  /** `bounds`: upper bounds of the buckets, s, in rising order. */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = [...bounds, Infinity].map(() => 0);
  }

  /** Adds a duration, ms. */
  observe(ms: number): void {
    const seconds = Math.max(0, ms) / 1_000;
    const bucket = this.#bounds.findIndex((bound) => seconds <= bound);
    const index = bucket < 0 ? this.#bounds.length : bucket;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#sum += seconds;
  }

  counts(): DurationCounts {
    let total = 0;
    const cumulative = this.#counts.map((count) => (total += count));
    return { bounds: this.#bounds, cumulative, sum: this.#sum };
  }
}
