import type { Rule } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import { type AbsenceRule, type AbsenceState, expectsLines } from '../policy/absence-state';
import { Expectation } from './expectation';
import { RepeatedCheck, type Visibility } from '../time/observed-time';
import { type AbsenceReporter, reportMissing, reportSeen, windowOf } from './absence';

/** A file that a rule expects lines in. */
export interface ExpectedFile {
  readonly path: string;
  readonly visibility: Visibility;
}

export interface AbsenceMonitorDeps extends AbsenceReporter {
  readonly clock: Clock;
  /** The rules of the settings. */
  readonly rules: () => readonly Rule[];
  readonly visibilityOf: (rule: Rule) => Visibility;
  /** The rule's files. */
  readonly filesOf: (rule: Rule) => readonly ExpectedFile[];
  /** Shows or clears the problem that a rule detects nothing, as its files cannot be read. */
  readonly showBlind: (rule: Rule, blind: boolean) => void;
  /** Loads the cases known from before; null on a ledger fault. */
  readonly loadCases: (rule: AbsenceRule) => ReadonlyMap<string, AbsenceState> | null;
}

/** Detects when lines that a rule expects are missing, and when they are back. */
export class AbsenceMonitor {
  readonly #deps: AbsenceMonitorDeps;
  readonly #expectations = new Map<string, Expectation>();
  readonly #repeatedCheck: RepeatedCheck;

  constructor(deps: AbsenceMonitorDeps) {
    this.#deps = deps;
    this.#repeatedCheck = new RepeatedCheck(deps.clock, () => this.#check());
  }

  /** Applies changed rules: one that is new or expects something else is watched for a whole window first. */
  apply(): void {
    const expecting = new Map(this.#absenceRules().map((rule) => [rule.id, rule]));
    for (const [id, expectation] of Array.from(this.#expectations)) {
      const rule = expecting.get(id);
      if (!rule || !expectation.isFor(rule)) {
        this.#expectations.delete(id);
      }
    }
    this.#repeatedCheck.start();
  }

  /** Handles expected lines that have arrived: the cases of each rule they belong to. */
  seen(expected: ReadonlyMap<string, ReadonlySet<string>>): void {
    const { clock } = this.#deps;
    for (const rule of this.#absenceRules()) {
      const cases = Array.from(expected.get(rule.id) ?? []);
      const expectation = cases.length > 0 ? this.#expectationOf(rule) : null;
      if (expectation) {
        reportSeen(expectation, rule, { cases, now: clock.now() }, this.#deps);
      }
    }
  }

  stop(): void {
    this.#repeatedCheck.stop();
  }

  #check(): boolean {
    const expecting = this.#absenceRules();
    expecting.forEach((rule) => this.#checkRule(rule));
    return expecting.length > 0;
  }

  #checkRule(rule: AbsenceRule): void {
    const { clock, visibilityOf, filesOf, showBlind } = this.#deps;
    const now = clock.now();
    const expectation = this.#expectationOf(rule);
    if (!expectation) {
      return;
    }
    if (rule.absence.by === 'file') {
      expectation.advanceFiles(new Map(filesOf(rule).map(({ path, visibility }) => [path, visibility])), now);
    } else {
      expectation.advance(now, visibilityOf(rule));
    }
    showBlind(rule, expectation.isBlind(windowOf(rule)));
    reportMissing(expectation, rule, now, this.#deps);
  }

  #expectationOf(rule: AbsenceRule): Expectation | null {
    const known = this.#expectations.get(rule.id);
    const remembered = known ? null : this.#deps.loadCases(rule);
    if (!remembered) {
      return known ?? null;
    }
    const expectation = new Expectation(rule, this.#deps.clock.now(), remembered);
    this.#expectations.set(rule.id, expectation);
    return expectation;
  }

  #absenceRules(): AbsenceRule[] {
    return this.#deps
      .rules()
      .filter(expectsLines)
      .filter(({ enabled }) => enabled);
  }
}
