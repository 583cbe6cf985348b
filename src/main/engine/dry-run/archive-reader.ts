import { closeSync, createReadStream, fstatSync, lstatSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FileSource } from '../../../shared/settings/schema';
import { errorCode } from '../common/error-code';
import { systemPath } from '../common/system-path';
import { type RotatedLogFile, OWN_FILE } from '../log-files/log-files';
import { statOpenFile } from '../watch/identity/file-id';
import { namesIn } from '../watch/identity/folder-names';
import { readFully } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { lineCodec } from '../watch/reader/encoding';
import { nextLineBatch } from '../watch/reader/line-splitter';
import type { Block } from '../watch/reader/lines';
import { splitEntries, type EntryRule } from '../watch/reader/multiline';

/** Read at a time, bytes: what is read is searched while it is still in the processor's cache. */
const PIECE_BYTES = 128 * 1_024;

/** How the files of a log are read, and as what. */
export interface ReadAs {
  readonly source: FileSource;
  readonly fileIds: readonly string[];
  /** The path that the log is watched by; what rotation calls it is no matter of rules and texts. */
  readonly path: string;
  readonly events: EntryRule | null;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
}

/**
 * The lines of a file in blocks, cut as they are while it is watched. The last one counts also without an end. Each block lies in
 * `buffer`, and only until the next is asked for. `begin`: where reading begins in the file, bytes; within a line unless it is 0.
 */
export async function* readBlocks(from: ByteSource, begin: number, as: ReadAs, buffer: Buffer): AsyncGenerator<Block> {
  const { source, fileIds, path, events, maxLineBytes } = as;
  const codec = lineCodec(source.encoding, await from.mark());
  const rules = { maxLineBytes, entryRule: events, flushAfterMs: null };
  const piece = buffer.subarray(0, Math.min(buffer.length, Math.max(PIECE_BYTES, 2 * maxLineBytes)));
  let skipping = begin > 0;
  let offset = begin;
  for (let got = await from.fill(piece); got > 0; got = await from.fill(piece)) {
    const bytes = piece.subarray(0, got);
    const portion = nextLineBatch(bytes, codec, skipping, rules) ?? { lineBytes: got, consumed: got, skipping: false };
    const lines = bytes.subarray(0, portion.lineBytes);
    if (lines.length > 0) {
      const multiLine = events && splitEntries(lines, codec, events, maxLineBytes).ends;
      const guessed = source.encoding === 'auto';
      yield { fileIds, path, bytes: lines, offset, codec, guessed, maxLineBytes, multiLine };
    }
    // What only lacks its end is passed with it: otherwise the same would be read for ever.
    const passed = portion.consumed > 0 ? portion.consumed : got;
    from.pass(passed);
    offset += passed;
    skipping = portion.skipping;
  }
}

/** The bytes of one file, from its beginning or a place in it to its end. */
export interface ByteSource {
  /** Bytes on the disk that have been read. */
  readonly done: number;
  /** The first two bytes of the file, which may be a byte order mark; to be asked for before anything is passed. */
  mark(): Promise<Buffer>;
  /** Copies what comes next; less than there is room for only at the end. Gives how many bytes it was. */
  fill(into: Buffer): Promise<number>;
  /** Goes on behind so many of these bytes. */
  pass(bytes: number): void;
  close(): void;
}

/** Decompressed at a time, bytes. */
const GUNZIP_BYTES = 128 * 1_024;
const MARK_BYTES = 2;

/** Opens a part of a log, one of these. Throws what the system or zlib gives, here or while reading, and `OWN_FILE`. */
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
    get done() {
      return at - begin;
    },
    mark: () => {
      const first = Buffer.alloc(MARK_BYTES);
      return Promise.resolve(first.subarray(0, readFully(fd, first, 0)));
    },
    fill: (into) => Promise.resolve(readFully(fd, into, at)),
    pass: (bytes) => {
      at += bytes;
    },
    close: () => closeSync(fd),
  };
}

/** Several members in one file are read as one (RFC 1952, 2.2). */
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
    get done() {
      return file.bytesRead;
    },
    mark: async () => {
      const first = Buffer.alloc(MARK_BYTES);
      return first.subarray(0, await fill(first));
    },
    fill,
    pass: (bytes) => {
      ready = ready.subarray(bytes);
    },
    close: () => void plain.destroy(),
  };
}

type Identity = Pick<RotatedLogFile, 'device' | 'inode'>;

/**
 * Opens a part for reading, also when rotation has renamed it since the parts were chosen. One that is gone, while another part stands under its
 * name or none, throws as what is not there: no line is read twice. Else it throws what the system gives.
 */
export function openPart(part: RotatedLogFile, parts: readonly RotatedLogFile[]): number {
  const fd = openIfThere(part.path);
  const found = fd === null ? null : identityOf(fd);
  if (fd !== null && found && isSame(found, part)) {
    return fd;
  }
  const renamed = nameBeside(part);
  if (fd !== null && found && renamed === null && !parts.some((other) => isSame(found, other))) {
    return fd;
  }
  if (fd !== null) {
    closeSync(fd);
  }
  if (renamed === null) {
    throw missing(part.path);
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

/** The path of the same file under another name in its folder; null when there is none. */
function nameBeside(part: RotatedLogFile): string | null {
  const folder = dirname(part.path);
  const paths = namesIn(folder).map((name) => join(folder, name));
  return paths.find((path) => isPart(path, part)) ?? null;
}

function isPart(path: string, part: RotatedLogFile): boolean {
  const stats = lstatSync(systemPath(path), { throwIfNoEntry: false });
  return stats !== undefined && isSame({ device: stats.dev, inode: stats.ino }, part);
}

/** As the system says it (open(2)). */
function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path} was rotated away`), { code: 'ENOENT' });
}

function identityOf(fd: number): Identity {
  const { dev: device, ino: inode } = fstatSync(fd);
  return { device, inode };
}

function isSame(one: Identity, other: Identity): boolean {
  return one.device === other.device && one.inode === other.inode;
}
