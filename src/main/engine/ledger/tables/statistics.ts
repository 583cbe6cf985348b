import type { Connection } from '../file/connection';
import type { HeldCountTable } from './held-counts';

/** Result of a count, with the id of the last row seen (0 for none). */
export interface Counted {
  readonly count: number;
  readonly last: number;
}

/**
 * Kinds of records that are counted: matches stored one by one, held matches in rows that no longer grow, and texts.
 */
export type DayCounted = 'matches' | 'held' | 'texts';

/** Table, time column, count and further condition of each kind; messages through channels are not texts. */
const TABLES = {
  matches: { table: 'matches', time: 'at', number: '1', only: '' },
  held: { table: 'held_matches', time: 'at', number: 'count', only: '' },
  texts: { table: 'texts', time: 'created_at', number: '1', only: "AND channel = ''" },
} as const satisfies Record<DayCounted, object>;

/** Counts records in time spans. */
export class DailyTable {
  readonly #held: Pick<HeldCountTable, 'openFrom'>;
  readonly #between;
  readonly #after;
  readonly #openHeld;

  constructor(connection: Connection, held: Pick<HeldCountTable, 'openFrom'>) {
    this.#held = held;
    const between = ({ table, time, number, only }: (typeof TABLES)[DayCounted]) =>
      connection.prepare(
        `SELECT COALESCE(SUM(${number}), 0) AS count FROM ${table} WHERE ${time} >= ? AND ${time} < ? ${only}`,
      );
    const after = ({ table, time, number, only }: (typeof TABLES)[DayCounted]) =>
      connection.prepare(
        `SELECT COALESCE(SUM(CASE WHEN ${time} >= ? THEN ${number} END), 0) AS count, COALESCE(MAX(id), 0) AS last
         FROM ${table} WHERE id > ? AND id < ? ${only}`,
      );
    const { matches, held: counts, texts } = TABLES;
    this.#between = { matches: between(matches), held: between(counts), texts: between(texts) };
    this.#after = { matches: after(matches), held: after(counts), texts: after(texts) };
    this.#openHeld = connection
      .prepare('SELECT COALESCE(SUM(count), 0) FROM held_matches WHERE id >= ? AND at >= ?')
      .raw();
  }

  /** Number of records from `from` (inclusive) to `to` (exclusive), ms since 1970. */
  between(what: DayCounted, from: number, to: number): number {
    return (this.#between[what].get(from, to) as { count: number }).count;
  }

  /** Number of records from `from` (ms since 1970) on, in rows after the one with this id. */
  after(what: DayCounted, id: number, from: number): Counted {
    const end = what === 'held' ? this.#openFrom() : Number.MAX_SAFE_INTEGER;
    return this.#after[what].get(from, id, end) as Counted;
  }

  /** Number of held matches from `from` (ms since 1970) on, in rows that can still grow. */
  openHeld(from: number): number {
    const [count] = this.#openHeld.get(this.#openFrom(), from) as [number];
    return count;
  }

  #openFrom(): number {
    return Math.min(this.#held.openFrom, Number.MAX_SAFE_INTEGER);
  }
}

/** Texts of one rule and their estimated cost. */
export interface RuleSpending {
  /** Empty for test texts. */
  readonly ruleId: string;
  readonly texts: number;
  readonly won: number;
}

interface SpendingRow {
  rule_id: string;
  texts: number;
  won: number;
}

/**
 * Spending on texts. Practice texts and messages through channels do not count, nor do texts that failed before SENS accepted them or that were
 * cancelled at SENS.
 */
export class SpendingTable {
  readonly #since;

  constructor(connection: Connection) {
    this.#since = connection.prepare(
      `SELECT rule_id, COUNT(*) AS texts, SUM(cost_won) AS won FROM texts
       WHERE practice = 0 AND channel = '' AND created_at >= ? AND (state <> 'failed' OR request_id IS NOT NULL)
         AND NOT (state = 'failed' AND COALESCE(json_extract(reason_json, '$.code'), '') = 'cancelled')
       GROUP BY rule_id`,
    );
  }

  /** Texts created since `at` (ms since 1970) and their cost, by rule. */
  since(at: number): RuleSpending[] {
    const rows = this.#since.all(at) as SpendingRow[];
    return rows.map(({ rule_id: ruleId, texts, won }) => ({ ruleId, texts, won }));
  }
}
