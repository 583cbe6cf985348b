import { parseDuration } from '../../../shared/common/duration';
import type { Decision } from '../../../shared/contract/history';
import type { Rule, Settings } from '../../../shared/settings/schema';
import { AlertPipeline } from '../alert/alert-pipeline';
import { absenceForgotten, type AbsenceReporter } from '../alert/expectations/absence';
import type { PairRule } from '../alert/expectations/pair-monitor';
import type { MatchInFile } from '../alert/message/types';
import { expectsLines } from '../alert/policy/absence-state';
import { PolicyState } from '../alert/policy/policy-state';
import type { NewAlert } from '../ledger/tables/types';
import { AbsenceSimulator } from './absence-simulator';
import { InMemoryLedger } from './in-memory-ledger';

/** Time after the end within which deferred alerts are still written, ms: quiet hours recur within a week. */
const FLUSH_HORIZON_MS = 8 * 86_400_000;

export interface SimulatorDeps {
  /** Contains the tried rule only. */
  readonly settings: Settings;
  readonly hostName: string;
  /** Start of the simulated watching, ms since 1970. */
  readonly watchedSince: number;
  /** Start of each of the rule's files, by path, ms since 1970. */
  readonly files: ReadonlyMap<string, number>;
  /** Called with each alert that would be written. */
  readonly onAlert: (alert: NewAlert) => void;
  /** Called with the decision on each unfinished task. */
  readonly onOverdue: (decision: Decision) => void;
}

/** Decision on a match; null for a line that the rule expects. */
export interface SimulatedDecision {
  /** ms since 1970. */
  readonly at: number;
  readonly decision: Decision | null;
}

/** Runs the alert pipeline as when watching, but on a ledger in memory and with the times of the lines as its clock. */
export class Simulator {
  readonly #pipeline: AlertPipeline;
  readonly #ledger: InMemoryLedger;
  readonly #absence: AbsenceSimulator | null;
  readonly #pairRule: PairRule | undefined;
  readonly #pairWithinMs: number;
  readonly #onOverdue: SimulatorDeps['onOverdue'];
  #now = -Infinity;
  /** No unfinished task is overdue before, ms since 1970. */
  #earliestDeadline = Infinity;
  #forgotKeys = false;

  constructor({ settings, hostName, watchedSince, files, onAlert, onOverdue }: SimulatorDeps) {
    this.#onOverdue = onOverdue;
    const expecting = settings.rules.find(expectsLines);
    this.#absence = expecting
      ? new AbsenceSimulator({ rule: expecting, watchedSince, files, ...this.#absenceListener() })
      : null;
    this.#pairRule = settings.rules.find(isPairRule);
    this.#pairWithinMs = parseDuration(this.#pairRule?.pair.within ?? '') ?? Infinity;
    this.#ledger = new InMemoryLedger(onAlert);
    this.#pipeline = new AlertPipeline({
      ledger: this.#ledger,
      clock: { now: () => this.#now },
      pause: { isActive: () => false, saveHeld: () => undefined },
      hostName,
      settings: () => settings,
      practice: () => false,
    });
  }

  /** True if the rule had more group values than are kept. */
  get forgotKeys(): boolean {
    return this.#forgotKeys;
  }

  /**
   * Decides on a match at `at`, ms since 1970 and never before the previous call; null for a recovery line without an
   * incident.
   */
  decide(found: MatchInFile, at: number): SimulatedDecision | null {
    this.#advanceTo(at);
    const { events, expected, forgot } = this.#pipeline.decideAll([found]);
    this.#earliestDeadline = Math.min(this.#earliestDeadline, at + this.#pairWithinMs);
    this.#forgotKeys ||= forgot.size > 0;
    for (const cases of expected.values()) {
      this.#absence?.seen(Array.from(cases), this.#now);
    }
    const [event] = events;
    if (event === undefined && expected.size === 0) {
      return null;
    }
    return { at: this.#now, decision: event?.event === 'match' ? event.decision : null };
  }

  /** Advances the time to `until` (ms since 1970) and writes the deferred alerts that become due afterwards. */
  end(until: number): void {
    this.#advanceTo(until);
    this.#flushUntil(this.#now + FLUSH_HORIZON_MS);
  }

  /** Advances the time without a match. */
  #advanceTo(at: number): void {
    const absence = this.#absence;
    for (let due = absence?.nextCheck(at) ?? Infinity; due <= at; due = absence?.nextCheck(at) ?? Infinity) {
      this.#flushUntil(due);
      this.#now = Math.max(this.#now, due);
      absence?.check(this.#now);
    }
    this.#reportOverdueUntil(at);
    this.#flushUntil(at);
    this.#now = Math.max(this.#now, at);
  }

  /** Reports the unfinished tasks whose deadline passes by `at`. */
  #reportOverdueUntil(at: number): void {
    const rule = this.#pairRule;
    if (!rule || at < this.#earliestDeadline) {
      return;
    }
    let due = this.#nextDeadline();
    for (; due <= at; due = this.#nextDeadline()) {
      this.#flushUntil(due);
      this.#now = Math.max(this.#now, due);
      const { events } = this.#pipeline.reportOverdue(rule);
      events.forEach((each) => each.event === 'match' && this.#onOverdue(each.decision));
    }
    this.#earliestDeadline = due;
  }

  #nextDeadline(): number {
    const memory = new PolicyState(this.#ledger.policy);
    return memory.all('pair').reduce((first, { state }) => Math.min(first, state.deadline), Infinity);
  }

  #flushUntil(at: number): void {
    const { policy } = this.#ledger;
    for (let due = policy.nextDue(); due !== null && due <= at; due = policy.nextDue()) {
      this.#now = Math.max(this.#now, due);
      this.#pipeline.settleDue();
      if (policy.nextDue() === due) {
        return;
      }
    }
  }

  #absenceListener(): AbsenceReporter {
    return {
      report: (rule, cases, missing) => {
        this.#pipeline.reportAbsence(rule, cases, missing);
        return true;
      },
      forget: (rule, cases) => {
        this.#ledger.policy.save(absenceForgotten(rule, cases), this.#now);
        return true;
      },
    };
  }
}

function isPairRule(rule: Rule): rule is PairRule {
  return rule.pair !== undefined;
}
