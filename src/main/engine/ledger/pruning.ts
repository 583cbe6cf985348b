import type { Statement } from './file/connection';
import type { Connection } from './file/database';

/** What is to go. */
export interface PruneBounds {
  /** Nothing older than this is kept, ms since 1970. */
  readonly before: number;
  /** At most so many matches are kept, as many counts of held ones, and as many problems. */
  readonly records: number;
  /** At most so many rows of each kind go at once. */
  readonly rows: number;
}

/** A text whose fate is open keeps its alert, however old. */
const OPEN_TEXT = `SELECT 1 FROM texts WHERE alert_id = alerts.id AND state NOT IN ('delivered', 'failed')`;

/** Takes old records out of the history: matches, counts of held ones, problems, closed incidents, SENS requests, and alerts with their texts. What is owed stays. */
export class Pruning {
  readonly #connection: Connection;
  readonly #old;
  readonly #surplus;
  readonly #alerts;
  readonly #withAlert;
  readonly #incidents;
  readonly #withIncident;

  constructor(connection: Connection) {
    this.#connection = connection;
    const take = (table: string, which: string): Statement =>
      connection.prepare(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${which} LIMIT ?)`);
    const surplus = (table: string): string => `id <= (SELECT MAX(id) FROM ${table}) - ?`;
    const isOver = 'cleared_at IS NOT NULL';
    const requests = 'DELETE FROM requests WHERE request_id IN (SELECT request_id FROM requests WHERE at < ? LIMIT ?)';
    this.#old = [
      take('matches', 'at < ?'),
      take('held_matches', 'at < ?'),
      take('problems', `at < ? AND ${isOver}`),
      connection.prepare(requests),
    ];
    this.#surplus = [
      take('matches', surplus('matches')),
      take('held_matches', surplus('held_matches')),
      take('problems', `${surplus('problems')} AND ${isOver}`),
    ];
    const firstTold = (table: string): string =>
      `COALESCE((SELECT MIN(alert_id) FROM ${table} WHERE alert_id IS NOT NULL), 9e15)`;
    // Alerts are numbered in the order of their matches.
    this.#alerts = connection.prepare(
      `SELECT id FROM alerts WHERE id < MIN(${firstTold('matches')}, ${firstTold('held_matches')})
         AND (kind = 'rule' OR at < ?) AND NOT EXISTS (${OPEN_TEXT}) ORDER BY id LIMIT ?`,
    );
    this.#incidents = connection.prepare(
      `SELECT id FROM incidents WHERE state = 'closed' AND (last_at < ? OR ${surplus('incidents')}) LIMIT ?`,
    );
    this.#withIncident = [
      'DELETE FROM incident_changes WHERE incident_id = ?',
      'UPDATE matches SET incident_id = NULL WHERE incident_id = ?',
      'UPDATE held_matches SET incident_id = NULL WHERE incident_id = ?',
      'DELETE FROM incidents WHERE id = ?',
    ].map((sql) => connection.prepare(sql));
    this.#withAlert = [
      'DELETE FROM text_changes WHERE text_id IN (SELECT id FROM texts WHERE alert_id = ?)',
      'DELETE FROM texts WHERE alert_id = ?',
      'DELETE FROM alerts WHERE id = ?',
    ].map((sql) => connection.prepare(sql));
  }

  /** Takes out what is over the bounds, in one transaction; gives how many rows of one kind went at most. */
  prune({ before, records, rows }: PruneBounds): number {
    return this.#connection
      .transaction(() => {
        const taken = [
          ...this.#old.map((statement) => statement.run(before, rows).changes),
          ...this.#surplus.map((statement) => statement.run(records, rows).changes),
        ];
        const alerts = this.#alerts.all(before, rows) as { id: number }[];
        alerts.forEach(({ id }) => this.#withAlert.forEach((statement) => statement.run(id)));
        const incidents = this.#incidents.all(before, records, rows) as { id: number }[];
        incidents.forEach(({ id }) => this.#withIncident.forEach((statement) => statement.run(id)));
        return Math.max(alerts.length, incidents.length, ...taken);
      })
      .immediate();
  }
}
