import type { DecisionWhy, TextState } from '../../../shared/contract/history';
import type { SpentView } from '../../../shared/contract/status';
import type { DurationCounts } from './duration-histogram';

/** Amounts read from the log of one entry of the settings since the start. */
export interface LogMetrics {
  readonly log: string;
  readonly lines: number;
  readonly bytes: number;
  /** Bytes written to its files that were not read yet; null for the journal, which does not tell. */
  readonly lagBytes: number | null;
}

/** Number of equal decisions on matches of a rule since the start. */
export interface DecisionCount {
  readonly outcome: 'alerted' | 'held';
  readonly why: DecisionWhy;
  readonly count: number;
}

/** Decisions on matches of one rule. */
export interface RuleMetrics {
  readonly rule: string;
  readonly decisions: readonly DecisionCount[];
}

/** Measurements of a running engine: plain data without paths, lines and numbers. */
export interface EngineMetrics {
  /** In the order of the settings. */
  readonly logs: readonly LogMetrics[];
  readonly rules: readonly RuleMetrics[];
  /** Texts that came into each state since the start. */
  readonly texts: ReadonlyMap<TextState, number>;
  /** Texts to send or on their way, matches not yet committed, files to be checked. */
  readonly queues: Readonly<Record<'texts' | 'messages' | 'matches' | 'files', number>>;
  /** Time since which the oldest text to send waits, ms since 1970; null if none does. */
  readonly queuedSince: number | null;
  readonly spent: SpentView;
  readonly commits: DurationCounts;
  readonly loopLag: DurationCounts;
}
