import { parseDuration } from '../../../shared/duration';
import type { Decision } from '../../../shared/history';
import type { Rule, Settings } from '../../../shared/settings';
import { AlertDesk } from '../alert/alert-desk';
import type { FoundInFile } from '../alert/found-in-file';
import type { PairRule } from '../alert/pair-watch';
import type { AbsenceRule } from '../alert/policy/absence';
import { PolicyMemory } from '../alert/policy/policy-memory';
import type { NewAlert } from '../ledger/ledger-types';
import { MemoryLedger } from './memory-ledger';

/** How long after the last match what waits is waited for, ms: quiet hours go round within a week. */
const AFTERMATH_MS = 8 * 86_400_000;

/** The one case of a rule whose lines are expected in any of its files. */
const ALL_CASES = [''];

/** What the desk is given. */
export interface DryDeskParts {
  /** With the one rule that is tried. */
  readonly settings: Settings;
  readonly hostName: string;
  /** From when on lines are watched for, ms since 1970. */
  readonly begin: number;
  /** Called with each alert that would be written. */
  readonly alerted: (alert: NewAlert) => void;
}

/** What became of a match; the decision is null for a line that the rule expects. */
export interface DryDecision {
  /** ms since 1970. */
  readonly at: number;
  readonly decision: Decision | null;
}

/** The alert desk as it decides while watching, but on a ledger in memory and by the times of the lines. */
export class DryDesk {
  readonly #desk: AlertDesk;
  readonly #ledger: MemoryLedger;
  readonly #expecting: AbsenceRule | undefined;
  readonly #pairing: PairRule | undefined;
  #now = -Infinity;
  /** When a line that is expected came last. */
  #lineAt: number;
  #forgot = false;

  constructor({ settings, hostName, begin, alerted }: DryDeskParts) {
    this.#lineAt = begin;
    this.#expecting = settings.rules.find(isExpecting);
    this.#pairing = settings.rules.find(isPairing);
    this.#ledger = new MemoryLedger(alerted);
    this.#desk = new AlertDesk({
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

  /** What becomes of a match at `at` (ms since 1970). Time does not go back. */
  decide(found: FoundInFile, at: number): DryDecision {
    this.#passUntil(at);
    const { events, expected, forgot } = this.#desk.decideAll([found]);
    this.#forgot ||= forgot.size > 0;
    if (expected.size > 0) {
      this.#lineCame();
    }
    const [event] = events;
    return { at: this.#now, decision: event?.event === 'match' ? event.decision : null };
  }

  /** No line has come since, up to `until` (ms since 1970); what waits then is told when it is due. */
  end(until: number): void {
    this.#passUntil(until);
    this.#settleUntil(this.#now + AFTERMATH_MS);
  }

  /** Time goes by without a match. */
  #passUntil(at: number): void {
    const missingAt = this.#missingAt();
    if (this.#expecting && missingAt <= at) {
      this.#settleUntil(missingAt);
      this.#now = Math.max(this.#now, missingAt);
      this.#desk.tellAbsence(this.#expecting, ALL_CASES, true);
    }
    this.#tellOverdueUntil(at);
    this.#settleUntil(at);
    this.#now = Math.max(this.#now, at);
  }

  /** Tells of what began and did not end in time. */
  #tellOverdueUntil(at: number): void {
    const rule = this.#pairing;
    for (let due = this.#nextDeadline(); rule && due <= at; due = this.#nextDeadline()) {
      this.#settleUntil(due);
      this.#now = Math.max(this.#now, due);
      this.#desk.tellOverdue(rule);
    }
  }

  #nextDeadline(): number {
    const memory = new PolicyMemory(this.#ledger.policy);
    const pairs = this.#pairing ? memory.all('pair') : [];
    return pairs.reduce((first, { state }) => Math.min(first, state.deadline), Infinity);
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

  /** When it would be told that lines are missing; never while that has been told. */
  #missingAt(): number {
    const rule = this.#expecting;
    const isTold = rule === undefined || this.#ledger.policy.find('absence', rule.id, '') !== null;
    return isTold ? Infinity : this.#lineAt + (parseDuration(rule.absence.after) ?? Infinity);
  }

  #lineCame(): void {
    this.#lineAt = this.#now;
    const rule = this.#expecting;
    if (rule && this.#ledger.policy.find('absence', rule.id, '') !== null) {
      this.#desk.tellAbsence(rule, ALL_CASES, false);
    }
  }
}

/** Files and keys that fall silent by themselves are not told of in a dry run. */
function isExpecting(rule: Rule): rule is AbsenceRule {
  return rule.absence?.by === 'rule';
}

function isPairing(rule: Rule): rule is PairRule {
  return rule.pair !== undefined;
}
