import type { LedgerConnection } from './connection';

/** A statement that changes rows. */
export interface ChangeStatement {
  /** Gives how many rows it changed, and the id of the last one it added. */
  run(...values: unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
}

/**
 * A statement that changes rows, also outside a transaction: it then makes one of its own. Without, libsql leaves a statement that met
 * a locked database in the middle of its work, and what it had begun to read lets no transaction begin any more (SQLite, SQLITE_BUSY_SNAPSHOT).
 */
export function changeStatement(connection: LedgerConnection, sql: string): ChangeStatement {
  const statement = connection.prepare(sql);
  const alone = connection.transaction((values: unknown[]) => statement.run(...values));
  return {
    run: (...values) => (connection.inTransaction ? statement.run(...values) : alone.immediate(values)),
  };
}
