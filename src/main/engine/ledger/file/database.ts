import {
  chmodSync,
  chownSync,
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
import { errorCode, LEDGER_TAKEN } from '../../common/error-code';
import { fail, ok, type Result } from '../../../../shared/common/result';
import { Connection } from './connection';
import { SCHEMA } from './schema';
import { diskFaultIn } from './disk-sample';
import { isOwnedByOther, OWNER } from './ownership';
import { MIGRATIONS } from './migrations';
import type { NativeDatabase } from './native-database';
import { openSqlite } from './sqlite';

/** Reason why the database is unusable. */
export interface LedgerFault {
  readonly code: 'ledger-unusable' | 'ledger-newer' | 'ledger-in-use';
  /** SQLite's or the system's error code, such as SQLITE_FULL or EACCES. */
  readonly reason: string;
  /** Folder of the ledger, where that matters. */
  readonly folder?: string;
}

/** An open database, and the new path of a damaged one that it replaced. */
export interface OpenedDatabase {
  readonly connection: Connection;
  readonly setAside: string | null;
  /** Held while the ledger is open. */
  readonly lock: NativeDatabase;
}

/** SQLite, "Database File Format": the header string, and the smallest page in bytes. */
const MAGIC = 'SQLite format 3\0';
const MIN_DATABASE_BYTES = 512;

/** Timeout for another process's transaction, ms. */
const BUSY_MS = 2_000;
/** Size of the write-ahead log, in pages, at which a commit checkpoints it; checkpoints.ts mostly does so before. */
const WAL_PAGES = 2_000;

const DAMAGED = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** Lists all files of a ledger: the database, SQLite's own files, the lock, an unfinished copy and a disk sample. */
export function ledgerFiles(file: string): string[] {
  return ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal', '.draft', '.sample'].map((ending) => file + ending);
}

/** Parameters of the fault's sentence; `context` names a full disk and similar faults. */
export function faultParams({ reason, folder }: LedgerFault): Readonly<Record<string, string>> {
  const disk = folder === undefined ? null : diskFaultIn(folder, reason);
  return { reason, ...(folder === undefined ? {} : { folder }), ...(disk === null ? {} : { context: disk }) };
}

/**
 * Opens the ledger's file (mode 0600, its folder 0700), creating or upgrading its tables. Renames a damaged file and
 * starts a new one; refuses the file of a newer Logbell.
 */
export function openDatabase(file: string, now: number): Result<OpenedDatabase, LedgerFault> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const lock = acquireLock(`${file}.lock`);
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
 * Opens a database that another process may have open, without its lock; null if there is none. Upgrades one of an
 * older Logbell, unless a Logbell is using it.
 */
export function openShared(file: string): Result<Connection | null, LedgerFault> {
  try {
    // Throws for a folder that this user may not enter.
    if (!statSync(file, { throwIfNoEntry: false })) {
      return ok(null);
    }
    const native = openSqlite(file, { timeout: BUSY_MS });
    if (versionOf(native) === MIGRATIONS.length) {
      return ok(new Connection(native));
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

/** Runs a transaction whose commit, and all before it, survive a power cut (SQLite, "PRAGMA synchronous"). */
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

/** Locks the ledger for this process, as two would both send its texts. The lock ends with the process (fcntl(2)). */
export function acquireLock(file: string): Result<NativeDatabase, LedgerFault> {
  makePrivate(file);
  const lock = openSqlite(file);
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
    return DAMAGED.has(errorCode(error)) ? replaceDamaged(file, now) : unusable(error, file);
  }
}

function replaceDamaged(file: string, now: number): Result<Opened, LedgerFault> {
  const setAside = `${file}.damaged-${timeStamp(now)}`;
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

/** Opens and checks a database. Throws SQLite's errors, such as `SQLITE_NOTADB` and `SQLITE_CORRUPT`. */
export function connect(file: string): NativeDatabase {
  if (isNotDatabase(file)) {
    throw Object.assign(new Error('not a database'), { code: 'SQLITE_NOTADB' });
  }
  makePrivate(file);
  // The last process to close it locks it for a moment.
  const native = openSqlite(file, { timeout: BUSY_MS });
  try {
    native.exec('PRAGMA journal_mode = WAL');
    // A commit must survive this process. A power cut may revert the last moments, but no sent text (`durably`).
    native.exec('PRAGMA synchronous = NORMAL');
    native.exec(`PRAGMA wal_autocheckpoint = ${WAL_PAGES}`);
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
 * Creates a database with mode 0600 before SQLite does, which copies the mode to its own files. An existing one is not
 * opened, as closing it would drop this process's locks on it (fcntl(2)).
 */
function makePrivate(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
    giveToOwnerOfFolder(file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      throw error;
    }
    chmodSync(file, 0o600);
  }
}

/**
 * Gives a file that root created to the owner of its folder, who could not use it otherwise. SQLite does so with its own
 * files.
 */
function giveToOwnerOfFolder(file: string): void {
  const { uid, gid } = statSync(dirname(file));
  if (process.geteuid?.() === 0 && uid !== 0) {
    chownSync(file, uid, gid);
  }
}

/** True for a file without a complete first page: SQLite would treat a shorter one as empty and overwrite it. */
function isNotDatabase(file: string): boolean {
  if (!existsSync(file) || statSync(file).size === 0) {
    return false;
  }
  const fd = openSync(file, 'r');
  try {
    const header = Buffer.alloc(MIN_DATABASE_BYTES);
    const bytesRead = readSync(fd, header, 0, MIN_DATABASE_BYTES, 0);
    return bytesRead < MIN_DATABASE_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC;
  } finally {
    closeSync(fd);
  }
}

function upgrade(native: NativeDatabase, setAside: string | null): Result<Opened, LedgerFault> {
  const version = versionOf(native);
  if (version > MIGRATIONS.length) {
    native.close();
    return fail({ code: 'ledger-newer', reason: String(version) });
  }
  // The lock file may have been removed.
  if (version > 0 && isOwnedByOther(ownerEntry(native))) {
    native.close();
    return fail({ code: 'ledger-in-use', reason: LEDGER_TAKEN });
  }
  if (version < MIGRATIONS.length) {
    const statements = version === 0 ? SCHEMA : MIGRATIONS.slice(version).join('\n');
    try {
      native.exec(`BEGIN; ${statements} PRAGMA user_version = ${MIGRATIONS.length}; COMMIT;`);
    } catch (error) {
      // Left open, the transaction would lock the file.
      if (native.inTransaction) {
        native.exec('ROLLBACK');
      }
      native.close();
      throw error;
    }
  }
  return ok({ connection: new Connection(native), setAside });
}

function ownerEntry(native: NativeDatabase): string | null {
  const row = native.prepare('SELECT value FROM engine_state WHERE key = ?').raw().get(OWNER) as [string] | undefined;
  return row?.[0] ?? null;
}

function unusable(error: unknown, file: string): Result<never, LedgerFault> {
  return fail({ code: 'ledger-unusable', reason: errorCode(error), folder: dirname(file) });
}

/** Formats a time (ms since 1970) for file names, in UTC. */
export function timeStamp(at: number): string {
  return new Date(at).toISOString().replace(/[:.]/g, '-');
}
