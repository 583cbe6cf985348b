import { join } from 'node:path';
import { ok, type Result } from '../../../shared/common/result';
import { isDatabaseFault, LEDGER_TAKEN } from '../common/error-code';
import { type Connection, type LedgerFault, openBeside, openDatabase, type OpenedDatabase } from './file/database';
import { EngineState, SensFileTable } from './file/engine-state';
import { LedgerPlace, type PlaceReport } from './file/ledger-place';
import { Origin } from './file/origin';
import { Ownership } from './file/ownership';
import { Pruning } from './pruning';
import { Alerts, ImageTable } from './tables/alerts';
import { CopiedTexts } from './tables/copied-texts';
import { Positions } from './tables/file-positions';
import { HeldCountTable } from './tables/held-counts';
import { HistoryReader } from './tables/history';
import { IncidentTable } from './tables/incidents';
import { OutboxTable } from './tables/outbox';
import { PolicyStateTable } from './tables/policy-states';
import { ProblemTable } from './tables/problems';
import { DailyTable, SpendingTable } from './tables/statistics';

/** Where the ledger lies in the data folder. */
export function ledgerFile(dataDir: string): string {
  return join(dataDir, 'ledger.db');
}

/** The key in `engine_state` under which it is tried whether the ledger takes anything. */
const TRIED = 'tried';

/** A database with its lock, or without when another process may hold that. */
type Opened = Omit<OpenedDatabase, 'lock'> & { readonly lock: OpenedDatabase['lock'] | null };

/** The keepers of a ledger that this process owns. */
interface Keeping {
  readonly ownership: Ownership;
  readonly place: LedgerPlace;
}

/** One SQLite file: where reading stands, what is owed, what happened. */
export class Ledger {
  readonly positions: Positions;
  readonly alerts: Alerts;
  readonly held: HeldCountTable;
  readonly policy: PolicyStateTable;
  readonly texts: OutboxTable;
  readonly copies: CopiedTexts;
  readonly history: HistoryReader;
  readonly problems: ProblemTable;
  readonly state: EngineState;
  readonly images: ImageTable;
  readonly sensFiles: SensFileTable;
  readonly pruning: Pruning;
  readonly spending: SpendingTable;
  readonly incidents: IncidentTable;
  readonly days: DailyTable;
  /** Where a damaged file was put to make room for this one, or null. */
  readonly setAside: string | null;
  readonly #connection: Connection;
  /** Null for a ledger that another Logbell may be using. */
  readonly #keeping: Keeping | null;
  /** Repairs made by a check before a request, until `look` reports them. */
  #restored: readonly PlaceReport[] = [];
  readonly #outsideVersion;
  readonly #carryOver;
  readonly #newestRecord;
  readonly #transaction;
  #seenVersion = 0;
  #commits = 0;

  private constructor(file: string, { connection, setAside, lock }: Opened) {
    this.#connection = connection;
    this.#outsideVersion = connection.prepare('PRAGMA data_version').raw();
    this.#carryOver = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();
    this.#newestRecord = connection
      .prepare(
        `SELECT MAX(at) FROM (SELECT MAX(at) AS at FROM matches UNION ALL SELECT MAX(at) FROM problems
           UNION ALL SELECT MAX(updated_at) FROM positions)`,
      )
      .raw();
    // Made once: it is asked for at each match.
    this.#transaction = connection.transaction((work: () => unknown) => {
      this.#noticeOthers();
      return work();
    });
    this.setAside = setAside;
    this.positions = new Positions(connection);
    this.alerts = new Alerts(connection);
    this.held = new HeldCountTable(connection);
    this.policy = new PolicyStateTable(connection);
    this.texts = new OutboxTable(connection, this.alerts, () => this.#confirmPlace());
    this.copies = new CopiedTexts(connection);
    this.history = new HistoryReader(connection, this.texts);
    this.problems = new ProblemTable(connection);
    this.state = new EngineState(connection);
    this.images = new ImageTable(connection);
    this.sensFiles = new SensFileTable(connection);
    this.pruning = new Pruning(connection);
    this.spending = new SpendingTable(connection);
    this.incidents = new IncidentTable(connection);
    this.days = new DailyTable(connection, this.held);
    this.#keeping = lock === null ? null : this.#keep(file, lock);
  }

  /** Opens the ledger at `file`, or says why it cannot be used. */
  static open(file: string, now: number): Result<Ledger, LedgerFault> {
    const opened = openDatabase(file, now);
    return opened.ok ? ok(new Ledger(file, opened.value)) : opened;
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
    return ok(opened.value && new Ledger(file, { connection: opened.value, setAside: null, lock: null }));
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
      this.held.beginAnew();
      throw error;
    }
  }

  /** How often `commit` was called. */
  get commits(): number {
    return this.#commits;
  }

  /** The time of the newest match, problem or position, ms since 1970; null when there is none. */
  newestRecord(): number | null {
    const [at] = this.#newestRecord.get() as [number | null];
    return at;
  }

  /** Commits a small write to test the ledger. Throws what SQLite says. */
  tryOut(): void {
    this.commit(() => this.state.saveEntry(TRIED, ''));
  }

  /** Carries what was committed over from the write-ahead log into the database (SQLite, "PRAGMA wal_checkpoint"). */
  checkpoint(): void {
    this.#carryOver.get();
  }

  /**
   * Checks the ledger's files and its owner, and writes files again that were deleted or moved; gives all reports since the last call.
   * `insist` tries again even right after a failure.
   */
  look(insist = false): readonly PlaceReport[] {
    const report = this.#look(insist);
    const reports = [...this.#restored, ...(report === null ? [] : [report])];
    this.#restored = [];
    return reports;
  }

  close(): void {
    this.#release();
    this.#connection.close();
    this.#keeping?.place.close();
  }

  #release(): void {
    try {
      this.#keeping?.ownership.release();
    } catch (error) {
      // A full disk keeps the entry, which counts for nothing once this process has ended.
      if (!isDatabaseFault(error)) {
        throw error;
      }
    }
  }

  #keep(file: string, lock: OpenedDatabase['lock']): Keeping {
    const ownership = new Ownership(this.state);
    const origin = new Origin(this.state, () => this.copies.hold(Date.now()));
    const outsideVersion = (): number => this.outsideVersion();
    const place = new LedgerPlace({ file, connection: this.#connection, lock, origin, outsideVersion });
    this.#connection.guardWith(() => {
      ownership.confirm();
      origin.confirm(place.file);
    });
    try {
      this.#connection.transaction(() => undefined).immediate();
    } catch (error) {
      // A full disk must not keep Logbell from starting: the first transaction that it takes does it.
      if (!isDatabaseFault(error)) {
        throw error;
      }
    }
    return { ownership, place };
  }

  #look(insist: boolean): PlaceReport | null {
    if (this.#keeping === null) {
      return null;
    }
    const { ownership, place } = this.#keeping;
    return ownership.isLost ? { kind: 'lost', file: place.file, kept: null } : place.look(insist);
  }

  /** Checks before a request: another Logbell at the ledger's place may send the same text. */
  #confirmPlace(): void {
    const report = this.#look(false);
    if (report?.kind === 'lost') {
      throw Object.assign(new Error('Another process works at the place of the ledger.'), { code: LEDGER_TAKEN });
    }
    if (report?.kind === 'restored') {
      this.#restored = [report];
    }
  }

  #noticeOthers(): void {
    const version = this.outsideVersion();
    if (version !== this.#seenVersion) {
      this.#seenVersion = version;
      this.policy.readAnew();
    }
  }
}
