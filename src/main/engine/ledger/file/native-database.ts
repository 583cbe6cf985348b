/** A statement of an open database. Values are null, numbers, strings and byte arrays. */
export interface NativeStatement {
  run(...values: unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  /** Makes it return rows as arrays. */
  raw(): this;
}

/**
 * A database. Its errors have the name of SQLite's primary result code, such as SQLITE_FULL (SQLite, "Result and Error
 * Codes"); SQLITE_MISUSE for any use after its close.
 */
export interface NativeDatabase {
  /** False after its close, too. */
  readonly inTransaction: boolean;
  prepare(sql: string): NativeStatement;
  exec(sql: string): void;
  /** Closes it; does nothing if it is closed. */
  close(): void;
}

interface OpenOptions {
  /** Timeout for a lock of another connection, ms; SQLite fails at once without one. */
  readonly timeout?: number;
}

/** Opens a database, which SQLite creates if there is none. */
export type OpenSqlite = (file: string, options?: OpenOptions) => NativeDatabase;
