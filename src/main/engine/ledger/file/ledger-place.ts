import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../common/error-code';
import type { Connection } from './connection';
import { acquireLock, connect, timeStamp } from './database';
import type { Origin } from './origin';
import type { NativeDatabase } from './native-database';
import { openSqlite } from './sqlite';

/** State of the ledger's files while it is open. */
export type PlaceReport =
  | { readonly kind: 'well' }
  /** The files were deleted or moved, and written again from the open database. */
  | { readonly kind: 'restored'; readonly file: string }
  /** Another database is in their place and left alone; the open one is now `kept`. */
  | { readonly kind: 'kept'; readonly file: string; readonly kept: string }
  /** The files are gone and could not be written again yet. */
  | { readonly kind: 'unwritten'; readonly file: string; readonly reason: string }
  /** Another Logbell uses the place. If this one's files were deleted, its database is now `kept`. */
  | { readonly kind: 'lost'; readonly file: string; readonly kept: string | null };

/** Device and inode of a file. */
interface FileId {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** Files of an open database, by their names; null for a missing one. */
interface FileIds {
  readonly database: FileId | null;
  readonly wal: FileId | null;
  readonly shm: FileId | null;
}

const MISSING_CODES = new Set(['ENOENT', 'ENOTDIR']);

/** Delay before a retry to write the files, ms: doubled each time. */
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

const WELL: PlaceReport = { kind: 'well' };

/** Dependencies of the place. */
interface PlaceDeps {
  /** The path where the ledger belongs. */
  readonly file: string;
  readonly connection: Connection;
  readonly lock: NativeDatabase;
  readonly origin: Origin;
  /** Version that changes when another process has written to the database. */
  readonly dataVersion: () => number;
}

/**
 * Keeps the open database and its lock at the ledger's path: SQLite keeps working on deleted files, which are gone
 * after a restart.
 */
export class LedgerPlace {
  readonly #deps: PlaceDeps;
  /** Path of the open database: the ledger's own, or one beside it. */
  #path: string;
  #ids: FileIds;
  #lock: NativeDatabase | null;
  #lockId: FileId | null;
  /** A copy at the ledger's path that could not be opened yet. */
  #placed: FileId | null = null;
  #failures = 0;
  #retryAt = 0;
  #last: PlaceReport = WELL;

  constructor(deps: PlaceDeps) {
    this.#deps = deps;
    this.#path = deps.file;
    this.#ids = idsAt(deps.file);
    this.#lock = deps.lock;
    this.#lockId = idAt(lockOf(deps.file));
  }

  /** Path of the open database. */
  get file(): string {
    return this.#path;
  }

  /** Checks and repairs the files; waits after a failed repair, unless `insist`. */
  check(insist = false): PlaceReport {
    if (this.#isUnchanged()) {
      this.#failures = 0;
      this.#last = this.#currentReport();
    } else if (insist || this.#failures === 0 || performance.now() >= this.#retryAt) {
      this.#last = this.#repair();
    }
    return this.#last;
  }

  close(): void {
    this.#lock?.close();
  }

  #isUnchanged(): boolean {
    const { file } = this.#deps;
    try {
      const isHeld = this.#lock !== null && isSame(idAt(lockOf(file)), this.#lockId);
      return isHeld && this.#isInPlace() && (this.#path === file || idAt(file) !== null);
    } catch {
      // An unreadable folder is closed to other processes too.
      return true;
    }
  }

  /** True if the open database is at its path, with SQLite's files beside it. */
  #isInPlace(): boolean {
    const now = idsAt(this.#path);
    const { database, wal, shm } = this.#ids;
    return isSame(now.database, database) && isSame(now.wal, wal) && isSame(now.shm, shm);
  }

