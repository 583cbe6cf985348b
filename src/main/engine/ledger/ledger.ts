import { join } from 'node:path';
import { ok, type Result } from '../../../shared/result';
import { AlertRecords } from './alert-records';
import { DayRecords } from './day-records';
import { EngineState } from './engine-state';
import { ImageRecords } from './image-records';
import { IncidentRecords } from './incident-records';
import { HistoryReader } from './history-reader';
import { openBeside, openDatabase, type Connection, type LedgerFault, type OpenedDatabase } from './open-database';
import { PolicyRecords } from './policy-records';
import { Positions } from './positions';
import { ProblemRecords } from './problem-records';
import { Pruning } from './pruning';
import { SensFileTable } from './sens-file-table';
import { SpendingRecords } from './spending-records';
import { TextRecords } from './text-records';

/** Where the ledger lies in the data folder. */
export function ledgerFile(dataDir: string): string {
  return join(dataDir, 'ledger.db');
}

/** One SQLite file: where reading stands, what is owed, what happened. */
export class Ledger {
  readonly positions: Positions;
  readonly alerts: AlertRecords;
  readonly policy: PolicyRecords;
  readonly texts: TextRecords;
  readonly history: HistoryReader;
  readonly problems: ProblemRecords;
  readonly state: EngineState;
  readonly images: ImageRecords;
  readonly sensFiles: SensFileTable;
  readonly pruning: Pruning;
  readonly spending: SpendingRecords;
  readonly incidents: IncidentRecords;
  readonly days: DayRecords;
  /** Where a damaged file was put to make room for this one, or null. */
  readonly setAside: string | null;
  readonly #connection: Connection;
  readonly #lock: Connection | null;
  readonly #outsideVersion;
  readonly #carryOver;
  readonly #transaction;
  #seenVersion = 0;
  #commits = 0;

  private constructor({ connection, setAside, lock }: Omit<OpenedDatabase, 'lock'> & { lock: Connection | null }) {
    this.#connection = connection;
    this.#lock = lock;
    this.#outsideVersion = connection.prepare('PRAGMA data_version').raw();
    this.#carryOver = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();
    // Made once: it is asked for at each match.
    this.#transaction = connection.transaction((work: () => unknown) => {
      this.#noticeOthers();
      return work();
    });
    this.setAside = setAside;
    this.positions = new Positions(connection);
    this.alerts = new AlertRecords(connection);
    this.policy = new PolicyRecords(connection);
    this.texts = new TextRecords(connection, this.alerts);
    this.history = new HistoryReader(connection, this.texts);
    this.problems = new ProblemRecords(connection);
    this.state = new EngineState(connection);
    this.images = new ImageRecords(connection);
    this.sensFiles = new SensFileTable(connection);
    this.pruning = new Pruning(connection);
    this.spending = new SpendingRecords(connection);
    this.incidents = new IncidentRecords(connection);
    this.days = new DayRecords(connection);
  }

  /** Opens the ledger at `file`, or says why it cannot be used. */
  static open(file: string, now: number): Result<Ledger, LedgerFault> {
    const opened = openDatabase(file, now);
    return opened.ok ? ok(new Ledger(opened.value)) : opened;
  }

  /**
   * Opens a ledger that another Logbell may be using, to read it and for changes that take one short transaction. Null when
   * there is none yet.
   */
  static beside(file: string): Result<Ledger | null, LedgerFault> {
    const opened = openBeside(file);
    if (!opened.ok) {
      return opened;
    }
    return ok(opened.value && new Ledger({ connection: opened.value, setAside: null, lock: null }));
  }

  /** A number that is another one once a different process has written (SQLite, "PRAGMA data_version"). */
  outsideVersion(): number {
    const [version] = this.#outsideVersion.get() as [number];
    return version;
  }

  /** Runs `work` in one transaction: all of it is written, or none. */
  commit<Outcome>(work: () => Outcome): Outcome {
    this.#commits += 1;
    try {
      // What is read in it must not be overtaken by another process before it is written (SQLite, "BEGIN IMMEDIATE").
      return this.#transaction.immediate(work) as Outcome;
    } catch (error) {
      this.policy.readAnew();
      throw error;
    }
  }

  /** How often `commit` was called. */
  get commits(): number {
    return this.#commits;
  }

  /** Carries what was committed over from the write-ahead log into the database (SQLite, "PRAGMA wal_checkpoint"). */
  checkpoint(): void {
    this.#carryOver.get();
  }

  close(): void {
    this.#connection.close();
    this.#lock?.close();
  }

  #noticeOthers(): void {
    const version = this.outsideVersion();
    if (version !== this.#seenVersion) {
      this.#seenVersion = version;
      this.policy.readAnew();
    }
  }
}
