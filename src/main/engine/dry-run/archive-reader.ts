import { closeSync, createReadStream, fstatSync, lstatSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FileSource } from '../../../shared/settings/schema';
import { errorCode } from '../common/error-code';
import { systemPath } from '../common/files/system-path';
import { type RotatedLogFile, OWN_FILE } from '../log-files/log-files';
import { statOpenFile } from '../watch/identity/file-id';
import { namesIn } from '../watch/identity/folder-names';
import { readFully } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { lineCodec } from '../watch/reader/encoding';
import { nextLineBatch } from '../watch/reader/line-splitter';
import type { Block } from '../watch/reader/lines';
import { splitEntries, type EntryRule } from '../watch/reader/multiline';

/** Bytes per read, few enough to be searched while still in the processor's cache. */
const PIECE_BYTES = 128 * 1_024;

/** Properties of a log that its files are read with. */
export interface ReadOptions {
  readonly source: FileSource;
  readonly fileIds: readonly string[];
  /** Watched path of the log; rules and texts ignore the name that rotation gives a file. */
  readonly path: string;
  readonly events: EntryRule | null;
  /** Longest line that is not split, bytes. */
  readonly maxLineBytes: number;
}

/**
 * Reads a file in blocks of lines, split as when it is watched; an unterminated last line counts, too. A block lives in
 * `buffer` and is valid until the next one is requested. `begin`: start offset, bytes, within a line unless it is 0.
 */
export async function* readBlocks(
  from: ByteSource,
  begin: number,
  as: ReadOptions,
  buffer: Buffer,
): AsyncGenerator<Block> {
  const { source, fileIds, path, events, maxLineBytes } = as;
  const codec = lineCodec(source.encoding, await from.firstBytes());
  const rules = { maxLineBytes, entryRule: events, flushAfterMs: null };
  const piece = buffer.subarray(0, Math.min(buffer.length, Math.max(PIECE_BYTES, 2 * maxLineBytes)));
  let skipping = begin > 0;
  let offset = begin;
  for (let got = await from.fill(piece); got > 0; got = await from.fill(piece)) {
    const bytes = piece.subarray(0, got);
    const batch = nextLineBatch(bytes, codec, skipping, rules) ?? { lineBytes: got, consumed: got, skipping: false };
    const lines = bytes.subarray(0, batch.lineBytes);
    if (lines.length > 0) {
      const multiLine = events && splitEntries(lines, codec, events, maxLineBytes).ends;
      const guessed = source.encoding === 'auto';
      yield { fileIds, path, bytes: lines, offset, codec, guessed, maxLineBytes, multiLine };
    }
    // A piece that yields no line is consumed whole; otherwise it would be read forever.
    const consumed = batch.consumed > 0 ? batch.consumed : got;
    from.consume(consumed);
    offset += consumed;
    skipping = batch.skipping;
  }
}

/** Bytes of one file from a start offset to its end. */
export interface ByteSource {
  /** Bytes read from the disk. */
  readonly bytesRead: number;
  /** Returns the first two bytes of the file, which may be a byte order mark; call it before `consume`. */
  firstBytes(): Promise<Buffer>;
  /** Copies the next bytes without consuming them and returns their number, less than fit only at the end. */
  fill(into: Buffer): Promise<number>;
  /** Moves past this many bytes. */
  consume(bytes: number): void;
  close(): void;
}

/** Bytes decompressed at a time. */
const GUNZIP_BYTES = 128 * 1_024;
const FIRST_BYTES = 2;

/** Opens one of the parts of a log. Throws errors of the system, of zlib (also while reading) and `OWN_FILE`. */
export function openSource(part: RotatedLogFile, parts: readonly RotatedLogFile[], ownFiles: OwnFiles): ByteSource {
  const fd = openPart(part, parts);
  if (ownFiles.has(statOpenFile(fd))) {
    closeSync(fd);
    throw Object.assign(new Error('Logbell writes this file itself'), { code: OWN_FILE });
  }
  return part.isGzip ? gzipSource(fd) : plainSource(fd, part.begin);
}

function plainSource(fd: number, begin: number): ByteSource {
  let at = begin;
  return {
    get bytesRead() {
      return at - begin;
    },
    firstBytes: () => {
      const first = Buffer.alloc(FIRST_BYTES);
      return Promise.resolve(first.subarray(0, readFully(fd, first, 0)));
    },
    fill: (into) => Promise.resolve(readFully(fd, into, at)),
    consume: (bytes) => {
      at += bytes;
    },
    close: () => closeSync(fd),
  };
}

/** Source of decompressed bytes; the members of a file are read as one (RFC 1952, 2.2). */
function gzipSource(fd: number): ByteSource {
  const file = createReadStream('', { fd });
  const plain = pipeline(file, createGunzip({ chunkSize: GUNZIP_BYTES }), () => undefined);
  const chunks = plain[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let ready = Buffer.alloc(0);
  let isOver = false;
  const fill = async (into: Buffer): Promise<number> => {
    while (!isOver && ready.length < into.length) {
      const next = await chunks.next();
      isOver = next.done === true;
      ready = next.done === true ? ready : Buffer.concat([ready, next.value]);
    }
    return ready.copy(into);
  };
  return {
    get bytesRead() {
      return file.bytesRead;
    },
    firstBytes: async () => {
      const first = Buffer.alloc(FIRST_BYTES);
      return first.subarray(0, await fill(first));
    },
    fill,
    consume: (bytes) => {
      ready = ready.subarray(bytes);
    },
    close: () => void plain.destroy(),
  };
}

type Identity = Pick<RotatedLogFile, 'device' | 'inode'>;

/**
 * Opens a part for reading, even if rotation has renamed it since the parts were chosen. Throws ENOENT if it is gone
 * and its name is free or belongs to another part, so that no line is read twice; otherwise errors of the system.
 */
export function openPart(part: RotatedLogFile, parts: readonly RotatedLogFile[]): number {
  const fd = openIfThere(part.path);
  const found = fd === null ? null : identityOf(fd);
  if (fd !== null && found && isSameFile(found, part)) {
    return fd;
  }
  const renamed = renamedPath(part);
  if (fd !== null && found && renamed === null && !parts.some((other) => isSameFile(found, other))) {
    return fd;
  }
  if (fd !== null) {
    closeSync(fd);
  }
  if (renamed === null) {
    throw missingError(part.path);
  }
  return openSync(systemPath(renamed), 'r');
}

function openIfThere(path: string): number | null {
  try {
    return openSync(systemPath(path), 'r');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw error;
    }
    return null;
  }
}

/** Path of the same file under another name in its folder; null if there is none. */
function renamedPath(part: RotatedLogFile): string | null {
  const folder = dirname(part.path);
  const paths = namesIn(folder).map((name) => join(folder, name));
  return paths.find((path) => isPart(path, part)) ?? null;
}

function isPart(path: string, part: RotatedLogFile): boolean {
  const stats = lstatSync(systemPath(path), { throwIfNoEntry: false });
  return stats !== undefined && isSameFile({ device: stats.dev, inode: stats.ino }, part);
}

/** Error that mirrors open(2). */
function missingError(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path} was rotated away`), { code: 'ENOENT' });
}

function identityOf(fd: number): Identity {
  const { dev: device, ino: inode } = fstatSync(fd);
  return { device, inode };
}

function isSameFile(one: Identity, other: Identity): boolean {
  return one.device === other.device && one.inode === other.inode;
}
