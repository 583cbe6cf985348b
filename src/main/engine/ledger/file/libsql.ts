import type { Statement } from 'libsql';
import { CheckedDatabase, type DriverStatement } from './checked-database';
import type { OpenSqlite } from './native-database';

/** Loads libsql, whose package has its own SQLite. */
export async function loadLibsql(): Promise<OpenSqlite> {
  const { default: Database } = await import('libsql');
  return (file, { timeout = 0 } = {}) => {
    const open = () => {
      const database = new Database(file, { timeout });
      return {
        inTransaction: () => database.inTransaction,
        prepare: (sql: string) => statementOf(database.prepare(sql)),
        exec: (sql: string) => void database.exec(sql),
        close: () => void database.close(),
      };
    };
    return new CheckedDatabase(open, resultCode);
  };
}

/** Passes values as a list: libsql takes a single object, such as bytes, for named values. */
function statementOf(statement: Statement): DriverStatement {
  return {
    run: (values) => statement.run(values),
    get: (values) => statement.get(values),
    all: (values) => statement.all(values),
    raw: () => void statement.raw(),
  };
}

/** The code of an error; that of a failed opening is at the end of its message only. */
function resultCode(error: Error): unknown {
  if ('rawCode' in error) {
    return error.rawCode;
  }
  const code = /^ConnectionFailed\(.*: (\d+)"\)$/.exec(error.message)?.[1];
  return code === undefined ? undefined : Number(code);
}