  #currentReport(): PlaceReport {
    const { file } = this.#deps;
    return this.#path === file ? WELL : { kind: 'kept', file, kept: this.#path };
  }

  #repair(): PlaceReport {
    const { file } = this.#deps;
    try {
      const report = this.#tryRepair();
      this.#failures = 0;
      return report;
    } catch (error) {
      this.#retryAt = performance.now() + Math.min(RETRY_MS * 2 ** this.#failures, MAX_RETRY_MS);
      this.#failures += 1;
      return { kind: 'unwritten', file, reason: errorCode(error) };
    }
  }

  #tryRepair(): PlaceReport {
    const { file } = this.#deps;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const isLocked = this.#acquireLock();
    const existing = idAt(file);
    const isOurs = this.#path === file && isSame(existing, this.#ids.database);
    if (!isLocked) {
      // The other may only be starting: it then finds out who owns the ledger.
      return isOurs ? WELL : this.#abandon();
    }
    if (this.#isInPlace() && (this.#path === file || existing !== null)) {
      return this.#currentReport();
    }
    if (existing === null || isOurs || (this.#placed !== null && isSame(existing, this.#placed))) {
      this.#moveTo(file);
      return { kind: 'restored', file };
    }
    this.#moveTo(keptPath(file));
    return this.#currentReport();
  }

  /** Leaves the place to another Logbell; saves the open database beside it if its files are gone. */
  #abandon(): PlaceReport {
    const { file } = this.#deps;
    try {
      if (!this.#isInPlace()) {
        this.#moveTo(keptPath(file));
      }
    } catch {
      // A full disk must not keep this process from ending.
    }
    return { kind: 'lost', file, kept: this.#path === file ? null : this.#path };
  }

  /** Locks the place if the lock was lost; false while another process holds it. */
  #acquireLock(): boolean {
    const path = lockOf(this.#deps.file);
    if (this.#lock !== null && isSame(idAt(path), this.#lockId)) {
      return true;
    }
    this.#lock?.close();
    this.#lock = null;
    const lock = acquireLock(path);
    if (lock.ok) {
      this.#lock = lock.value;
      this.#lockId = idAt(path);
    } else if (lock.error.code !== 'ledger-in-use') {
      throw Object.assign(new Error('no lock'), { code: lock.error.reason });
    }
    return lock.ok;
  }

  /** Replaces the open database by a copy of it at another path. */
  #moveTo(target: string): void {
    const { file, connection, origin } = this.#deps;
    const copy = this.#copyAt(target);
    const before = connection.replaceDatabase(copy);
    const oldPath = this.#path;
    this.#path = target;
    this.#ids = idsAt(target);
    this.#placed = null;
    try {
      // If its folder was only moved, it could be used again.
      origin.markLeft(before);
    } catch {
      // If it is not writable, nobody else can send from it either.
    }
    before.close();
    if (oldPath !== file) {
      removeDatabase(oldPath);
    }
  }

  /** Writes a complete copy to a path and opens it. On failure removes it, unless it is at the ledger's own path. */
  #copyAt(target: string): NativeDatabase {
    const draft = `${target}.draft`;
    try {
      this.#copyTo(draft);
      removeOldWal(target, this.#ids);
      renameSync(draft, target);
      this.#placed = idAt(target);
      sync(dirname(target));
      return connect(target);
    } catch (error) {
      removeDatabase(draft);
      if (target !== this.#deps.file) {
        removeDatabase(target);
      }
      throw error;
    }
  }

  /** Writes a complete copy and syncs it to disk (SQLite, "VACUUM INTO"). */
  #copyTo(draft: string): void {
    const { connection, origin, dataVersion } = this.#deps;
    let version: number;
    do {
      version = dataVersion();
      removeDatabase(draft);
      closeSync(openSync(draft, 'wx', 0o600));
      connection.exec(`VACUUM INTO '${draft.replaceAll("'", "''")}'`);
    } while (version !== dataVersion());
    const copy = openSqlite(draft);
    try {
      origin.recordIn(copy, draft);
    } finally {
      copy.close();
    }
    sync(draft);
  }
}

function keptPath(file: string): string {
  return `${file}.kept-${timeStamp(Date.now())}`;
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function idAt(path: string): FileId | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if (MISSING_CODES.has(errorCode(error))) {
      return null;
    }
    throw error;
  }
}

function idsAt(file: string): FileIds {
  return { database: idAt(file), wal: idAt(`${file}-wal`), shm: idAt(`${file}-shm`) };
}

function isSame(one: FileId | null, other: FileId | null): boolean {
  return one?.dev === other?.dev && one?.ino === other?.ino;
}

/** Renames a foreign write-ahead log, which SQLite would apply to the copy; removes our own. */
function removeOldWal(target: string, own: FileIds): void {
  const wal = `${target}-wal`;
  const existing = idAt(wal);
  if (existing !== null && !isSame(existing, own.wal)) {
    renameSync(wal, `${wal}.aside-${timeStamp(Date.now())}`);
  }
  rmSync(wal, { force: true });
  rmSync(`${target}-shm`, { force: true });
}

function removeDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) {
    rmSync(file + ending, { force: true });
  }
}

/** Syncs a file or folder to disk (fsync(2)). */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
