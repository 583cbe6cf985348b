import { join } from 'node:path';
import { ok, type Result } from '../../../shared/common/result';
import { isDatabaseFault, LEDGER_TAKEN } from '../common/error-code';
import type { Connection } from './file/connection';
import { type LedgerFault, openShared, openDatabase, type OpenedDatabase } from './file/database';
import { EngineState, SensFileTable } from './file/engine-state';
import { LedgerPlace, type PlaceReport } from './file/ledger-place';
import { Origin } from './file/origin';
import { Ownership } from './file/ownership';
import { Pruning } from './pruning';
import { Alerts, ImageTable } from './tables/alerts';
import { ChannelOutboxTable } from './tables/outbox/channel-outbox';
import { CopiedTexts } from './tables/outbox/copied-texts';
import { FallbackTable } from './tables/outbox/fallbacks';
import { Positions } from './tables/file-positions';
import { SharedEntries } from './shared-entries';
import { JournalPositions } from './tables/journal-positions';
import { HeldCountTable } from './tables/held-counts';
import { HistoryReader } from './tables/history';
import { IncidentTable } from './tables/incidents';
import { OutboxTable } from './tables/outbox/outbox';
import { PolicyStateTable } from './tables/policy-states';
import { ProblemTable } from './tables/problems';
import { ReceivedAlerts } from './tables/received-alerts';
import { SilenceTable } from './tables/silences';
import { DailyTable, SpendingTable } from './tables/statistics';

/** Path of the ledger in the data folder. */
export function ledgerFile(dataDir: string): string {
  return join(dataDir, 'ledger.db');
}

/** Key in `engine_state` that `tryOut` writes. */
const TRIED = 'tried';

/** A database with its lock; no lock if another process may hold it. */
type Opened = Omit<OpenedDatabase, 'lock'> & { readonly lock: OpenedDatabase['lock'] | null };

/** Guards of a ledger that this process owns. */
interface Owned {
  readonly ownership: Ownership;
  readonly place: LedgerPlace;
}

/** The ledger, one SQLite file: read positions, queued texts and the history. */
export class Ledger {
  readonly positions: Positions;
  readonly journals: JournalPositions;
  readonly sharedEntries: SharedEntries;
  readonly receivedAlerts: ReceivedAlerts;
  readonly alerts: Alerts;
  readonly held: HeldCountTable;
  readonly policy: PolicyStateTable;
  readonly texts: OutboxTable;
  readonly channelTexts: ChannelOutboxTable;
  readonly copies: CopiedTexts;
  readonly fallbacks: FallbackTable;
  readonly history: HistoryReader;
  readonly problems: ProblemTable;
  readonly state: EngineState;
  readonly images: ImageTable;
  readonly sensFiles: SensFileTable;
  readonly pruning: Pruning;
  readonly spending: SpendingTable;
  readonly incidents: IncidentTable;
  readonly silences: SilenceTable;
  readonly days: DailyTable;
  /** New path of a damaged file that this one replaced; null for none. */
  readonly setAside: string | null;
  readonly #connection: Connection;
  /** Null for a ledger that another Logbell may be using. */
  readonly #owned: Owned | null;
  /** Repairs made by checks before requests, until `look` reports them. */
  #restored: readonly PlaceReport[] = [];
  readonly #dataVersion;
  readonly #checkpoint;
  readonly #newestRecord;
  readonly #transaction;
  #knownVersion = 0;
  #commits = 0;

