import type { Connection } from './open-database';

/** Texts of one rule, and what they are estimated to cost. */
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

/** What has been spent on texts. Practice texts do not count, nor those that ended before SENS took them or were taken back from it. */
export class SpendingRecords {
  readonly #since;

  constructor(connection: Connection) {
    this.#since = connection.prepare(
      `SELECT rule_id, COUNT(*) AS texts, SUM(cost_won) AS won FROM texts
       WHERE practice = 0 AND created_at >= ? AND (state <> 'failed' OR request_id IS NOT NULL)
         AND NOT (state = 'failed' AND COALESCE(json_extract(reason_json, '$.code'), '') = 'cancelled') GROUP BY rule_id`,
    );
  }

  /** The texts owed since `at` (ms since 1970) and their won, rule by rule. */
  since(at: number): RuleSpending[] {
    const rows = this.#since.all(at) as SpendingRow[];
    return rows.map(({ rule_id: ruleId, texts, won }) => ({ ruleId, texts, won }));
  }
}
