import { parseDuration } from '../../../shared/duration';
import type { Decision } from '../../../shared/history';
import type { Rule, Settings } from '../../../shared/settings';
import type { AbsenceRule } from '../alert/absence-watch';
import { AlertDesk, type FoundInFile } from '../alert/alert-desk';
import type { NewAlert } from '../ledger/ledger-types';
import { MemoryLedger } from './memory-ledger';

/** How long after the last match what waits is waited for, ms: quiet hours go round within a week. */
const AFTERMATH_MS = 8 * 86_400_000;

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
  #now = -Infinity;
  /** When a line that is expected came last. */
  #lineAt: number;
  #forgot = false;

  constructor({ settings, hostName, begin, alerted }: DryDeskParts) {
    this.#lineAt = begin;
    this.#expecting = settings.rules.find(isExpecting);
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
      this.#desk.tellAbsence(this.#expecting, true);
    }
    this.#settleUntil(at);
    this.#now = Math.max(this.#now, at);
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
      this.#desk.tellAbsence(rule, false);
    }
  }
}

function isExpecting(rule: Rule): rule is AbsenceRule {
  return rule.absence !== undefined;
}
