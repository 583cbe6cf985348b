import type { ProblemCode } from '../../../../shared/contract/status';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';

/** The problem is over after this long without an unchecked line, ms. */
const CLEAR_AFTER_MS = 3_600_000;
/** Shortest time between updates of the line count, ms. */
const UPDATE_INTERVAL_MS = 1_000;

export interface UncheckedDeps {
  readonly problems: ProblemReporter;
  readonly clock: Clock;
}

/** Counts lines on which an expression timed out; raises a problem until none has come for an hour. */
export class UncheckedLines {
  readonly #deps: UncheckedDeps;
  readonly #code: ProblemCode;
  readonly #subject: string;
  #params: Readonly<Record<string, string>> = {};
  #count = 0;
  #lastAt = 0;
  #cancelUpdate: (() => void) | null = null;
  #cancelEndCheck: (() => void) | null = null;

  constructor(deps: UncheckedDeps, code: ProblemCode, subject: string) {
    this.#deps = deps;
    this.#code = code;
    this.#subject = subject;
  }

  /** Lines since the problem was raised; 0 while there is none. */
  get count(): number {
    return this.#count;
  }

  /** Counts one more line. `params`: values for the problem text besides `lines`. */
  add(params: Readonly<Record<string, string>> = {}): void {
    const { clock } = this.#deps;
    this.#params = params;
    this.#count += 1;
    this.#lastAt = clock.now();
    this.#cancelEndCheck ??= clock.after(CLEAR_AFTER_MS, () => this.#endIfOver());
    if (this.#count === 1) {
      this.#raise();
    } else {
      this.#cancelUpdate ??= clock.after(UPDATE_INTERVAL_MS, () => this.#updateCount());
    }
  }

  /** Clears the problem, since the expression is no longer used or no longer too slow. */
  end(): void {
    this.#cancelEndCheck?.();
    this.#cancelUpdate?.();
    this.#cancelEndCheck = null;
    this.#cancelUpdate = null;
    this.#count = 0;
    this.#deps.problems.clear(this.#code, this.#subject);
  }

  #updateCount(): void {
    this.#cancelUpdate = null;
    // The problems of a file that is no longer read were already cleared.
    const standing = this.#deps.problems.standing();
    if (standing.some(({ code, subject }) => code === this.#code && subject === this.#subject)) {
      this.#raise();
    }
  }

  #raise(): void {
    this.#deps.problems.raise(this.#code, this.#subject, { ...this.#params, lines: this.#count });
  }

  #endIfOver(): void {
    const { clock } = this.#deps;
    const quietMs = clock.now() - this.#lastAt;
    this.#cancelEndCheck =
      quietMs >= 0 && quietMs < CLEAR_AFTER_MS ? clock.after(CLEAR_AFTER_MS - quietMs, () => this.#endIfOver()) : null;
    if (!this.#cancelEndCheck) {
      this.end();
    }
  }
}
