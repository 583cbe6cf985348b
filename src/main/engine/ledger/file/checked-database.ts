import type { NativeDatabase, NativeStatement } from './native-database';

/** A library's connection to SQLite. */
export interface Driver {
  readonly inTransaction: () => boolean;
  readonly prepare: (sql: string) => DriverStatement;
  readonly exec: (sql: string) => void;
  readonly close: () => void;
}

/** A library's prepared statement. */
export interface DriverStatement {
  readonly run: (values: unknown[]) => ReturnType<NativeStatement['run']>;
  readonly get: (values: unknown[]) => unknown;
  readonly all: (values: unknown[]) => unknown[];
  readonly raw: () => void;
}

/** Names of SQLite's result codes in the order of their numbers, from 1 (SQLite, "Result and Error Codes"). */
const RESULT_CODES =
  'ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB'.split(
    ' ',
  );

/** A database whose errors name SQLite's primary result code, and that refuses every use after its close. */
export class CheckedDatabase implements NativeDatabase {
  readonly #driver: Driver;
  readonly #resultCode: (error: Error) => unknown;
  #isOpen = true;

  /** `open` opens it; `resultCode` finds the number of SQLite in an error of the library, undefined if it has none. */
  constructor(open: () => Driver, resultCode: (error: Error) => unknown) {
    this.#resultCode = resultCode;
    this.#driver = this.#named(open);
  }

  get inTransaction(): boolean {
    return this.#isOpen && this.#driver.inTransaction();
  }

  prepare(sql: string): NativeStatement {
    const statement = this.#use(() => this.#driver.prepare(sql));
    const checked: NativeStatement = {
      run: (...values) => this.#use(() => statement.run(values)),
      get: (...values) => this.#use(() => statement.get(values)),
      all: (...values) => this.#use(() => statement.all(values)),
      raw: () => {
        this.#use(() => statement.raw());
        return checked;
      },
    };
    return checked;
  }

  exec(sql: string): void {
    this.#use(() => this.#driver.exec(sql));
  }

  /** Closes it; does nothing if it is closed. */
  close(): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.#named(() => this.#driver.close());
    }
  }

  #use<Outcome>(call: () => Outcome): Outcome {
    if (!this.#isOpen) {
      throw Object.assign(new Error('The database is closed.'), { code: 'SQLITE_MISUSE' });
    }
    return this.#named(call);
  }

  #named<Outcome>(call: () => Outcome): Outcome {
    try {
      return call();
    } catch (error) {
      const code = error instanceof Error ? this.#resultCode(error) : undefined;
      // The low byte is the primary code, the rest details it.
      const name = typeof code === 'number' ? (RESULT_CODES[(code & 0xff) - 1] ?? 'ERROR') : null;
      throw name === null ? error : Object.assign(error as Error, { code: `SQLITE_${name}` });
    }
  }
}
