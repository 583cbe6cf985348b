import { type AbsenceReporter, forgetAfter, reportMissing, reportSeen, windowOf } from '../alert/expectations/absence';
import { type AbsenceRule, Expectation } from '../alert/policy/absence';
import { LOOK_EVERY_MS } from '../alert/policy/observed-time';

/** What is expected, and from when on. */
export interface AbsenceSimulatorDeps extends AbsenceReporter {
  readonly rule: AbsenceRule;
  /** From when on lines are watched for, ms since 1970; from the first line on, should that be earlier. */
  readonly begin: number;
  /** The rule's files, and when each was begun, ms since 1970. */
  readonly files: ReadonlyMap<string, number>;
}

/** A file that has not been begun yet. */
interface LaterFile {
  readonly path: string;
  readonly from: number;
}

/** Notices lines that stay away as while watching, which looks each second, but by the times of the lines; all time is watched. */
export class AbsenceSimulator {
  readonly #deps: AbsenceSimulatorDeps;
  /** The earliest last. */
  readonly #later: LaterFile[];
  readonly #windowMs: number;
  readonly #forgetMs: number | null;
  #expectation: Expectation | null = null;
  /** Nothing is to be told before, ms since 1970. */
  #nextAt = Infinity;

  constructor(deps: AbsenceSimulatorDeps) {
    const { rule, files } = deps;
    this.#deps = deps;
    this.#windowMs = windowOf(rule);
    this.#forgetMs = forgetAfter(rule);
    const byFile = rule.absence.by === 'file' ? Array.from(files, ([path, from]) => ({ path, from })) : [];
    this.#later = byFile.toSorted((one, other) => one.from - other.from).reverse();
  }

  /** When it has to look next, ms since 1970. `at`: the time of the next line, or the end. */
  nextLook(at: number): number {
    if (this.#expectation === null) {
      const begin = lookBefore(Math.min(this.#deps.begin, at));
      this.#expectation = new Expectation(this.#deps.rule, begin, new Map());
      this.#reckon(this.#expectation);
    }
    return this.#nextAt;
  }

  /** Looks at `now` (ms since 1970), and tells what then is to be told. */
  look(now: number): void {
    const expectation = this.#expectation;
    if (expectation) {
      for (let file = this.#later.at(-1); file && file.from <= now; file = this.#later.at(-1)) {
        expectation.beginFile(file.path, now);
        this.#later.pop();
      }
      expectation.watchThrough(now);
      reportMissing(expectation, this.#deps.rule, now, this.#deps);
      this.#reckon(expectation);
    }
  }

  /** Lines of these cases have come at `now` (ms since 1970). */
  seen(cases: readonly string[], now: number): void {
    const expectation = this.#expectation;
    const { rule } = this.#deps;
    if (expectation) {
      const looked = lookBefore(now);
      if (rule.absence.by === 'file') {
        cases.forEach((path) => expectation.beginFile(path, looked));
      }
      cases.forEach((name) => expectation.watchThrough(looked, name));
      reportSeen(expectation, rule, { cases, now }, this.#deps);
      this.#nextAt = Math.min(this.#nextAt, lookAfter(looked + this.#windowMs));
    }
  }

  #reckon(expectation: Expectation): void {
    const next = expectation.nextAt(this.#windowMs, this.#forgetMs);
    this.#nextAt = lookAfter(Math.min(next, this.#later.at(-1)?.from ?? Infinity));
  }
}

/** The looks before and after a moment (ms since 1970), or at it. */
function lookBefore(at: number): number {
  return Math.floor(at / LOOK_EVERY_MS) * LOOK_EVERY_MS;
}

function lookAfter(at: number): number {
  return Math.ceil(at / LOOK_EVERY_MS) * LOOK_EVERY_MS;
}
