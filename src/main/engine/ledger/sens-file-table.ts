import { changeStatement } from './change-statement';
import type { Connection } from './open-database';

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
