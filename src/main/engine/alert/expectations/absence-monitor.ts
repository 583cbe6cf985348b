import type { Rule } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import { type AbsenceRule, type AbsenceState, Expectation, expectsLines } from '../policy/absence';
import { RepeatedCheck, type Visibility } from '../policy/observed-time';
import { type AbsenceListener, reportMissing, reportSeen, windowOf } from './absence';

/** A file that a rule expects lines in. */
export interface ExpectedFile {
  readonly path: string;
  readonly sight: Visibility;
}

export interface AbsenceWatchDeps extends AbsenceListener {
  readonly clock: Clock;
  /** The rules of the settings. */
  readonly rules: () => readonly Rule[];
  readonly sightOf: (rule: Rule) => Visibility;
  /** The rule's files. */
  readonly filesOf: (rule: Rule) => readonly ExpectedFile[];
  /** Shows or clears the problem that a rule detects nothing, as its files cannot be read. */
  readonly showBlind: (rule: Rule, blind: boolean) => void;
  /** Loads the cases known from before; null on a ledger fault. */
  readonly remembered: (rule: AbsenceRule) => ReadonlyMap<string, AbsenceState> | null;
}

/** Detects when lines that a rule expects are missing, and when they are back. */
export class AbsenceMonitor {
  readonly #deps: AbsenceWatchDeps;
  readonly #expectations = new Map<string, Expectation>();
  readonly #looks: RepeatedCheck;

  constructor(deps: AbsenceWatchDeps) {
    this.#deps = deps;
    this.#looks = new RepeatedCheck(deps.clock, () => this.#look());
  }

  /** Applies changed rules: one that is new or expects something else is watched for a whole window first. */
  apply(): void {
    const expecting = new Map(this.#expecting().map((rule) => [rule.id, rule]));
    for (const [id, expectation] of Array.from(this.#expectations)) {
      const rule = expecting.get(id);
      if (!rule || !expectation.isOf(rule)) {
        this.#expectations.delete(id);
      }
    }
    this.#looks.begin();
  }

  /** Handles expected lines that have arrived: the cases of each rule they belong to. */
  seen(expected: ReadonlyMap<string, ReadonlySet<string>>): void {
    const { clock } = this.#deps;
    for (const rule of this.#expecting()) {
      const cases = Array.from(expected.get(rule.id) ?? []);
      const expectation = cases.length > 0 ? this.#expectationOf(rule) : null;
      if (expectation) {
        reportSeen(expectation, rule, { cases, now: clock.now() }, this.#deps);
      }
    }
  }

  stop(): void {
    this.#looks.stop();
  }

  #look(): boolean {
    const expecting = this.#expecting();
    expecting.forEach((rule) => this.#lookAt(rule));
    return expecting.length > 0;
  }

  #lookAt(rule: AbsenceRule): void {
    const { clock, sightOf, filesOf, showBlind } = this.#deps;
    const now = clock.now();
    const expectation = this.#expectationOf(rule);
    if (!expectation) {
      return;
    }
    if (rule.absence.by === 'file') {
      expectation.lookAtFiles(new Map(filesOf(rule).map(({ path, sight }) => [path, sight])), now);
    } else {
      expectation.look(now, sightOf(rule));
    }
    showBlind(rule, expectation.isBlind(windowOf(rule)));
    reportMissing(expectation, rule, now, this.#deps);
  }

  #expectationOf(rule: AbsenceRule): Expectation | null {
    const known = this.#expectations.get(rule.id);
    const remembered = known ? null : this.#deps.remembered(rule);
    if (!remembered) {
      return known ?? null;
    }
    const expectation = new Expectation(rule, this.#deps.clock.now(), remembered);
    this.#expectations.set(rule.id, expectation);
    return expectation;
  }

  #expecting(): AbsenceRule[] {
    return this.#deps
      .rules()
      .filter(expectsLines)
      .filter(({ enabled }) => enabled);
  }
}
