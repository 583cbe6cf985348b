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

/** A rule whose lines begin something that has to end. */
export type PairRule = Rule & { readonly pair: NonNullable<Rule['pair']> };

/** What the ledger remembers of a rule with a pair. */
export interface RememberedPairs {
  /** What its clock of watching has shown, ms. */
  readonly watchedMs: number;
  /** What it shows when the next end is overdue, ms; null when nothing has begun. */
  readonly nextDeadline: number | null;
}

/** What the watch is given. */
export interface PairWatchDeps {
  readonly clock: Clock;
  /** The rules at work. */
  readonly rules: () => readonly Rule[];
  readonly sightOf: (rule: Rule) => Visibility;
  /** Shows whether ends of a rule cannot be seen since its files cannot be read. */
  readonly showBlind: (rule: Rule, blind: boolean) => void;
  /** What is remembered, asked for again only when something has begun or ended; null when the ledger cannot say. */
  readonly remembered: (rule: PairRule) => RememberedPairs | null;
  /** Keeps what the clock of a rule shows. */
  readonly keep: (rule: PairRule, watchedMs: number) => void;
  /** Tells of the ends that are overdue; false when the ledger could not take it. */
  readonly tell: (rule: PairRule) => boolean;
}

/** How far the ledger may be behind a clock while something waits, ms. */
const KEEP_EVERY_MS = 30_000;

/** The clock of one rule. */
interface Watched {
  time: ObservedTime;
  sight: Visibility;
  keptMs: number;
  /** See `RememberedPairs`; undefined when it has to be asked for. */
  nextDeadline: number | null | undefined;
}

/** Notices when what a rule's lines have begun does not end in time. Its clock goes on over a restart where it stood. */
export class PairMonitor {
  readonly #deps: PairWatchDeps;
  readonly #watched = new Map<string, Watched>();
  readonly #looks: RepeatedCheck;

  constructor(deps: PairWatchDeps) {
    this.#deps = deps;
    this.#looks = new RepeatedCheck(deps.clock, () => this.#look());
  }

  /** The rules have changed. */
  apply(): void {
    const ids = new Set(this.#expecting().map(({ id }) => id));
    for (const id of Array.from(this.#watched.keys())) {
      if (!ids.has(id)) {
        this.#watched.delete(id);
      }
    }
    this.#looks.begin();
  }

  /** What the clock of a rule shows now, ms; 0 for a rule that waits for no ends. */
  watchedMs(ruleId: string): number {
    const watched = this.#watched.get(ruleId);
    return watched ? observedTimeAt(watched.time, this.#deps.clock.now(), watched.sight).watchedMs : 0;
  }

  /** Something has begun or ended. */
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
