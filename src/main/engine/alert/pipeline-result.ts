import type { DecisionWhy } from '../../../shared/contract/history';
import type { EngineEvent } from '../common/events';
import type { HeldCount } from '../ledger/tables/held-counts';
import { HeldTally } from './held-tally';
import type { GivenUpEscalation } from './incidents/incident-log';

/** The decisions of one transaction, to be published once it is committed. */
export interface PipelineResult {
  readonly events: readonly EngineEvent[];
  readonly matchIds: readonly number[];
  /** Held matches that were counted instead of stored one by one, and their rows in the ledger. */
  readonly counted: readonly HeldCount[];
  readonly countIds: readonly number[];
  /** All reasons among the decisions. */
  readonly whys: ReadonlySet<DecisionWhy>;
  readonly heldByPause: number;
  /** Texts that were queued. */
  readonly queuedTexts: readonly number[];
  /** Cases of expected lines that have arrived, by rule. */
  readonly expected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rules with more keys than are kept, so that some were forgotten. */
  readonly forgot: ReadonlySet<string>;
  /** Escalations that could not go out in time. */
  readonly givenUp: readonly GivenUpEscalation[];
}

export const EMPTY_RESULT: PipelineResult = {
  events: [],
  matchIds: [],
  counted: [],
  countIds: [],
  whys: new Set(),
  heldByPause: 0,
  queuedTexts: [],
  expected: new Map(),
  forgot: new Set(),
  givenUp: [],
};

/** Collects the decisions on the matches of one transaction. */
export class ResultBatch {
  readonly events: EngineEvent[] = [];
  readonly matchIds: number[] = [];
  readonly held = new HeldTally();
  readonly whys = new Set<DecisionWhy>();
  readonly queuedTexts: number[] = [];
  readonly expected = new Map<string, Set<string>>();
  /** Incidents with further matches, and their number of matches so far. */
  readonly joined = new Map<number, number>();
  heldByPause = 0;
}
