import { changeStatement } from '../file/change-statement';
import type { NewProblem } from './types';
import type { Connection } from '../file/database';

/** Problems with the times they were raised and cleared. */
export class ProblemTable {
  readonly #add;
  readonly #clear;
  readonly #clearLeftOver;

  constructor(connection: Connection) {
    this.#add = changeStatement(
      connection,
      'INSERT INTO problems (at, code, subject, params_json) VALUES (?, ?, ?, ?)',
    );
    this.#clear = changeStatement(connection, 'UPDATE problems SET cleared_at = ?, params_json = ? WHERE id = ?');
    this.#clearLeftOver = changeStatement(connection, 'UPDATE problems SET cleared_at = ? WHERE cleared_at IS NULL');
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
