import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { errorCode } from '../../common/error-code';
import type { LedgerConnection, NativeDatabase } from './connection';
import { connect, holdLock } from './database';
import type { Origin } from './origin';

/** The state of the ledger's files while it is open. */
export type PlaceReport =
  | { readonly kind: 'well' }
  /** The files had been deleted or moved, and were written again from the open database. */
  | { readonly kind: 'restored'; readonly file: string }
  /** Another database stands in their place and is left alone; the open one is now `kept`. */
  | { readonly kind: 'kept'; readonly file: string; readonly kept: string }
  /** The files are gone and cannot be written again yet. */
  | { readonly kind: 'unwritten'; readonly file: string; readonly reason: string }
  /** Another Logbell uses the place; if this one's files had been deleted, its database is now `kept`. */
  | { readonly kind: 'lost'; readonly file: string; readonly kept: string | null };

/** Device and inode of a file. */
interface FileId {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** The files of one open database as found by their names; null for a missing one. */
interface FileIds {
  readonly database: FileId | null;
  readonly wal: FileId | null;
  readonly shm: FileId | null;
}

const NOTHING_THERE = new Set(['ENOENT', 'ENOTDIR']);

/** Delay before another attempt to write the files, ms: doubled each time. */
const TRY_AGAIN_MS = 1_000;
const TRY_AGAIN_AT_MOST_MS = 60_000;

const WELL: PlaceReport = { kind: 'well' };

/** The parts of the place. */
export interface PlaceDeps {
  /** The path where the ledger belongs. */
  readonly file: string;
  readonly connection: LedgerConnection;
  readonly lock: NativeDatabase;
  readonly origin: Origin;
  /** A number that changes when another process has written to the database. */
  readonly outsideVersion: () => number;
}

/**
 * Keeps the open database and its lock at the ledger's path. SQLite works on in files that were deleted, which are gone after a
 * restart.
 */
export class LedgerPlace {
  readonly #deps: PlaceDeps;
  /** The path of the open database: the ledger's own, or one beside it. */
  #at: string;
  #ids: FileIds;
  #lock: NativeDatabase | null;
  #lockId: FileId | null;
  /** A copy that was put at the ledger's path and could not be opened yet. */
  #placed: FileId | null = null;
  #failures = 0;
  #retryAt = 0;
  #last: PlaceReport = WELL;

  constructor(deps: PlaceDeps) {
    this.#deps = deps;
    this.#at = deps.file;
    this.#ids = idsAt(deps.file);
    this.#lock = deps.lock;
    this.#lockId = idAt(lockOf(deps.file));
  }

  /** The file of the open database. */
  get file(): string {
    return this.#at;
  }

  /** Checks the files and repairs what is wrong; after a failed attempt it waits, unless `insist`. */
  look(insist = false): PlaceReport {
    if (this.#isAsLeft()) {
      this.#failures = 0;
      this.#last = this.#standing();
    } else if (insist || this.#failures === 0 || performance.now() >= this.#retryAt) {
      this.#last = this.#putRight();
    }
    return this.#last;
  }

  close(): void {
    this.#lock?.close();
  }

  #isAsLeft(): boolean {
    const { file } = this.#deps;
    try {
      const isHeld = this.#lock !== null && isSame(idAt(lockOf(file)), this.#lockId);
      return isHeld && this.#isThere() && (this.#at === file || idAt(file) !== null);
    } catch {
      // A folder that may not be looked into lets nobody else in either.
      return true;
    }
  }

  /** True when the open database is at its path, with SQLite's files beside it. */
  #isThere(): boolean {
    const now = idsAt(this.#at);
    const { database, wal, shm } = this.#ids;
    return isSame(now.database, database) && isSame(now.wal, wal) && isSame(now.shm, shm);
  }

