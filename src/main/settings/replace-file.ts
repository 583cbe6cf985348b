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

/** How long an editor that had the replaced file open may still write into it and be heard, ms. */
const LATE_MS = 2_000;

/** A replacement of a file that must not lose what others write. */
export interface Replacement {
  readonly path: string;
  /** The text that the new content was made from; null when there was no file. */
  readonly expected: string | null;
  readonly content: Record<string, unknown>;
  readonly openStore: OpenStore;
  /** Called with the file's bytes before they are replaced, to keep a copy. */
  readonly replacing: (bytes: Buffer) => void;
  /** Called with what an editor wrote into the replaced file afterwards, which is in no file any more. */
  readonly late: (bytes: Buffer) => void;
}

/**
 * Replaces a file if it still says what was expected: the new one is written beside it, and the old one compared right
 * before rename(2). Gives false, changing nothing, when it says something else. Throws as writing does.
 */
export function replaceFile({ path, expected, content, openStore, replacing, late }: Replacement): boolean {
  const target = targetOf(path);
  const name = `.config-${process.pid}-${randomBytes(4).toString('hex')}`;
  const draft = join(dirname(target), `${name}.json`);
  try {
    openStore(dirname(target), name).store = content;
    return expected === null ? create(draft, target) : replace(draft, target, { expected, replacing, late });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Where the content of a path lies: behind symbolic links, also one that leads to no file yet. */
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

/** File systems without hard links (link(2)). */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Puts the draft in place unless somebody has made a file there. */
function create(draft: string, target: string): boolean {
  try {
    linkSync(draft, target);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    if (!NO_LINKS.has(errorCode(error))) {
      throw error;
    }
  }
  if (existsSync(target)) {
    return false;
  }
  renameSync(draft, target);
  return true;
}

type Terms = Pick<Replacement, 'replacing' | 'late'> & { readonly expected: string };

function replace(draft: string, target: string, { expected, replacing, late }: Terms): boolean {
  const old = openIfThere(target);
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
    replacing(bytes);
    // An editor may have written in place, or put another file here, while the copy was made.
    if (!isAt(old, target) || !contentOf(old).equals(bytes)) {
      return false;
    }
    renameSync(draft, target);
    replaced = true;
    hearLate(old, bytes, late);
    return true;
  } finally {
    if (!replaced) {
      closeSync(old);
    }
  }
}

function openIfThere(path: string): number | null {
  try {
    // Without waiting for the other end, should it be a pipe by now.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** Root may save for another person, whose file it stays. */
function keepOwner(draft: string, old: number): void {
  const { uid, gid } = fstatSync(old);
  const own = statSync(draft);
  if (own.uid !== uid || own.gid !== gid) {
    try {
      chownSync(draft, uid, gid);
    } catch {
      // Only root gives files away (chown(2)).
    }
  }
}

function isAt(file: number, path: string): boolean {
  const { dev, ino } = fstatSync(file, { bigint: true });
  const now = statSync(path, { bigint: true, throwIfNoEntry: false });
  return now?.dev === dev && now.ino === ino;
}

/** All bytes of an open file, wherever it was read to. */
function contentOf(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = readSync(file, bytes, length, bytes.length - length, length);
  }
  return bytes.subarray(0, length);
}

/** An editor that writes in place may have opened the file before it was replaced: looks at it now and once more, then closes it. */
function hearLate(file: number, known: Buffer, late: (bytes: Buffer) => void): void {
  let before = known;
  const look = (): void => {
    const now = readableContent(file) ?? before;
    // An editor empties the file before it writes.
    if (now.length > 0 && !now.equals(before)) {
      before = now;
      late(now);
    }
  };
  look();
  setTimeout(() => {
    look();
    closeSync(file);
  }, LATE_MS).unref();
}

/** Null when the disk does not give it. */
function readableContent(file: number): Buffer | null {
  try {
    return contentOf(file);
  } catch {
    return null;
  }
}
