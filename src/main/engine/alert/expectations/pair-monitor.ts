import { parseDuration } from '../../../../shared/common/duration';
import type { Rule } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import {
  RepeatedCheck,
  type Visibility,
  observedSince,
  type ObservedTime,
  observedTimeAt,
} from '../policy/observed-time';

/** A rule whose lines start a task that has to end. */
export type PairRule = Rule & { readonly pair: NonNullable<Rule['pair']> };

/** A rule's state in the ledger. */
export interface RememberedPairs {
  /** The watched time saved last, ms. */
  readonly watchedMs: number;
  /** The watched time at which the next end is overdue, ms; null without an open pair. */
  readonly nextDeadline: number | null;
}

export interface PairWatchDeps {
  readonly clock: Clock;
  /** The rules of the settings. */
  readonly rules: () => readonly Rule[];
  readonly sightOf: (rule: Rule) => Visibility;
  /** Shows or clears the problem that a rule detects no ends, as its files cannot be read. */
  readonly showBlind: (rule: Rule, blind: boolean) => void;
  /** Loads a rule's state, again only after a start or an end; null on a ledger fault. */
  readonly remembered: (rule: PairRule) => RememberedPairs | null;
  /** Saves a rule's watched time. */
  readonly keep: (rule: PairRule, watchedMs: number) => void;
  /** Reports the overdue ends; false if they could not be written. */
  readonly tell: (rule: PairRule) => boolean;
}

/** Interval in which the watched time is saved while a pair is open, ms. */
const KEEP_EVERY_MS = 30_000;

/** The watched time of one rule. */
interface Watched {
  time: ObservedTime;
  sight: Visibility;
  keptMs: number;
  /** See `RememberedPairs`; undefined if it has to be loaded. */
  nextDeadline: number | null | undefined;
}

/**
 * Detects when a task that a rule's lines have started does not end in time. The watched time continues after a
 * restart.
 */
export class PairMonitor {
  readonly #deps: PairWatchDeps;
  readonly #watched = new Map<string, Watched>();
  readonly #looks: RepeatedCheck;

  constructor(deps: PairWatchDeps) {
    this.#deps = deps;
    this.#looks = new RepeatedCheck(deps.clock, () => this.#look());
  }

  /** Applies changed rules. */
  apply(): void {
    const ids = new Set(this.#expecting().map(({ id }) => id));
    for (const id of Array.from(this.#watched.keys())) {
      if (!ids.has(id)) {
        this.#watched.delete(id);
      }
    }
    this.#looks.begin();
  }

  /** Returns a rule's watched time, ms; 0 for a rule without a pair. */
  watchedMs(ruleId: string): number {
    const watched = this.#watched.get(ruleId);
    return watched ? observedTimeAt(watched.time, this.#deps.clock.now(), watched.sight).watchedMs : 0;
  }

  /** Loads the deadlines again, after a start or an end. */
  changed(): void {
    this.#watched.forEach((watched) => (watched.nextDeadline = undefined));
  }

  stop(): void {
    this.#looks.stop();
  }

  #look(): boolean {
    const expecting = this.#expecting();
    expecting.forEach((rule) => this.#lookAt(rule));
    return expecting.length > 0;
  }

  #lookAt(rule: PairRule): void {
    const { clock, sightOf, showBlind, keep, tell } = this.#deps;
    const watched = this.#watched.get(rule.id) ?? this.#begin(rule);
    if (!watched) {
      return;
    }
    watched.sight = sightOf(rule);
    watched.time = observedTimeAt(watched.time, clock.now(), watched.sight);
    const { watchedMs, blindMs } = watched.time;
    const nextDeadline = this.#nextDeadline(rule, watched);
    showBlind(rule, nextDeadline !== null && blindMs >= (parseDuration(rule.pair.within) ?? Infinity));
    if (nextDeadline === null || watched.sight !== 'reading') {
      return;
    }
    if (nextDeadline <= watchedMs) {
      watched.nextDeadline = tell(rule) ? undefined : nextDeadline;
    } else if (watchedMs - watched.keptMs >= KEEP_EVERY_MS) {
      keep(rule, watchedMs);
      watched.keptMs = watchedMs;
    }
  }

  #nextDeadline(rule: PairRule, watched: Watched): number | null {
    if (watched.nextDeadline === undefined) {
      watched.nextDeadline = this.#deps.remembered(rule)?.nextDeadline;
    }
    return watched.nextDeadline ?? null;
  }

  #begin(rule: PairRule): Watched | null {
    const { clock, remembered } = this.#deps;
    const before = remembered(rule);
    if (!before) {
      return null;
    }
    const { watchedMs, nextDeadline } = before;
    const time = observedSince(clock.now(), watchedMs);
    const watched: Watched = { time, sight: 'blind', keptMs: watchedMs, nextDeadline };
    this.#watched.set(rule.id, watched);
    return watched;
  }

  #expecting(): PairRule[] {
    return this.#deps.rules().filter((rule): rule is PairRule => rule.enabled && rule.pair !== undefined);
  }
}
