import { changeStatement } from '../file/change-statement';
import type { Connection } from '../file/connection';

/** Read position in the systemd journal. */
export interface JournalPosition {
  /** Name of the selection of entries, or of one part of it. */
  readonly selection: string;
  /** Cursor of the last entry processed; empty before the first one. */
  readonly cursor: string;
  /** Ids of the entries of the settings that select these. */
  readonly fileIds: readonly string[];
}

/** A saved position. */
export interface SavedPosition extends JournalPosition {
  /** True if the entry at the cursor was read for another selection, and may not be in this one. */
  readonly isAdopted: boolean;
}

type Row = [selection: string, cursor: string, fileIdsJson: string, adopted: number];

/** Positions of all followed selections of journal entries. */
export class JournalPositions {
  readonly #save;
  readonly #find;
  readonly #forget;
  readonly #adopt;
  readonly #all;

  constructor(connection: Connection) {
    this.#save = connection.prepare(
      `INSERT INTO journal_positions (selection, cursor, file_ids_json, updated_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (selection) DO UPDATE SET cursor = excluded.cursor, file_ids_json = excluded.file_ids_json,
         adopted = 0, updated_at = excluded.updated_at`,
    );
    const columns = 'SELECT selection, cursor, file_ids_json, adopted FROM journal_positions';
    this.#find = connection.prepare(`${columns} WHERE selection = ?`).raw();
    this.#forget = changeStatement(connection, 'DELETE FROM journal_positions WHERE selection = ?');
    this.#adopt = changeStatement(
      connection,
      `INSERT INTO journal_positions (selection, cursor, file_ids_json, updated_at, adopted)
       SELECT ?2 || substr(selection, length(?1) + 1), cursor, file_ids_json, updated_at, 1 FROM journal_positions
       WHERE substr(selection, 1, length(?1)) = ?1`,
    );
    this.#all = connection.prepare(`${columns} ORDER BY updated_at DESC`).raw();
  }

  /** Writes a position, in the transaction that writes the matches before it. */
  save({ selection, cursor, fileIds }: JournalPosition, at: number): void {
    this.#save.run(selection, cursor, JSON.stringify(fileIds), at);
  }

  /** Finds the position of a selection; null if it was never followed. */
  find(selection: string): SavedPosition | null {
    const row = this.#find.get(selection) as Row | undefined;
    return row ? position(row) : null;
  }

  /** All positions, the last one written first. */
  all(): readonly SavedPosition[] {
    return (this.#all.all() as Row[]).map(position);
  }

  /** Gives a selection without positions those of another one and of its parts. */
  adopt(from: string, to: string): void {
    this.#adopt.run(from, to);
  }

  /** Forgets selections that are no longer in the settings, so that they start afresh if they come back. */
  keepOnly(isKept: (selection: string) => boolean): void {
    for (const { selection } of this.all()) {
      if (!isKept(selection)) {
        this.forget(selection);
      }
    }
  }

  forget(selection: string): void {
    this.#forget.run(selection);
  }
}

function position([selection, cursor, fileIdsJson, adopted]: Row): SavedPosition {
  return { selection, cursor, fileIds: JSON.parse(fileIdsJson) as string[], isAdopted: adopted === 1 };
}
