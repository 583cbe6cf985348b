import { changeStatement } from './change-statement';
import type { Connection } from './connection';

/** A pause, which survives a restart. */
interface PauseState {
  /** Start, ms since 1970; missing in pauses of older versions. */
  readonly from?: number;
  /** End, ms since 1970. */
  readonly until: number;
  /** Number of matches held so far. */
  readonly held: number;
}

/** Small values of the engine, which survive a restart. */
export class EngineState {
  readonly #set;
  readonly #get;
  readonly #remove;

  constructor(connection: Connection) {
    this.#set = changeStatement(
      connection,
      'INSERT INTO engine_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    this.#get = connection.prepare('SELECT value FROM engine_state WHERE key = ?');
    this.#remove = changeStatement(connection, 'DELETE FROM engine_state WHERE key = ?');
  }

  /** Value of a key; null for none. */
  entry(key: string): string | null {
    const row = this.#get.get(key) as { value: string } | undefined;
    return row?.value ?? null;
  }

  saveEntry(key: string, value: string): void {
    this.#set.run(key, value);
  }

  removeEntry(key: string): void {
    this.#remove.run(key);
  }

  pause(): PauseState | null {
    const entry = this.entry('pause');
    return entry === null ? null : (JSON.parse(entry) as PauseState);
  }

  savePause(pause: PauseState | null): void {
    if (pause) {
      this.saveEntry('pause', JSON.stringify(pause));
    } else {
      this.removeEntry('pause');
    }
  }
}

/** A file uploaded to SENS, which keeps it until `expiresAt`, ms since 1970. */
interface UploadedFile {
  readonly fileId: string;
  readonly expiresAt: number;
}

/** Files uploaded to SENS, by service and content hash, so that none is uploaded twice. */
export class SensFileTable {
  readonly #find;
  readonly #save;
  readonly #forget;

  constructor(connection: Connection) {
    this.#find = connection.prepare(
      'SELECT file_id AS fileId, expires_at AS expiresAt FROM sens_files WHERE service = ? AND hash = ?',
    );
    this.#save = changeStatement(
      connection,
      'INSERT OR REPLACE INTO sens_files (service, hash, file_id, expires_at) VALUES (?, ?, ?, ?)',
    );
    this.#forget = changeStatement(connection, 'DELETE FROM sens_files WHERE service = ? AND hash = ?');
  }

  find(service: string, hash: string): UploadedFile | null {
    const row = this.#find.get(service, hash) as UploadedFile | undefined;
    return row ? { fileId: row.fileId, expiresAt: row.expiresAt } : null;
  }

  save(service: string, hash: string, { fileId, expiresAt }: UploadedFile): void {
    this.#save.run(service, hash, fileId, expiresAt);
  }

  forget(service: string, hash: string): void {
    this.#forget.run(service, hash);
  }
}
