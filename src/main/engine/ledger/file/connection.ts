import type Database from 'libsql';

/** The database as libsql opens it (better-sqlite3's interface). */
export type NativeDatabase = Database.Database;

type NativeStatement = Database.Statement;

/** The outcome of a statement that changes rows. */
interface RunResult {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** A prepared statement. */
export interface Statement {
  run(...values: unknown[]): RunResult;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  /** Gives rows as arrays from now on. */
  raw(): this;
}

/** Runs its work in a transaction, begun as `BEGIN` or `BEGIN IMMEDIATE`. */
export interface Transaction<Values extends unknown[], Outcome> {
  (...values: Values): Outcome;
  immediate(...values: Values): Outcome;
}

/**
 * The ledger's connection. Another database can take the place of the one behind it: existing statements then run on that.
 */
export class LedgerConnection {
  #native: NativeDatabase;
  #guard: () => void = () => undefined;

  constructor(native: NativeDatabase) {
    this.#native = native;
  }

  /** The database that is open now. */
  get native(): NativeDatabase {
    return this.#native;
  }

  get inTransaction(): boolean {
    return this.#native.inTransaction;
  }

  prepare(sql: string): Statement {
    return new LastingStatement(this, sql);
  }

  exec(sql: string): void {
    this.#native.exec(sql);
  }

  /** `guard` runs at the beginning of every transaction; when it throws, the transaction does not take place. */
  guardWith(guard: () => void): void {
    this.#guard = guard;
  }

  transaction<Values extends unknown[], Outcome>(work: (...values: Values) => Outcome): Transaction<Values, Outcome> {
    const begunAs =
      (begin: string) =>
      (...values: Values): Outcome => {
        this.exec(begin);
        try {
          this.#guard();
          const outcome = work(...values);
          this.exec('COMMIT');
          return outcome;
        } catch (error) {
          this.#rollBack();
          throw error;
        }
      };
    return Object.assign(begunAs('BEGIN'), { immediate: begunAs('BEGIN IMMEDIATE') });
  }

  /** Goes on with another database; gives the one that was open, which is to be closed. */
  goOnWith(native: NativeDatabase): NativeDatabase {
    const before = this.#native;
    this.#native = native;
    return before;
  }

  close(): void {
    this.#native.close();
  }

  /** After some errors SQLite has rolled back by itself (SQLite, "ROLLBACK"): another try would hide the first error. */
  #rollBack(): void {
    if (this.inTransaction) {
      this.exec('ROLLBACK');
    }
  }
}

/** A statement that is prepared anew once the connection has another database. */
class LastingStatement implements Statement {
  readonly #connection: LedgerConnection;
  readonly #sql: string;
  #native: NativeDatabase;
  #statement: NativeStatement;
  #isRaw = false;

  constructor(connection: LedgerConnection, sql: string) {
    this.#connection = connection;
    this.#sql = sql;
    this.#native = connection.native;
    this.#statement = this.#native.prepare(sql);
  }

  run(...values: unknown[]): RunResult {
    return this.#current().run(...values);
  }

  get(...values: unknown[]): unknown {
    return this.#current().get(...values);
  }

  all(...values: unknown[]): unknown[] {
    return this.#current().all(...values);
  }

  raw(): this {
    this.#isRaw = true;
    this.#statement.raw();
    return this;
  }

  #current(): NativeStatement {
    const { native } = this.#connection;
    if (native !== this.#native) {
      this.#statement = native.prepare(this.#sql);
      if (this.#isRaw) {
        this.#statement.raw();
      }
      this.#native = native;
    }
    return this.#statement;
  }
}
