import { hasNodeSqlite, openNodeSqlite } from './node-sqlite';

/** A statement of an open database. Values are null, numbers, strings and byte arrays. */
export interface NativeStatement {
  run(...values: unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  /** Makes it return rows as arrays. */
  raw(): this;
}

/** An open database. Errors have SQLite's code, such as SQLITE_FULL (SQLite, "Result and Error Codes"). */
export interface NativeDatabase {
  readonly inTransaction: boolean;
  prepare(sql: string): NativeStatement;
  exec(sql: string): void;
  close(): void;
}

interface OpenOptions {
  /** Timeout for a lock of another connection, ms; SQLite fails at once without one. */
  readonly timeout?: number;
}

/** Opens a database, which SQLite creates if there is none: with the SQLite of Node, or of libsql where Node has none. */
export const openSqlite: (file: string, options?: OpenOptions) => NativeDatabase = hasNodeSqlite
  ? openNodeSqlite
  : await openLibsql();

/** Loads libsql, whose package has its own SQLite: it takes longer to load than all the code of Logbell. */
async function openLibsql(): Promise<typeof openSqlite> {
  const { default: Database } = await import('libsql');
  return (file, { timeout = 0 } = {}) => new Database(file, { timeout });
}
