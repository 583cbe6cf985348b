import { parseDuration } from '../../../shared/common/duration';
import type { Decision } from '../../../shared/contract/history';
import type { Rule, Settings } from '../../../shared/settings/schema';
import { AlertPipeline } from '../alert/alert-pipeline';
import { absenceForgotten, type AbsenceReporter } from '../alert/expectations/absence';
import type { PairRule } from '../alert/expectations/pair-monitor';
import type { MatchInFile } from '../alert/message/types';
import { expectsLines } from '../alert/policy/absence';
import { PolicyState } from '../alert/policy/policy-state';
import type { NewAlert } from '../ledger/tables/types';
import { AbsenceSimulator } from './absence-simulator';
import { InMemoryLedger } from './in-memory-ledger';

/** How long after the last match what waits is waited for, ms: quiet hours go round within a week. */
const AFTERMATH_MS = 8 * 86_400_000;

/** What the desk is given. */
export interface SimulatorDeps {
  /** With the one rule that is tried. */
  readonly settings: Settings;
  readonly hostName: string;
  /** From when on lines are watched for, ms since 1970. */
  readonly begin: number;
  /** The rule's files, and when each was begun, ms since 1970. */
  readonly files: ReadonlyMap<string, number>;
  /** Called with each alert that would be written. */
  readonly alerted: (alert: NewAlert) => void;
  /** Called when what did not end in time is told of, with what becomes of that. */
  readonly overdue: (decision: Decision) => void;
}

/** What became of a match; the decision is null for a line that the rule expects. */
export interface SimulatedDecision {
  /** ms since 1970. */
  readonly at: number;
  readonly decision: Decision | null;
}

/** The alert desk as it decides while watching, but on a ledger in memory and by the times of the lines. */
export class Simulator {
  readonly #desk: AlertPipeline;
  readonly #ledger: InMemoryLedger;
  readonly #absence: AbsenceSimulator | null;
  readonly #pairing: PairRule | undefined;
  readonly #pairWithinMs: number;
  readonly #overdue: SimulatorDeps['overdue'];
  #now = -Infinity;
  /** Nothing that has begun is overdue before, ms since 1970. */
  #nothingOverdueBefore = Infinity;
  #forgot = false;

  constructor({ settings, hostName, begin, files, alerted, overdue }: SimulatorDeps) {
    this.#overdue = overdue;
    const expecting = settings.rules.find(expectsLines);
    this.#absence = expecting
      ? new AbsenceSimulator({ rule: expecting, begin, files, ...this.#absenceListener() })
      : null;
    this.#pairing = settings.rules.find(isPairing);
    this.#pairWithinMs = parseDuration(this.#pairing?.pair.within ?? '') ?? Infinity;
    this.#ledger = new InMemoryLedger(alerted);
    this.#desk = new AlertPipeline({
      ledger: this.#ledger,
      clock: { now: () => this.#now },
      pause: { isActive: () => false, saveHeld: () => undefined },
      hostName,
      settings: () => settings,
      practice: () => false,
    });
  }

  /** Whether the rule had more keys than are kept. */
  get forgot(): boolean {
    return this.#forgot;
  }

  /** What becomes of a match at `at` (ms since 1970); null for a line that says that all is well while nothing is wrong. Time does not go back. */
  decide(found: MatchInFile, at: number): SimulatedDecision | null {
    this.#passUntil(at);
    const { events, expected, forgot } = this.#desk.decideAll([found]);
    this.#nothingOverdueBefore = Math.min(this.#nothingOverdueBefore, at + this.#pairWithinMs);
    this.#forgot ||= forgot.size > 0;
    for (const cases of expected.values()) {
      this.#absence?.seen(Array.from(cases), this.#now);
    }
    const [event] = events;
    if (event === undefined && expected.size === 0) {
      return null;
    }
    return { at: this.#now, decision: event?.event === 'match' ? event.decision : null };
  }

  /** No line has come since, up to `until` (ms since 1970); what waits then is told when it is due. */
  end(until: number): void {
    this.#passUntil(until);
    this.#settleUntil(this.#now + AFTERMATH_MS);
  }

  /** Time goes by without a match. */
  #passUntil(at: number): void {
    const absence = this.#absence;
    for (let due = absence?.nextLook(at) ?? Infinity; due <= at; due = absence?.nextLook(at) ?? Infinity) {
      this.#settleUntil(due);
      this.#now = Math.max(this.#now, due);
      absence?.look(this.#now);
    }
    this.#tellOverdueUntil(at);
    this.#settleUntil(at);
    this.#now = Math.max(this.#now, at);
  }

  /** Tells of what began and did not end in time. */
  #tellOverdueUntil(at: number): void {
    const rule = this.#pairing;
    if (!rule || at < this.#nothingOverdueBefore) {
      return;
    }
    let due = this.#nextDeadline();
    for (; due <= at; due = this.#nextDeadline()) {
      this.#settleUntil(due);
      this.#now = Math.max(this.#now, due);
      const { events } = this.#desk.reportOverdue(rule);
      events.forEach((each) => each.event === 'match' && this.#overdue(each.decision));
    }
    this.#nothingOverdueBefore = due;
  }

  #nextDeadline(): number {
    const memory = new PolicyState(this.#ledger.policy);
    return memory.all('pair').reduce((first, { state }) => Math.min(first, state.deadline), Infinity);
  }

  #settleUntil(at: number): void {
    const { policy } = this.#ledger;
    for (let due = policy.nextDue(); due !== null && due <= at; due = policy.nextDue()) {
      this.#now = Math.max(this.#now, due);
      this.#desk.settleDue();
      if (policy.nextDue() === due) {
        return;
      }
    }
  }

  #absenceListener(): AbsenceReporter {
    return {
      report: (rule, cases, missing) => {
        this.#desk.reportAbsence(rule, cases, missing);
        return true;
      },
      forget: (rule, cases) => {
        this.#ledger.policy.save(absenceForgotten(rule, cases), this.#now);
        return true;
      },
    };
  }
}

function isPairing(rule: Rule): rule is PairRule {
  return rule.pair !== undefined;
}
