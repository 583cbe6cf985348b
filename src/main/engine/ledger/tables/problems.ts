import type { ProblemEntry, ProblemReportView } from '../../../../shared/contract/history';
import type { ProblemCode } from '../../../../shared/contract/status';
import { changeStatement } from '../file/change-statement';
import type { NewProblem } from './types';
import type { Connection } from '../file/connection';
import type { OutboxTable } from './outbox/outbox';

/** A row of the table. */
export interface ProblemRow {
  id: number;
  at: number;
  code: ProblemCode;
  subject: string;
  params_json: string;
  cleared_at: number | null;
}

/** A problem that messages report. */
export interface ReportedProblem extends Pick<NewProblem, 'code' | 'subject'> {
  /** Begin of the problem, ms since 1970. */
  readonly since: number;
  readonly about: ProblemReportView['about'];
}

/** Problems with the times they were raised and cleared, and the messages that reported them. */
export class ProblemTable {
  readonly #texts: Pick<OutboxTable, 'ofAlert'>;
  readonly #add;
  readonly #clear;
  readonly #clearLeftOver;
  readonly #addReport;
  readonly #reports;
  readonly #ofAlert;

  constructor(connection: Connection, texts: Pick<OutboxTable, 'ofAlert'>) {
    this.#texts = texts;
    this.#add = changeStatement(
      connection,
      'INSERT INTO problems (at, code, subject, params_json) VALUES (?, ?, ?, ?)',
    );
    this.#clear = changeStatement(connection, 'UPDATE problems SET cleared_at = ?, params_json = ? WHERE id = ?');
    this.#clearLeftOver = changeStatement(connection, 'UPDATE problems SET cleared_at = ? WHERE cleared_at IS NULL');
    this.#addReport = connection.prepare(
      'INSERT INTO problem_reports (code, subject, since, at, alert_id, ended) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#reports = connection.prepare(
      `SELECT alert_id, ended FROM problem_reports
       WHERE code = ? AND subject = ? AND ? BETWEEN since AND at ORDER BY at, alert_id, ended`,
    );
    this.#ofAlert = connection.prepare(
      `SELECT DISTINCT p.* FROM problem_reports AS r JOIN problems AS p
         ON p.at BETWEEN r.since AND r.at AND p.code = r.code AND p.subject = r.subject
       WHERE r.alert_id = ? ORDER BY p.id`,
    );
  }

  /** Notes that the messages of an alert report these problems at a time, ms since 1970. */
  addReports(alertId: number, at: number, problems: readonly ReportedProblem[]): void {
    problems.forEach(({ code, subject, since, about }) =>
      this.#addReport.run(code, subject, since, at, alertId, about === 'end' ? 1 : 0),
    );
  }

  /** Returns the messages that reported a problem that began at `at` (ms since 1970), oldest first. */
  reportsOf({ code, subject, at }: Pick<NewProblem, 'code' | 'subject' | 'at'>): Pick<ProblemEntry, 'reports'> {
    const rows = this.#reports.all(code, subject, at) as { alert_id: number; ended: number }[];
    // A channel gets no report of its own problems.
    const own = code.startsWith('channel-') ? subject : '';
    const reports = rows.flatMap(({ alert_id: alertId, ended }) =>
      this.#texts
        .ofAlert(alertId)
        .filter(({ channel }) => channel !== own)
        .map((text) => ({ ...text, about: ended === 1 ? ('end' as const) : ('begin' as const) })),
    );
    return reports.length === 0 ? {} : { reports };
  }

  /** Lists the problems that an alert reports, as the history shows them. */
  ofAlert(alertId: number): ProblemEntry[] {
    return (this.#ofAlert.all(alertId) as ProblemRow[]).map((row) => this.entryOf(row));
  }

  /** Turns a row into an entry of the history. */
  entryOf(row: ProblemRow): ProblemEntry {
    const { id, at, code, subject, params_json: params, cleared_at: clearedAt } = row;
    const problem = { id, at, code, subject, params: JSON.parse(params) as ProblemEntry['params'], clearedAt };
    return { kind: 'problem', ...problem, ...this.reportsOf(row) };
  }

  /** Writes a problem; returns its id. */
  add(problem: NewProblem): number {
    const { at, code, subject, params } = problem;
    return Number(this.#add.run(at, code, subject, JSON.stringify(params)).lastInsertRowid);
  }

  /** Clears a problem and stores its last parameters. */
  clear(id: number, { at, params }: Pick<NewProblem, 'at' | 'params'>): void {
    this.#clear.run(at, JSON.stringify(params), id);
  }

  /** Clears problems of an earlier run: those that still hold are raised again. */
  clearLeftOver(at: number): void {
    this.#clearLeftOver.run(at);
  }
}
