import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { errorCode, LEDGER_TAKEN } from '../../common/error-code';
import { fail, ok, type Result } from '../../../../shared/common/result';
import { LedgerConnection, type NativeDatabase } from './connection';
import { diskFaultIn } from './disk-sample';
import { isOwnedByOther, OWNER } from './ownership';
import { SCHEMA_STEPS } from './schema';

/** The connection as the ledger's tables use it. */
export type Connection = LedgerConnection;

/** Why there is no usable database. */
export interface LedgerFault {
  readonly code: 'ledger-unusable' | 'ledger-newer' | 'ledger-in-use';
  /** SQLite's or the system's own word for it, such as SQLITE_FULL or EACCES. */
  readonly reason: string;
  /** The folder of the ledger, where that matters. */
  readonly folder?: string;
}

/** An open database, and where a damaged one was put when it had to make room. */
export interface OpenedDatabase {
  readonly connection: Connection;
  readonly setAside: string | null;
  /** Held for as long as the ledger is open. */
  readonly lock: NativeDatabase;
}

/** SQLite, "Database File Format": the header string, and the smallest page in bytes. */
const MAGIC = 'SQLite format 3\0';
const SHORTEST_DATABASE = 512;

/** How long another process's transaction is waited for, ms. */
const BUSY_MS = 2_000;
/** A commit carries the write-ahead log over when it has so many pages; maintenance.ts mostly does before. */
const PAGES_IN_LOG = 2_000;

const DAMAGED = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** The files a ledger at `file` is made of: SQLite's own beside it, its lock, a copy while that is made, and a sample of what the disk takes. */
export function ledgerFiles(file: string): string[] {
  return ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal', '.draft', '.sample'].map((ending) => file + ending);
}

/** The values of the fault's sentence: a full disk is called that. */
export function faultParams({ reason, folder }: LedgerFault): Readonly<Record<string, string>> {
  const disk = folder === undefined ? null : diskFaultIn(folder, reason);
  return { reason, ...(folder === undefined ? {} : { folder }), ...(disk === null ? {} : { context: disk }) };
}

/**
 * Opens the ledger's file (mode 0600, its folder 0700), making or upgrading its tables.
 * A damaged file is renamed beside itself and a new one begun; one of a newer Logbell is left alone and refused.
 */
export function openDatabase(file: string, now: number): Result<OpenedDatabase, LedgerFault> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const lock = holdLock(`${file}.lock`);
    if (!lock.ok) {
      return lock;
    }
    const opened = openOrReplace(file, now);
    if (!opened.ok) {
      lock.value.close();
      return opened;
    }
    return ok({ ...opened.value, lock: lock.value });
  } catch (error) {
    return unusable(error, file);
  }
}

/**
 * Opens a database that another process may have open, without its lock; null when there is none. One that an older Logbell
 * made is brought up to date, unless a Logbell is using it.
 */
export function openBeside(file: string): Result<Connection | null, LedgerFault> {
  try {
    if (!existsSync(file)) {
      return ok(null);
    }
    const native = new Database(file);
    native.pragma(`busy_timeout = ${BUSY_MS}`);
    if (versionOf(native) === SCHEMA_STEPS.length) {
      return ok(new LedgerConnection(native));
    }
    native.close();
    const opened = openDatabase(file, Date.now());
    if (!opened.ok) {
      return opened;
    }
    opened.value.lock.close();
    return ok(opened.value.connection);
  } catch (error) {
    return unusable(error, file);
  }
}

/** Runs a transaction whose commit a power cut does not take back (SQLite, "PRAGMA synchronous"), nor any before it. */
export function durably<Outcome>(connection: Connection, transaction: () => Outcome): Outcome {
  connection.exec('PRAGMA synchronous = FULL');
  try {
    return transaction();
  } finally {
    connection.exec('PRAGMA synchronous = NORMAL');
  }
}

function versionOf(native: NativeDatabase): number {
  const [version] = native.prepare('PRAGMA user_version').raw().get() as [number];
  return version;
}

