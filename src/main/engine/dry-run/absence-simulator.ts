import { type AbsenceReporter, forgetAfter, reportMissing, reportSeen, windowOf } from '../alert/expectations/absence';
import { Expectation } from '../alert/expectations/expectation';
import type { AbsenceRule } from '../alert/policy/absence-state';
import { LOOK_EVERY_MS } from '../alert/time/observed-time';

export interface AbsenceSimulatorDeps extends AbsenceReporter {
  readonly rule: AbsenceRule;
  /** Start of the watching, ms since 1970; an earlier first line moves it forward. */
  readonly watchedSince: number;
  /** Start of each of the rule's files, by path, ms since 1970. */
  readonly files: ReadonlyMap<string, number>;
}

/** A file that starts later. */
interface FutureFile {
  readonly path: string;
  readonly from: number;
}

/**
 * Detects missing lines as when watching, which checks every second, but by the times of the lines. All time counts as
 * watched.
 */
export class AbsenceSimulator {
  readonly #deps: AbsenceSimulatorDeps;
  /** Latest first. */
  readonly #futureFiles: FutureFile[];
  readonly #windowMs: number;
  readonly #forgetMs: number | null;
  #expectation: Expectation | null = null;
  /** Time of the next check, ms since 1970. */
  #nextAt = Infinity;

  constructor(deps: AbsenceSimulatorDeps) {
    const { rule, files } = deps;
    this.#deps = deps;
    this.#windowMs = windowOf(rule);
    this.#forgetMs = forgetAfter(rule);
    const byFile = rule.absence.by === 'file' ? Array.from(files, ([path, from]) => ({ path, from })) : [];
    this.#futureFiles = byFile.toSorted((one, other) => one.from - other.from).reverse();
  }

  /** Time of the next check, ms since 1970. `at`: time of the next line, or the end. */
  nextCheck(at: number): number {
    if (this.#expectation === null) {
      const begin = checkBefore(Math.min(this.#deps.watchedSince, at));
      this.#expectation = new Expectation(this.#deps.rule, begin, new Map());
      this.#scheduleCheck(this.#expectation);
    }
    return this.#nextAt;
  }

  /** Checks at `now` (ms since 1970) and reports missing lines. */
  check(now: number): void {
    const expectation = this.#expectation;
    if (expectation) {
      for (let file = this.#futureFiles.at(-1); file && file.from <= now; file = this.#futureFiles.at(-1)) {
        expectation.beginFile(file.path, now);
        this.#futureFiles.pop();
      }
      expectation.watchThrough(now);
      reportMissing(expectation, this.#deps.rule, now, this.#deps);
      this.#scheduleCheck(expectation);
    }
  }

  /** Records lines of these cases at `now` (ms since 1970). */
  seen(cases: readonly string[], now: number): void {
    const expectation = this.#expectation;
    const { rule } = this.#deps;
    if (expectation) {
      const checkedAt = checkBefore(now);
      if (rule.absence.by === 'file') {
        cases.forEach((path) => expectation.beginFile(path, checkedAt));
      }
      cases.forEach((name) => expectation.watchThrough(checkedAt, name));
      reportSeen(expectation, rule, { cases, now }, this.#deps);
      this.#nextAt = Math.min(this.#nextAt, checkAfter(checkedAt + this.#windowMs));
    }
  }

  #scheduleCheck(expectation: Expectation): void {
    const next = expectation.nextAt(this.#windowMs, this.#forgetMs);
    this.#nextAt = checkAfter(Math.min(next, this.#futureFiles.at(-1)?.from ?? Infinity));
  }
}

/** Time of the last check at or before a moment, ms since 1970. */
function checkBefore(at: number): number {
  return Math.floor(at / LOOK_EVERY_MS) * LOOK_EVERY_MS;
}

/** Time of the first check at or after a moment, ms since 1970. */
function checkAfter(at: number): number {
  return Math.ceil(at / LOOK_EVERY_MS) * LOOK_EVERY_MS;
}
