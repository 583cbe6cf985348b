/** Most time of a pattern on one line, ms. */
export const TIME_LIMIT_MS = 50;
/** Uncharged time per character of a line, ms: at that pace a log is still read quickly. */
const FREE_MS_PER_CHARACTER = 0.001;

/** Time for the slow lines of all patterns, and of each one. */
export const TIME_FOR_ALL = { max: 1_000, share: 0.5 } as const;
export const TIME_FOR_EACH = { max: 500, share: 0.25 } as const;
/** Time for the slow lines of one first-line expression. */
export const FIRST_LINE_TIME = { max: 500, share: 0.25 } as const;

/** Time that a pattern may use on slow lines. */
export interface Allowance {
  /** Time limit for the next line, ms; 0 if the allowance is used up. */
  limit(): number;
  /** Charges the time, ms, that a line of this many characters took. */
  spend(ms: number, characters: number): void;
}

/** Size and refill rate of an allowance. */
export interface TimeShare {
  /** Largest balance, ms. */
  readonly max: number;
  /** Refill per ms that passes, ms. */
  readonly share: number;
}

/** Grants every line the full limit. */
export const UNLIMITED: Allowance = { limit: () => TIME_LIMIT_MS, spend: () => undefined };

/**
 * Token bucket of time: slow lines drain it and it refills as time passes, so that they use only a share of the time.
 * A lower balance means a shorter limit; most lines need a few microseconds.
 */
export class TimeAllowance implements Allowance {
  readonly #max: number;
  readonly #share: number;
  readonly #parent: TimeAllowance | null;
  readonly #now: () => number;
  #available: number;
  #updatedAt: number;

  /** `parent` is charged as well and limits this one. `now`: a monotonic clock, ms. */
  constructor({ max, share }: TimeShare, parent: TimeAllowance | null = null, now = (): number => performance.now()) {
    this.#max = max;
    this.#share = share;
    this.#parent = parent;
    this.#now = now;
    this.#available = max;
    this.#updatedAt = now();
  }

  limit(): number {
    const available = Math.min(this.#refill(), this.#parent ? this.#parent.#refill() : Infinity);
    return available < 1 ? 0 : Math.max(1, Math.min(TIME_LIMIT_MS, Math.floor(available / 2)));
  }

  spend(ms: number, characters: number): void {
    const charged = Math.max(0, ms - characters * FREE_MS_PER_CHARACTER);
    this.#available = this.#refill() - charged;
    this.#parent?.spend(ms, characters);
  }

  #refill(): number {
    const now = this.#now();
    this.#available = Math.min(this.#max, this.#available + (now - this.#updatedAt) * this.#share);
    this.#updatedAt = now;
    return this.#available;
  }
}
