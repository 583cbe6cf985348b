/** How long a pattern may look at one line at most, ms. */
export const TIME_LIMIT_MS = 50;
/** Time that every character of a line may take without being counted, ms: at that pace a log is still read quickly. */
const FREE_MS_PER_CHARACTER = 0.001;

/** The time there is for lines that take a pattern long. */
export interface Allowance {
  /** How long the pattern may look at the next line, ms; 0 when not at all. */
  limit(): number;
  /** It has looked at a line of so many characters for so long, ms. */
  spent(ms: number, characters: number): void;
}

/** Time at once, ms, and how much of each ms comes back. */
export interface TimeShare {
  readonly most: number;
  readonly share: number;
}

/** As long as a line may take, for each line. */
export const UNLIMITED: Allowance = { limit: () => TIME_LIMIT_MS, spent: () => undefined };

/**
 * Time that is used up by slow lines and comes back as time passes, so that such lines take up a share of the time only.
 * The less is left, the shorter a line may take; most lines need but a few microseconds of it.
 */
export class TimeAllowance implements Allowance {
  readonly #most: number;
  readonly #share: number;
  readonly #of: TimeAllowance | null;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** At most `most` ms, of which `share` comes back in each ms; `of` is what it is a part of. `now`: a clock that is never set. */
  constructor({ most, share }: TimeShare, of: TimeAllowance | null = null, now = (): number => performance.now()) {
    this.#most = most;
    this.#share = share;
    this.#of = of;
    this.#now = now;
    this.#left = most;
    this.#at = now();
  }

  limit(): number {
    const left = Math.min(this.#remaining(), this.#of ? this.#of.#remaining() : Infinity);
    return left < 1 ? 0 : Math.max(1, Math.min(TIME_LIMIT_MS, Math.floor(left / 2)));
  }

  spent(ms: number, characters: number): void {
    const counted = Math.max(0, ms - characters * FREE_MS_PER_CHARACTER);
    this.#left = this.#remaining() - counted;
    this.#of?.spent(ms, characters);
  }

  #remaining(): number {
    const now = this.#now();
    this.#left = Math.min(this.#most, this.#left + (now - this.#at) * this.#share);
    this.#at = now;
    return this.#left;
  }
}
