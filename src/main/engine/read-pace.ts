/** What one read may take until its lines are dealt with, ms: longer ones hold up other files and the stop. */
const LONGEST_MS = 60;
const SHORT_MS = 15;
/** Least bytes worth a read. */
const LEAST_BYTES = 64 * 1_024;

/** How much to read at a time: less when dealing with it takes long (a line in two matches), more when it does not. */
export class ReadPace {
  readonly #most: number;
  #bytes: number;

  /** `most`: bytes. */
  constructor(most: number) {
    this.#most = most;
    this.#bytes = most;
  }

  /** Bytes to read next. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Does the work of one read and learns from how long it takes. */
  measure<Outcome>(work: () => Outcome): Outcome {
    const began = performance.now();
    const outcome = work();
    const took = performance.now() - began;
    if (took > LONGEST_MS) {
      this.#bytes = Math.max(LEAST_BYTES, this.#bytes / 2);
    } else if (took < SHORT_MS) {
      this.#bytes = Math.min(this.#most, this.#bytes * 2);
    }
    return outcome;
  }
}