  private constructor(file: string, { connection, setAside, lock }: Opened) {
    this.#connection = connection;
    this.#dataVersion = connection.prepare('PRAGMA data_version').raw();
    this.#checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();
    this.#newestRecord = connection
      .prepare(
        `SELECT MAX(at) FROM (SELECT MAX(at) AS at FROM matches UNION ALL SELECT MAX(at) FROM problems
           UNION ALL SELECT MAX(updated_at) FROM positions
           UNION ALL SELECT MAX(updated_at) FROM journal_positions)`,
      )
      .raw();
    // Prepared once, as it runs for each match.
    this.#transaction = connection.transaction((work: () => unknown) => {
      this.#invalidateAfterOthers();
      return work();
    });
    this.setAside = setAside;
    this.positions = new Positions(connection);
    this.journals = new JournalPositions(connection);
    this.sharedEntries = new SharedEntries(connection);
    this.receivedAlerts = new ReceivedAlerts(connection);
    this.alerts = new Alerts(connection);
    this.held = new HeldCountTable(connection);
    this.policy = new PolicyStateTable(connection);
    this.texts = new OutboxTable(connection, this.alerts, () => this.#confirmPlace());
    this.channelTexts = new ChannelOutboxTable(connection, this.texts);
    this.copies = new CopiedTexts(connection);
    this.fallbacks = new FallbackTable(connection);
    this.problems = new ProblemTable(connection, this.texts);
    this.history = new HistoryReader(connection, this.texts, this.problems);
    this.state = new EngineState(connection);
    this.images = new ImageTable(connection);
    this.sensFiles = new SensFileTable(connection);
    this.pruning = new Pruning(connection);
    this.spending = new SpendingTable(connection);
    this.silences = new SilenceTable(connection);
    this.incidents = new IncidentTable(connection, this.silences);
    this.days = new DailyTable(connection, this.held);
    this.#owned = lock === null ? null : this.#takeOwnership(file, lock);
  }

  /** Opens the ledger at `file`; fails if it cannot be used. */
  static open(file: string, now: number): Result<Ledger, LedgerFault> {
    const opened = openDatabase(file, now);
    return opened.ok ? ok(new Ledger(file, opened.value)) : opened;
  }

  /**
   * Opens a ledger that another Logbell may be using, for reading and for short transactions. Null if there is none.
   */
  static openShared(file: string): Result<Ledger | null, LedgerFault> {
    const opened = openShared(file);
    if (!opened.ok) {
      return opened;
    }
    return ok(opened.value && new Ledger(file, { connection: opened.value, setAside: null, lock: null }));
  }

  /** Version of the data, which changes when another process has written (SQLite, "PRAGMA data_version"). */
  dataVersion(): number {
    const [version] = this.#dataVersion.get() as [number];
    return version;
  }

  /** Runs `work` in one transaction. */
  commit<Outcome>(work: () => Outcome): Outcome {
    this.#commits += 1;
    try {
      // Immediate: another process must not write between its reads and writes (SQLite, "BEGIN IMMEDIATE").
      return this.#transaction.immediate(work) as Outcome;
    } catch (error) {
      this.policy.invalidate();
      this.held.reset();
      throw error;
    }
  }

  /** Sets a function that gets the duration of each committed transaction, ms; null for none. */
  observeCommits(observe: ((ms: number) => void) | null): void {
    this.#connection.observeCommits(observe);
  }

  /** Number of calls of `commit`. */
  get commits(): number {
    return this.#commits;
  }

  /** Time of the newest match, problem or position, ms since 1970; null if there is none. */
  newestRecord(): number | null {
    const [at] = this.#newestRecord.get() as [number | null];
    return at;
  }

  /** Commits a small write to test the ledger. Throws SQLite's error. */
  tryOut(): void {
    this.commit(() => this.state.saveEntry(TRIED, ''));
  }

  /** Copies commits from the write-ahead log into the database (SQLite, "PRAGMA wal_checkpoint"). */
  checkpoint(): void {
    this.#checkpoint.get();
  }

  /**
   * Checks the ledger's files and owner, restores deleted or moved files, and returns all reports since the last call.
   * `insist` retries even right after a failure.
   */
  look(insist = false): readonly PlaceReport[] {
    const report = this.#checkPlace(insist);
    const reports = [...this.#restored, ...(report === null ? [] : [report])];
    this.#restored = [];
    return reports;
  }

  close(): void {
    this.#release();
    this.#connection.close();
    this.#owned?.place.close();
  }

  #release(): void {
    try {
      this.#owned?.ownership.release();
    } catch (error) {
      // A full disk keeps the entry, which is void once this process has ended.
      if (!isDatabaseFault(error)) {
        throw error;
      }
    }
  }

  #takeOwnership(file: string, lock: OpenedDatabase['lock']): Owned {
    const ownership = new Ownership(this.state);
    const origin = new Origin(this.state, () => this.copies.hold(Date.now()));
    const outsideVersion = (): number => this.dataVersion();
    const place = new LedgerPlace({ file, connection: this.#connection, lock, origin, dataVersion: outsideVersion });
    this.#connection.setGuard(() => {
      ownership.confirm();
      origin.confirm(place.file);
    });
    try {
      this.#connection.transaction(() => undefined).immediate();
    } catch (error) {
      // A full disk must not keep Logbell from starting: the first transaction that succeeds does this.
      if (!isDatabaseFault(error)) {
        throw error;
      }
    }
    return { ownership, place };
  }

  #checkPlace(insist: boolean): PlaceReport | null {
    if (this.#owned === null) {
      return null;
    }
    const { ownership, place } = this.#owned;
    return ownership.isLost ? { kind: 'lost', file: place.file, kept: null } : place.check(insist);
  }

  /**
   * Checks the ledger's place before a request, as another Logbell there could send the same text. Throws
   * `LEDGER_TAKEN` then.
   */
  #confirmPlace(): void {
    const report = this.#checkPlace(false);
    if (report?.kind === 'lost') {
      throw Object.assign(new Error('Another process works at the place of the ledger.'), { code: LEDGER_TAKEN });
    }
    if (report?.kind === 'restored') {
      this.#restored = [report];
    }
  }

  #invalidateAfterOthers(): void {
    const version = this.dataVersion();
    if (version !== this.#knownVersion) {
      this.#knownVersion = version;
      this.policy.invalidate();
    }
  }
}