/** One Logbell a ledger: two would both send what is owed. The lock goes with the process, however it ends (fcntl(2)). */
export function holdLock(file: string): Result<NativeDatabase, LedgerFault> {
  makePrivate(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return ok(lock);
  } catch (error) {
    lock.close();
    return errorCode(error).startsWith('SQLITE_BUSY')
      ? fail({ code: 'ledger-in-use', reason: 'SQLITE_BUSY' })
      : unusable(error, file);
  }
}

type Opened = Omit<OpenedDatabase, 'lock'>;

function openOrReplace(file: string, now: number): Result<Opened, LedgerFault> {
  try {
    return upgrade(connect(file), null);
  } catch (error) {
    return DAMAGED.has(errorCode(error)) ? openAnew(file, now) : unusable(error, file);
  }
}

function openAnew(file: string, now: number): Result<Opened, LedgerFault> {
  const setAside = `${file}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
  try {
    renameSync(file, setAside);
    for (const suffix of ['-wal', '-shm']) {
      if (existsSync(file + suffix)) {
        renameSync(file + suffix, setAside + suffix);
      }
    }
    return upgrade(connect(file), setAside);
  } catch (error) {
    return unusable(error, file);
  }
}

/** Opens the database at a path as the ledger needs it. Throws what SQLite says, `SQLITE_NOTADB` or `SQLITE_CORRUPT` among it. */
export function connect(file: string): NativeDatabase {
  if (isNoDatabase(file)) {
    throw Object.assign(new Error('not a database'), { code: 'SQLITE_NOTADB' });
  }
  makePrivate(file);
  const native = new Database(file);
  try {
    // First: whoever closes it last has it alone for a moment.
    native.pragma(`busy_timeout = ${BUSY_MS}`);
    native.pragma('journal_mode = WAL');
    // A commit must outlive this process; a power cut may take back the last moments, but nothing that was sent (`durably`).
    native.pragma('synchronous = NORMAL');
    native.pragma(`wal_autocheckpoint = ${PAGES_IN_LOG}`);
    const check = native.prepare('PRAGMA quick_check(1)').raw().get() as [string];
    if (check[0] !== 'ok') {
      throw Object.assign(new Error(check[0]), { code: 'SQLITE_CORRUPT' });
    }
  } catch (error) {
    native.close();
    throw error;
  }
  return native;
}

/**
 * Makes a database for its owner alone before SQLite does; what SQLite puts beside it gets its mode. One that is there is
 * not opened, as closing it would drop the locks that this process has on it (fcntl(2)).
 */
function makePrivate(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      throw error;
    }
    chmodSync(file, 0o600);
  }
}

/** SQLite would take a file shorter than a page for an empty database, and write over it. */
function isNoDatabase(file: string): boolean {
  if (!existsSync(file) || statSync(file).size === 0) {
    return false;
  }
  const fd = openSync(file, 'r');
  try {
    const header = Buffer.alloc(SHORTEST_DATABASE);
    const got = readSync(fd, header, 0, SHORTEST_DATABASE, 0);
    return got < SHORTEST_DATABASE || header.toString('latin1', 0, MAGIC.length) !== MAGIC;
  } finally {
    closeSync(fd);
  }
}

function upgrade(native: NativeDatabase, setAside: string | null): Result<Opened, LedgerFault> {
  const version = versionOf(native);
  if (version > SCHEMA_STEPS.length) {
    native.close();
    return fail({ code: 'ledger-newer', reason: String(version) });
  }
  // Its lock file may have been removed.
  if (version > 0 && isOwnedByOther(ownerEntry(native))) {
    native.close();
    return fail({ code: 'ledger-in-use', reason: LEDGER_TAKEN });
  }
  SCHEMA_STEPS.slice(version).forEach((step, index) => {
    native.exec(`BEGIN; ${step} PRAGMA user_version = ${version + index + 1}; COMMIT;`);
  });
  return ok({ connection: new LedgerConnection(native), setAside });
}

function ownerEntry(native: NativeDatabase): string | null {
  const row = native.prepare('SELECT value FROM engine_state WHERE key = ?').raw().get(OWNER) as [string] | undefined;
  return row?.[0] ?? null;
}

function unusable(error: unknown, file: string): Result<never, LedgerFault> {
  return fail({ code: 'ledger-unusable', reason: errorCode(error), folder: dirname(file) });
}
