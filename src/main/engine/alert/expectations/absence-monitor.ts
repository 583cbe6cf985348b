import type { Rule } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import { type AbsenceRule, type AbsenceState, Expectation, expectsLines } from '../policy/absence';
import { RepeatedCheck, type Visibility } from '../policy/observed-time';
import { type AbsenceListener, reportMissing, reportSeen, windowOf } from './absence';

/** A file that a rule expects lines of. */
export interface ExpectedFile {
  readonly path: string;
  readonly sight: Visibility;
}

/** What the watch is given. */
export interface AbsenceWatchDeps extends AbsenceListener {
  readonly clock: Clock;
  /** The rules at work. */
  readonly rules: () => readonly Rule[];
  readonly sightOf: (rule: Rule) => Visibility;
  /** The files of a rule, one by one. */
  readonly filesOf: (rule: Rule) => readonly ExpectedFile[];
  /** Shows whether a rule cannot notice anything since its files cannot be read. */
  readonly showBlind: (rule: Rule, blind: boolean) => void;
  /** The cases that are remembered from before; null when the ledger cannot say. */
  readonly remembered: (rule: AbsenceRule) => ReadonlyMap<string, AbsenceState> | null;
}

/** Notices when lines that a rule expects stay away, and when they are back. */
export class AbsenceMonitor {
  readonly #deps: AbsenceWatchDeps;
  readonly #expectations = new Map<string, Expectation>();
  readonly #looks: RepeatedCheck;

  constructor(deps: AbsenceWatchDeps) {
    this.#deps = deps;
    this.#looks = new RepeatedCheck(deps.clock, () => this.#look());
  }

  /** The rules have changed: those that are new, or expect something else, are watched for a whole window first. */
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

  /** Lines that rules expect have come: the cases of each rule that they belong to. */
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
