import type { Statement } from './file/connection';
import type { Connection } from './file/connection';

/** Bounds of the history. */
interface PruneBounds {
  /** Records older than this are removed, ms since 1970. */
  readonly before: number;
  /** Maximum number of matches, of counts of held matches, and of problems to keep. */
  readonly records: number;
  /** Maximum number of rows of each kind to remove at once. */
  readonly rows: number;
}

/** An unfinished text keeps its alert, however old; nothing more is learned of an unknown message through a channel. */
const OPEN_TEXT = `SELECT 1 FROM texts WHERE alert_id = alerts.id AND state NOT IN ('delivered', 'failed')
  AND NOT (state = 'unknown' AND channel <> '')`;

/**
 * Removes old records: matches, counts of held matches, problems, closed incidents, SENS requests, received alerts,
 * and alerts with their texts. Unfinished texts and alerts that fire stay.
 */
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
    const remove = (table: string, which: string): Statement =>
      connection.prepare(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${which} LIMIT ?)`);
    const surplus = (table: string): string => `id <= (SELECT MAX(id) FROM ${table}) - ?`;
    const isCleared = 'cleared_at IS NOT NULL';
    const requests = 'DELETE FROM requests WHERE request_id IN (SELECT request_id FROM requests WHERE at < ? LIMIT ?)';
    this.#old = [
      remove('matches', 'at < ?'),
      remove('held_matches', 'at < ?'),
      remove('problems', `at < ? AND ${isCleared}`),
      connection.prepare(requests),
      remove('received_alerts', 'changed_at < ? AND ended_at IS NOT NULL'),
    ];
    this.#surplus = [
      remove('matches', surplus('matches')),
      remove('held_matches', surplus('held_matches')),
      remove('problems', `${surplus('problems')} AND ${isCleared}`),
      remove('received_alerts', `${surplus('received_alerts')} AND ended_at IS NOT NULL`),
    ];
    const firstAlertIn = (table: string): string =>
      `COALESCE((SELECT MIN(alert_id) FROM ${table} WHERE alert_id IS NOT NULL), 9e15)`;
    // Alerts are numbered in the order of their matches.
    this.#alerts = connection.prepare(
      `SELECT id FROM alerts WHERE id < MIN(${firstAlertIn('matches')}, ${firstAlertIn('held_matches')})
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
      'DELETE FROM fallbacks WHERE alert_id = ?',
      'DELETE FROM problem_reports WHERE alert_id = ?',
      'DELETE FROM alerts WHERE id = ?',
    ].map((sql) => connection.prepare(sql));
  }

  /** Removes records beyond the bounds in one transaction; returns the largest number of rows removed of one kind. */
  prune({ before, records, rows }: PruneBounds): number {
    return this.#connection
      .transaction(() => {
        const removed = [
          ...this.#old.map((statement) => statement.run(before, rows).changes),
          ...this.#surplus.map((statement) => statement.run(records, rows).changes),
        ];
        const alerts = this.#alerts.all(before, rows) as { id: number }[];
        alerts.forEach(({ id }) => this.#withAlert.forEach((statement) => statement.run(id)));
        const incidents = this.#incidents.all(before, records, rows) as { id: number }[];
        incidents.forEach(({ id }) => this.#withIncident.forEach((statement) => statement.run(id)));
        return Math.max(alerts.length, incidents.length, ...removed);
      })
      .immediate();
  }
}
