import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorCode } from '../engine/common/error-code';
import type { OpenStore } from './json-store';

/** Time in which an editor's late write into the replaced file is still noticed, ms. */
const LATE_WRITE_MS = 2_000;

/** Errors of file systems without hard links (link(2)). */
const NO_LINK_CODES: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** A replacement of a file that must not lose edits of others. */
export interface Replacement {
  readonly path: string;
  /** Text that the new content is based on; null if there was no file. */
  readonly expected: string | null;
  readonly content: Record<string, unknown>;
  readonly openStore: OpenStore;
  /** Called with the file's bytes before they are replaced, to keep a copy. */
  readonly beforeReplace: (bytes: Buffer) => void;
  /** Called with what an editor wrote into the replaced file afterwards, which is in no file any more. */
  readonly lateWrite: (bytes: Buffer) => void;
}

/**
 * Replaces a file if it still has the expected text: writes the new one beside it and compares the old one right before
 * rename(2). Returns false, changing nothing, if the text differs. Throws on a write error.
 */
export function replaceFile({ path, expected, content, openStore, beforeReplace, lateWrite }: Replacement): boolean {
  const target = targetOf(path);
  const name = `.config-${process.pid}-${randomBytes(4).toString('hex')}`;
  const draft = join(dirname(target), `${name}.json`);
  try {
    openStore(dirname(target), name).store = content;
    return expected === null ? create(draft, target) : replace(draft, target, { expected, beforeReplace, lateWrite });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Resolves symbolic links of a path, also one whose target does not exist yet. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    try {
      return resolve(dirname(path), readlinkSync(path));
    } catch {
      return path;
    }
  }
}

/** Moves the draft into place; false if somebody has created the file. */
function create(draft: string, target: string): boolean {
  try {
    linkSync(draft, target);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    if (!NO_LINK_CODES.has(errorCode(error))) {
      throw error;
    }
  }
  if (existsSync(target)) {
    return false;
  }
  renameSync(draft, target);
  return true;
}

type ReplaceOptions = Pick<Replacement, 'beforeReplace' | 'lateWrite'> & { readonly expected: string };

function replace(draft: string, target: string, { expected, beforeReplace, lateWrite }: ReplaceOptions): boolean {
  const old = openIfExists(target);
  if (old === null) {
    return false;
  }
  let replaced = false;
  try {
    const bytes = contentOf(old);
    if (bytes.toString('utf8') !== expected) {
      return false;
    }
    keepOwner(draft, old);
    beforeReplace(bytes);
    // An editor may have written in place, or put another file here, while the copy was made.
    if (!isAt(old, target) || !contentOf(old).equals(bytes)) {
      return false;
    }
    renameSync(draft, target);
    replaced = true;
    watchLateWrites(old, bytes, lateWrite);
    return true;
  } finally {
    if (!replaced) {
      closeSync(old);
    }
  }
}

function openIfExists(path: string): number | null {
  try {
    // Non-blocking, in case it is a pipe by now.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** Gives the draft the old file's owner: root may save another person's file. */
function keepOwner(draft: string, old: number): void {
  const { uid, gid } = fstatSync(old);
  const own = statSync(draft);
  if (own.uid !== uid || own.gid !== gid) {
    try {
      chownSync(draft, uid, gid);
    } catch {
      // Only root may change the owner (chown(2)).
    }
  }
}

function isAt(file: number, path: string): boolean {
  const { dev, ino } = fstatSync(file, { bigint: true });
  const now = statSync(path, { bigint: true, throwIfNoEntry: false });
  return now?.dev === dev && now.ino === ino;
}

/** Reads all bytes of an open file, from its start. */
function contentOf(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = readSync(file, bytes, length, bytes.length - length, length);
  }
  return bytes.subarray(0, length);
}

/** Checks the replaced file now and once more for writes of an editor that had it open, then closes it. */
function watchLateWrites(file: number, known: Buffer, lateWrite: (bytes: Buffer) => void): void {
  let before = known;
  const check = (): void => {
    const now = readableContent(file) ?? before;
    // Editors truncate the file before they write.
    if (now.length > 0 && !now.equals(before)) {
      before = now;
      lateWrite(now);
    }
  };
  check();
  setTimeout(() => {
    check();
    closeSync(file);
  }, LATE_WRITE_MS).unref();
}

/** Content of an open file; null on a read error. */
function readableContent(file: number): Buffer | null {
  try {
    return contentOf(file);
  } catch {
    return null;
  }
}
