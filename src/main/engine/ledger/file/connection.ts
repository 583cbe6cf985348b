import type { NativeDatabase, NativeStatement } from './native-database';

/** Result of a statement that changes rows. */
interface RunResult {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** A prepared statement. */
export interface Statement {
  run(...values: unknown[]): RunResult;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  /** Makes it return rows as arrays. */
  raw(): this;
}

/** Runs its work in a transaction, started with `BEGIN` or `BEGIN IMMEDIATE`. */
interface Transaction<Values extends unknown[], Outcome> {
  (...values: Values): Outcome;
  immediate(...values: Values): Outcome;
}

/** The ledger's connection. When its database is replaced, existing statements run on the new one. */
export class Connection {
  #native: NativeDatabase;
  #guard: () => void = () => undefined;
  #observe: ((ms: number) => void) | null = null;

  constructor(native: NativeDatabase) {
    this.#native = native;
  }

  /** The open database. */
  get native(): NativeDatabase {
    return this.#native;
  }

  get inTransaction(): boolean {
    return this.#native.inTransaction;
  }

  prepare(sql: string): Statement {
    return new ReconnectingStatement(this, sql);
  }

  exec(sql: string): void {
    this.#native.exec(sql);
  }

  /** Sets a function that runs at the start of each transaction and cancels it by throwing. */
  setGuard(guard: () => void): void {
    this.#guard = guard;
  }

  /** Sets a function that gets the duration of each committed transaction, ms; null for none. */
  observeCommits(observe: ((ms: number) => void) | null): void {
    this.#observe = observe;
  }

  transaction<Values extends unknown[], Outcome>(work: (...values: Values) => Outcome): Transaction<Values, Outcome> {
    const startedWith =
      (begin: string) =>
      (...values: Values): Outcome => {
        const begun = this.#observe === null ? 0 : performance.now();
        this.exec(begin);
        try {
          this.#guard();
          const outcome = work(...values);
          this.exec('COMMIT');
          this.#observe?.(performance.now() - begun);
          return outcome;
        } catch (error) {
          this.#rollBack();
          throw error;
        }
      };
    return Object.assign(startedWith('BEGIN'), { immediate: startedWith('BEGIN IMMEDIATE') });
  }

  /** Switches to another database; returns the old one, which the caller must close. */
  replaceDatabase(native: NativeDatabase): NativeDatabase {
    const before = this.#native;
    this.#native = native;
    return before;
  }

  close(): void {
    this.#native.close();
  }

  /**
   * SQLite rolls back by itself after some errors (SQLite, "ROLLBACK"); a second rollback would hide the first error.
   */
  #rollBack(): void {
    if (this.inTransaction) {
      this.exec('ROLLBACK');
    }
  }
}

/** A statement that is prepared when it first runs, and again when the connection's database is replaced. */
class ReconnectingStatement implements Statement {
  readonly #connection: Connection;
  readonly #sql: string;
  #prepared: { readonly native: NativeDatabase; readonly statement: NativeStatement } | null = null;
  #isRaw = false;

  constructor(connection: Connection, sql: string) {
    this.#connection = connection;
    this.#sql = sql;
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
    this.#prepared?.statement.raw();
    return this;
  }

  #current(): NativeStatement {
    const { native } = this.#connection;
    if (this.#prepared?.native !== native) {
      const statement = native.prepare(this.#sql);
      this.#prepared = { native, statement: this.#isRaw ? statement.raw() : statement };
    }
    return this.#prepared.statement;
  }
}
