import type { Connection } from './connection';

/** A statement that changes rows. */
interface ChangeStatement {
  /** Returns the number of changed rows and the id of the last added one. */
  run(...values: unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
}

/**
 * Prepares a statement that changes rows and, outside a transaction, opens its own. Otherwise libsql abandons a
 * statement that meets a locked database, and its open read prevents any further transaction (SQLite,
 * SQLITE_BUSY_SNAPSHOT).
 */
export function changeStatement(connection: Connection, sql: string): ChangeStatement {
  const statement = connection.prepare(sql);
  const ownTransaction = connection.transaction((values: unknown[]) => statement.run(...values));
  return {
    run: (...values) => (connection.inTransaction ? statement.run(...values) : ownTransaction.immediate(values)),
  };
}
