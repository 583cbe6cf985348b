import type { NativeDatabase, NativeStatement } from './sqlite';

/** The parts of `node:sqlite` in use (Node.js documentation, "SQLite"); Node has them since version 24. */
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

/** Electron builds its own Node, which is not tested with this module. */
const sqlite =
  process.versions.electron === undefined
    ? (process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined)
    : undefined;

/** True if this Node has a SQLite of its own. */
export const hasNodeSqlite = sqlite !== undefined;

/** Names of SQLite's result codes in the order of their numbers, from 1 (SQLite, "Result and Error Codes"). */
const RESULT_CODES =
  'ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB'.split(
    ' ',
  );

/** Opens a database with the SQLite of Node. */
export function openNodeSqlite(file: string, { timeout = 0 }: { readonly timeout?: number } = {}): NativeDatabase {
  if (sqlite === undefined) {
    throw new Error('This Node has no SQLite.');
  }
  const { DatabaseSync } = sqlite;
  const database = named(() => new DatabaseSync(file, { timeout }));
  return {
    get inTransaction() {
      return database.isTransaction;
    },
    prepare: (sql) => named(() => statementOf(database.prepare(sql))),
    exec: (sql) => {
      named(() => {
        database.exec(sql);
      });
    },
    close: () => {
      database.close();
    },
  };
}

function statementOf(statement: NodeStatement): NativeStatement {
  return {
    run: (...values) => named(() => statement.run(...values)),
    get: (...values) => named(() => statement.get(...values)),
    all: (...values) => named(() => statement.all(...values)),
    raw() {
      statement.setReturnArrays(true);
      return this;
    },
  };
}

/** Runs a call and gives its error the name of SQLite's result code, where Node has the number only. */
function named<Outcome>(call: () => Outcome): Outcome {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
      // The low byte is the primary code, the rest details it.
      const name = RESULT_CODES[(error.errcode & 0xff) - 1] ?? 'ERROR';
      throw Object.assign(error, { code: `SQLITE_${name}` });
    }
    throw error;
  }
}