  #standing(): PlaceReport {
    const { file } = this.#deps;
    return this.#at === file ? WELL : { kind: 'kept', file, kept: this.#at };
  }

  #putRight(): PlaceReport {
    const { file } = this.#deps;
    try {
      const report = this.#tryToPutRight();
      this.#failures = 0;
      return report;
    } catch (error) {
      this.#retryAt = performance.now() + Math.min(TRY_AGAIN_MS * 2 ** this.#failures, TRY_AGAIN_AT_MOST_MS);
      this.#failures += 1;
      return { kind: 'unwritten', file, reason: errorCode(error) };
    }
  }

  #tryToPutRight(): PlaceReport {
    const { file } = this.#deps;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const isLocked = this.#lockAgain();
    const there = idAt(file);
    const isOurs = this.#at === file && isSame(there, this.#ids.database);
    if (!isLocked) {
      // It may only be starting: then it finds whose the ledger is.
      return isOurs ? WELL : this.#leave();
    }
    if (this.#isThere() && (this.#at === file || there !== null)) {
      return this.#standing();
    }
    if (there === null || isOurs || (this.#placed !== null && isSame(there, this.#placed))) {
      this.#moveTo(file);
      return { kind: 'restored', file };
    }
    this.#moveTo(keptBeside(file));
    return this.#standing();
  }

  /** Leaves the place to another Logbell, and saves the open database beside it. */
  #leave(): PlaceReport {
    const { file } = this.#deps;
    try {
      if (!this.#isThere()) {
        this.#moveTo(keptBeside(file));
      }
    } catch {
      // A full disk must not keep this one from ending.
    }
    return { kind: 'lost', file, kept: this.#at === file ? null : this.#at };
  }

  /** False while another process holds the lock. */
  #lockAgain(): boolean {
    const path = lockOf(this.#deps.file);
    if (this.#lock !== null && isSame(idAt(path), this.#lockId)) {
      return true;
    }
    this.#lock?.close();
    this.#lock = null;
    const lock = holdLock(path);
    if (lock.ok) {
      this.#lock = lock.value;
      this.#lockId = idAt(path);
    } else if (lock.error.code !== 'ledger-in-use') {
      throw Object.assign(new Error('no lock'), { code: lock.error.reason });
    }
    return lock.ok;
  }

  /** Replaces the open database by a copy of itself at another path. */
  #moveTo(target: string): void {
    const { file, connection, origin } = this.#deps;
    const copy = this.#copyAt(target);
    const before = connection.goOnWith(copy);
    const left = this.#at;
    this.#at = target;
    this.#ids = idsAt(target);
    this.#placed = null;
    try {
      // Where its folder was only moved, it could be used again.
      origin.leave(before);
    } catch {
      // It cannot be written: nor can anybody else then send from it.
    }
    before.close();
    if (left !== file) {
      removeDatabase(left);
    }
  }

  /** Puts a complete copy at a path and opens it; removes it again when that fails, unless it is at the ledger's own path. */
  #copyAt(target: string): NativeDatabase {
    const draft = `${target}.draft`;
    try {
      this.#copyTo(draft);
      makeRoom(target, this.#ids);
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

  /** Writes a complete copy and syncs it to the disk (SQLite, "VACUUM INTO"). */
  #copyTo(draft: string): void {
    const { connection, origin, outsideVersion } = this.#deps;
    let version: number;
    do {
      version = outsideVersion();
      removeDatabase(draft);
      closeSync(openSync(draft, 'wx', 0o600));
      connection.exec(`VACUUM INTO '${draft.replaceAll("'", "''")}'`);
    } while (version !== outsideVersion());
    const copy = new Database(draft);
    try {
      origin.noteIn(copy, draft);
    } finally {
      copy.close();
    }
    sync(draft);
  }
}

function keptBeside(file: string): string {
  return `${file}.kept-${stamp()}`;
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function idAt(path: string): FileId | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if (NOTHING_THERE.has(errorCode(error))) {
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

/** Puts a foreign write-ahead log aside, which SQLite would apply to the copy; removes our own. */
function makeRoom(target: string, own: FileIds): void {
  const wal = `${target}-wal`;
  const there = idAt(wal);
  if (there !== null && !isSame(there, own.wal)) {
    renameSync(wal, `${wal}.aside-${stamp()}`);
  }
  rmSync(wal, { force: true });
  rmSync(`${target}-shm`, { force: true });
}

function removeDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) {
    rmSync(file + ending, { force: true });
  }
}

/** Syncs a file or folder to the disk (fsync(2)). */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The time, fit for the name of a file. */
function stamp(): string {
  return new Date().toISOString().replace(/[:.]/g, '-');
}
