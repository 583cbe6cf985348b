import { CheckedDatabase, type DriverStatement } from './checked-database';
import type { OpenSqlite } from './native-database';

/** The parts of `node:sqlite` in use (Node.js documentation, "SQLite"). */
interface NodeSqlite {
  readonly DatabaseSync: new (file: string, options: { readonly timeout: number }) => NodeDatabase;
}

interface NodeDatabase {
  readonly isTransaction: boolean;
  prepare(sql: string): NodeStatement;
  exec(sql: string): void;
  close(): void;
}

interface NodeStatement {
  run(...values: unknown[]): { readonly changes: number; readonly lastInsertRowid: number };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  setReturnArrays(enabled: boolean): void;
}

/** The first Node that has all these parts and does not warn of them. */
const FIRST_VERSION = 24;

/** Electron builds its own Node, which is not tested with this module. */
const sqlite =
  Number.parseInt(process.versions.node, 10) < FIRST_VERSION || 'electron' in process.versions
    ? undefined
    : (process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined);

/** Opens a database with the SQLite of Node; null if this Node has none. */
export const openNodeSqlite: OpenSqlite | null = sqlite === undefined ? null : openedBy(sqlite);

function openedBy({ DatabaseSync }: NodeSqlite): OpenSqlite {
  return (file, { timeout = 0 } = {}) => {
    const open = () => {
      const database = new DatabaseSync(file, { timeout });
      return {
        inTransaction: () => database.isTransaction,
        prepare: (sql: string) => statementOf(database.prepare(sql)),
        exec: (sql: string) => database.exec(sql),
        close: () => database.close(),
      };
    };
    return new CheckedDatabase(open, (error) => ('errcode' in error ? error.errcode : undefined));
  };
}

function statementOf(statement: NodeStatement): DriverStatement {
  return {
    run: (values) => statement.run(...values),
    get: (values) => statement.get(...values),
    all: (values) => statement.all(...values),
    raw: () => statement.setReturnArrays(true),
  };
}
