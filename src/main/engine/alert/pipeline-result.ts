import type { DecisionWhy } from '../../../shared/contract/history';
import type { EngineEvent } from '../common/events';
import type { HeldCount } from '../ledger/tables/held-counts';
import { HeldTally } from './held-tally';
import type { GivenUpEscalation } from './incidents/incident-log';

/** What was decided and written, to be told once the transaction is committed. */
export interface PipelineResult {
  readonly events: readonly EngineEvent[];
  readonly matchIds: readonly number[];
  /** Held matches that were counted instead of stored one by one, and the rows of the ledger they are in. */
  readonly counted: readonly HeldCount[];
  readonly countIds: readonly number[];
  /** All reasons among the decisions. */
  readonly whys: ReadonlySet<DecisionWhy>;
  readonly heldByPause: number;
  /** Texts that have come to be owed. */
  readonly owed: readonly number[];
  /** Rules whose lines were expected and have come, and the cases these belong to. */
  readonly expected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rules with more keys than are kept, so that some had to be forgotten. */
  readonly forgot: ReadonlySet<string>;
  /** Escalations that could not go out in time. */
  readonly givenUp: readonly GivenUpEscalation[];
}

/** Nothing was decided. */
export const EMPTY_RESULT: PipelineResult = {
  events: [],
  matchIds: [],
  counted: [],
  countIds: [],
  whys: new Set(),
  heldByPause: 0,
  owed: [],
  expected: new Map(),
  forgot: new Set(),
  givenUp: [],
};

/** Gathers what is decided on the matches of one transaction. */
export class ResultBatch {
  readonly events: EngineEvent[] = [];
  readonly matchIds: number[] = [];
  readonly held = new HeldTally();
  readonly whys = new Set<DecisionWhy>();
  readonly owed: number[] = [];
  readonly expected = new Map<string, Set<string>>();
  /** Incidents that have more matches, and how many these are by now. */
  readonly joined = new Map<number, number>();
  heldByPause = 0;
}
