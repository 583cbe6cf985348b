import { changeStatement } from '../file/change-statement';
import type { Connection } from '../file/database';

/** Read position in the systemd journal. */
export interface JournalPosition {
  /** Name of the selection of entries, or of one part of it. */
  readonly selection: string;
  /** Cursor of the last entry processed; empty before the first one. */
  readonly cursor: string;
}

/** Positions of all followed selections of journal entries. */
export class JournalPositions {
  readonly #save;
  readonly #find;
  readonly #forget;
  readonly #all;

  constructor(connection: Connection) {
    this.#save = connection.prepare(
      `INSERT INTO journal_positions (selection, cursor, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (selection) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at`,
    );
    this.#find = connection.prepare('SELECT cursor FROM journal_positions WHERE selection = ?').raw();
    this.#forget = changeStatement(connection, 'DELETE FROM journal_positions WHERE selection = ?');
    this.#all = connection.prepare('SELECT selection FROM journal_positions').raw();
  }

  /** Writes a position, in the transaction that writes the matches before it. */
  save({ selection, cursor }: JournalPosition, at: number): void {
    this.#save.run(selection, cursor, at);
  }

  /** Finds the cursor of a selection; null if it was never followed. */
  find(selection: string): string | null {
    return (this.#find.get(selection) as [string] | undefined)?.[0] ?? null;
  }

  /** Forgets selections that are no longer in the settings, so that they start afresh if they come back. */
  keepOnly(isKept: (selection: string) => boolean): void {
    for (const [selection] of this.#all.all() as [string][]) {
      if (!isKept(selection)) {
        this.forget(selection);
      }
    }
  }

  forget(selection: string): void {
    this.#forget.run(selection);
  }
}
