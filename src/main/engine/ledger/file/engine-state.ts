import { changeStatement } from './change-statement';
import type { LedgerConnection } from './connection';

/** A pause as it outlives a restart. */
export interface PauseState {
  /** When it was begun, ms since 1970; left out in what older versions have written. */
  readonly from?: number;
  /** When it ends, ms since 1970. */
  readonly until: number;
  /** Matches it has held back so far. */
  readonly held: number;
}

/** Small facts of the engine that outlive a restart. */
export class EngineState {
  readonly #set;
  readonly #get;
  readonly #remove;

  constructor(connection: LedgerConnection) {
    this.#set = changeStatement(
      connection,
      'INSERT INTO engine_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    this.#get = connection.prepare('SELECT value FROM engine_state WHERE key = ?');
    this.#remove = changeStatement(connection, 'DELETE FROM engine_state WHERE key = ?');
  }

  /** The value kept under a key; null for none. */
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
    const kept = this.entry('pause');
    return kept === null ? null : (JSON.parse(kept) as PauseState);
  }

  savePause(pause: PauseState | null): void {
    if (pause) {
      this.saveEntry('pause', JSON.stringify(pause));
    } else {
      this.removeEntry('pause');
    }
  }
}

/** A file that SENS keeps for us until a time, ms since 1970. */
export interface KeptFile {
  readonly fileId: string;
  readonly expiresAt: number;
}

/** The files SENS keeps, by service and content hash, so that none is uploaded twice. */
export class SensFileTable {
  readonly #find;
  readonly #save;
  readonly #forget;

  constructor(connection: LedgerConnection) {
    this.#find = connection.prepare(
      'SELECT file_id AS fileId, expires_at AS expiresAt FROM sens_files WHERE service = ? AND hash = ?',
    );
    this.#save = changeStatement(
      connection,
      'INSERT OR REPLACE INTO sens_files (service, hash, file_id, expires_at) VALUES (?, ?, ?, ?)',
    );
    this.#forget = changeStatement(connection, 'DELETE FROM sens_files WHERE service = ? AND hash = ?');
  }

  find(service: string, hash: string): KeptFile | null {
    const row = this.#find.get(service, hash) as KeptFile | undefined;
    return row ? { fileId: row.fileId, expiresAt: row.expiresAt } : null;
  }

  save(service: string, hash: string, { fileId, expiresAt }: KeptFile): void {
    this.#save.run(service, hash, fileId, expiresAt);
  }

  forget(service: string, hash: string): void {
    this.#forget.run(service, hash);
  }
}
