import { parseDuration } from '../../../../shared/common/duration';
import type { Rule } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import {
  RepeatedCheck,
  type Visibility,
  observedSince,
  type ObservedTime,
  observedTimeAt,
} from '../time/observed-time';

/** A rule whose lines start a task that has to end. */
export type PairRule = Rule & { readonly pair: NonNullable<Rule['pair']> };

/** A rule's state in the ledger. */
export interface StoredPairs {
  /** The watched time saved last, ms. */
  readonly watchedMs: number;
  /** The watched time at which the next end is overdue, ms; null without an open pair. */
  readonly nextDeadline: number | null;
}

export interface PairMonitorDeps {
  readonly clock: Clock;
  /** The rules of the settings. */
  readonly rules: () => readonly Rule[];
  readonly visibilityOf: (rule: Rule) => Visibility;
  /** Shows or clears the problem that a rule detects no ends, as its files cannot be read. */
  readonly showBlind: (rule: Rule, blind: boolean) => void;
  /** Loads a rule's state, again only after a start or an end; null on a ledger fault. */
  readonly loadPairs: (rule: PairRule) => StoredPairs | null;
  /** Saves a rule's watched time. */
  readonly saveWatched: (rule: PairRule, watchedMs: number) => void;
  /** Reports the overdue ends; false if they could not be written. */
  readonly report: (rule: PairRule) => boolean;
}

/** Interval in which the watched time is saved while a pair is open, ms. */
const SAVE_INTERVAL_MS = 30_000;

/** The watched time of one rule. */
interface WatchedRule {
  time: ObservedTime;
  visibility: Visibility;
  savedMs: number;
  /** See `StoredPairs`; undefined if it has to be loaded. */
  nextDeadline: number | null | undefined;
}

/**
 * Detects when a task that a rule's lines have started does not end in time. The watched time continues after a
 * restart.
 */
export class PairMonitor {
  readonly #deps: PairMonitorDeps;
  readonly #watched = new Map<string, WatchedRule>();
  readonly #repeatedCheck: RepeatedCheck;

  constructor(deps: PairMonitorDeps) {
    this.#deps = deps;
    this.#repeatedCheck = new RepeatedCheck(deps.clock, () => this.#check());
  }

  /** Applies changed rules. */
  apply(): void {
    const ids = new Set(this.#pairRules().map(({ id }) => id));
    for (const id of Array.from(this.#watched.keys())) {
      if (!ids.has(id)) {
        this.#watched.delete(id);
      }
    }
    this.#repeatedCheck.start();
  }

  /** Returns a rule's watched time, ms; 0 for a rule without a pair. */
  watchedMs(ruleId: string): number {
    const watched = this.#watched.get(ruleId);
    return watched ? observedTimeAt(watched.time, this.#deps.clock.now(), watched.visibility).watchedMs : 0;
  }

  /** Loads the deadlines again, after a start or an end. */
  changed(): void {
    this.#watched.forEach((watched) => (watched.nextDeadline = undefined));
  }

  stop(): void {
    this.#repeatedCheck.stop();
  }

  #check(): boolean {
    const expecting = this.#pairRules();
    expecting.forEach((rule) => this.#checkRule(rule));
    return expecting.length > 0;
  }

  #checkRule(rule: PairRule): void {
    const { clock, visibilityOf, showBlind, saveWatched, report } = this.#deps;
    const watched = this.#watched.get(rule.id) ?? this.#watch(rule);
    if (!watched) {
      return;
    }
    watched.visibility = visibilityOf(rule);
    watched.time = observedTimeAt(watched.time, clock.now(), watched.visibility);
    const { watchedMs, blindMs } = watched.time;
    const nextDeadline = this.#nextDeadline(rule, watched);
    showBlind(rule, nextDeadline !== null && blindMs >= (parseDuration(rule.pair.within) ?? Infinity));
    if (nextDeadline === null || watched.visibility !== 'reading') {
      return;
    }
    if (nextDeadline <= watchedMs) {
      watched.nextDeadline = report(rule) ? undefined : nextDeadline;
    } else if (watchedMs - watched.savedMs >= SAVE_INTERVAL_MS) {
      saveWatched(rule, watchedMs);
      watched.savedMs = watchedMs;
    }
  }

  #nextDeadline(rule: PairRule, watched: WatchedRule): number | null {
    if (watched.nextDeadline === undefined) {
      watched.nextDeadline = this.#deps.loadPairs(rule)?.nextDeadline;
    }
    return watched.nextDeadline ?? null;
  }

  #watch(rule: PairRule): WatchedRule | null {
    const { clock, loadPairs } = this.#deps;
    const before = loadPairs(rule);
    if (!before) {
      return null;
    }
    const { watchedMs, nextDeadline } = before;
    const time = observedSince(clock.now(), watchedMs);
    const watched: WatchedRule = { time, visibility: 'blind', savedMs: watchedMs, nextDeadline };
    this.#watched.set(rule.id, watched);
    return watched;
  }

  #pairRules(): PairRule[] {
    return this.#deps.rules().filter((rule): rule is PairRule => rule.enabled && rule.pair !== undefined);
  }
}
