import { ok, type Result } from '../../../shared/result';
import { AlertRecords } from './alert-records';
import { EngineState } from './engine-state';
import { HistoryReader } from './history-reader';
import { openDatabase, type Connection, type LedgerFault, type OpenedDatabase } from './open-database';
import { PolicyRecords } from './policy-records';
import { Positions } from './positions';
import { ProblemRecords } from './problem-records';
import { Pruning } from './pruning';
import { TextRecords } from './text-records';

/** One SQLite file: where reading stands, what is owed, what happened. */
export class Ledger {
  readonly positions: Positions;
  readonly alerts: AlertRecords;
  readonly policy: PolicyRecords;
  readonly texts: TextRecords;
  readonly history: HistoryReader;
  readonly problems: ProblemRecords;
  readonly state: EngineState;
  readonly pruning: Pruning;
  /** Where a damaged file was put to make room for this one, or null. */
  readonly setAside: string | null;
  readonly #connection: Connection;
  readonly #lock: Connection;

  private constructor({ connection, setAside, lock }: OpenedDatabase) {
    this.#connection = connection;
    this.#lock = lock;
    this.setAside = setAside;
    this.positions = new Positions(connection);
    this.alerts = new AlertRecords(connection);
    this.policy = new PolicyRecords(connection);
    this.texts = new TextRecords(connection);
    this.history = new HistoryReader(connection, this.texts);
    this.problems = new ProblemRecords(connection);
    this.state = new EngineState(connection);
    this.pruning = new Pruning(connection);
  }

  /** Opens the ledger at `file`, or says why it cannot be used. */
  static open(file: string, now: number): Result<Ledger, LedgerFault> {
    const opened = openDatabase(file, now);
    return opened.ok ? ok(new Ledger(opened.value)) : opened;
  }

  /** Runs `work` in one transaction: all of it is written, or none. */
  commit<Outcome>(work: () => Outcome): Outcome {
    return this.#connection.transaction(work)();
  }

  close(): void {
    this.#connection.close();
    this.#lock.close();
  }
}
