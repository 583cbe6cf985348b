import { closeSync, constants, openSync, readSync, type Stats } from 'node:fs';
import { constants as zlib, gunzipSync } from 'node:zlib';
import { compressedEnding, GZIP_ENDING } from '../common/files/compressed-files';
import { systemPath } from '../common/files/system-path';
import { byAge } from '../watch/follow/rotated-files';
import { lineTime, MAX_AHEAD_MS } from './timestamps';

/** A file of a log. */
export interface FileOnDisk {
  readonly path: string;
  readonly stats: Stats;
}

/** Bytes at the start of a file that are searched for the time of a line. */
const HEAD_BYTES = 16_384;
/** `app.log.2`: logrotate gives older files higher numbers. */
const ROTATION_NUMBER = /\.\d{1,3}$/;

/**
 * Sorts the files of a log by when they were written, oldest first: by the first time in their lines, else by their
 * rotation number, else by their modification time, which copying and compressing may have changed.
 */
export function oldestWrittenFirst(files: readonly FileOnDisk[]): FileOnDisk[] {
  const byModification = files.toSorted(
    (one, other) => one.stats.mtimeMs - other.stats.mtimeMs || byAge(plainName(one.path), plainName(other.path)),
  );
  const byNumber = sortedInPlace(
    byModification,
    (file) => ROTATION_NUMBER.test(plainName(file.path)),
    (one, other) => byAge(plainName(one.path), plainName(other.path)),
  );
  const times = new Map(files.map((file) => [file, firstTime(file)] as const));
  return sortedInPlace(
    byNumber,
    (file) => times.get(file) !== null,
    (one, other) => (times.get(one) ?? 0) - (times.get(other) ?? 0),
  );
}

/** Returns the name or path without the suffix of a compressed file. */
export function plainName(name: string): string {
  return name.slice(0, name.length - (compressedEnding(name)?.length ?? 0));
}

/** Sorts the chosen items among the places that they take; the others keep theirs. */
function sortedInPlace<Item>(
  items: readonly Item[],
  isChosen: (item: Item) => boolean,
  compare: (one: Item, other: Item) => number,
): Item[] {
  const sorted = items.filter(isChosen).toSorted(compare).values();
  return items.map((item) => (isChosen(item) ? (sorted.next().value ?? item) : item));
}

/** Returns the first time in a file's lines, ms since 1970; null if its start has none or cannot be read. */
function firstTime({ path, stats }: FileOnDisk): number | null {
  const newest = stats.mtimeMs + MAX_AHEAD_MS;
  for (const line of headOf(path).split('\n')) {
    const at = lineTime(line, newest);
    if (at !== null) {
      return at;
    }
  }
  return null;
}

/** Reads the start of a file, decompressed; empty if that fails. */
function headOf(path: string): string {
  try {
    const fd = openSync(systemPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const bytes = head.subarray(0, readSync(fd, head, 0, HEAD_BYTES, 0));
      // A compressed file is cut within, so it must not be expected to end.
      const text = path.endsWith(GZIP_ENDING) ? gunzipSync(bytes, { finishFlush: zlib.Z_SYNC_FLUSH }) : bytes;
      return text.toString('latin1');
    } finally {
      closeSync(fd);
    }
  } catch {
    return '';
  }
}
