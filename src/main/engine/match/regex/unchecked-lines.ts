import type { ProblemCode } from '../../../../shared/contract/status';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';

/** After so long without a line that could not be checked, the problem is over, ms. */
const CALM_MS = 3_600_000;
/** How often the number of lines is brought up to date, ms. */
const COUNTED_EVERY_MS = 1_000;

/** Where it is told that lines could not be checked in time. */
export interface UncheckedDeps {
  readonly problems: ProblemReporter;
  readonly clock: Clock;
}

/** Counts the lines that an expression could not be tried on in time: a problem until there have been none for an hour. */
export class UncheckedLines {
  readonly #deps: UncheckedDeps;
  readonly #code: ProblemCode;
  readonly #subject: string;
  #params: Readonly<Record<string, string>> = {};
  #count = 0;
  #lastAt = 0;
  #cancelCount: (() => void) | null = null;
  #cancelLook: (() => void) | null = null;

  constructor(deps: UncheckedDeps, code: ProblemCode, subject: string) {
    this.#deps = deps;
    this.#code = code;
    this.#subject = subject;
  }

  /** Lines since the problem began; 0 while there is none. */
  get count(): number {
    return this.#count;
  }

  /** One line more. `params`: values for the problem's sentence besides `lines`. */
  add(params: Readonly<Record<string, string>> = {}): void {
    const { clock } = this.#deps;
    this.#params = params;
    this.#count += 1;
    this.#lastAt = clock.now();
    this.#cancelLook ??= clock.after(CALM_MS, () => this.#look());
    if (this.#count === 1) {
      this.#show();
    } else {
      this.#cancelCount ??= clock.after(COUNTED_EVERY_MS, () => this.#showMore());
    }
  }

  /** The problem is over: the expression is used no more, or takes no line too long. */
  end(): void {
    this.#cancelLook?.();
    this.#cancelCount?.();
    this.#cancelLook = null;
    this.#cancelCount = null;
    this.#count = 0;
    this.#deps.problems.clear(this.#code, this.#subject);
  }

  #showMore(): void {
    this.#cancelCount = null;
    // Files that are read no more have none of their problems left.
    const standing = this.#deps.problems.standing();
    if (standing.some(({ code, subject }) => code === this.#code && subject === this.#subject)) {
      this.#show();
    }
  }

  #show(): void {
    this.#deps.problems.raise(this.#code, this.#subject, { ...this.#params, lines: this.#count });
  }

  #look(): void {
    const { clock } = this.#deps;
    const calmMs = clock.now() - this.#lastAt;
    this.#cancelLook = calmMs >= 0 && calmMs < CALM_MS ? clock.after(CALM_MS - calmMs, () => this.#look()) : null;
    if (!this.#cancelLook) {
      this.end();
    }
  }
}
