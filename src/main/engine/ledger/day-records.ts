import type { Connection } from './open-database';

/** How many rows a question found, and the last of them (0 when none). */
export interface Counted {
  readonly count: number;
  readonly last: number;
}

/** Counts what happened in a stretch of time. */
export class DayRecords {
  readonly #between;
  readonly #after;

  constructor(connection: Connection) {
    const between = (table: string, time: string) =>
      connection.prepare(`SELECT COUNT(*) AS count FROM ${table} WHERE ${time} >= ? AND ${time} < ?`);
    const after = (table: string, time: string) =>
      connection.prepare(
        `SELECT COUNT(CASE WHEN ${time} >= ? THEN 1 END) AS count, COALESCE(MAX(id), 0) AS last FROM ${table} WHERE id > ?`,
      );
    this.#between = { matches: between('matches', 'at'), texts: between('texts', 'created_at') };
    this.#after = { matches: after('matches', 'at'), texts: after('texts', 'created_at') };
  }

  /** Rows from `from` on and before `to`, ms since 1970. */
  between(what: 'matches' | 'texts', from: number, to: number): number {
    return (this.#between[what].get(from, to) as { count: number }).count;
  }

  /** Rows written after the one with this id, counting those from `from` (ms since 1970) on. */
  after(what: 'matches' | 'texts', id: number, from: number): Counted {
    return this.#after[what].get(from, id) as Counted;
  }
}
