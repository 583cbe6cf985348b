import { hash } from 'node:crypto';
import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { FilePosition, Fingerprint, FingerprintedFile } from '../../ledger/tables/file-positions';
import { sameFile } from './file-id';
import { beginsLike, findIn, type OpenFile } from './open-file';

/** Number of cached hashes; a new one replaces the one in its slot. */
const CACHE_SLOTS = 256;

interface CachedHash {
  readonly bytes: Buffer;
  readonly hash: string;
}

/** Cache of SHA-256 hashes: the same bytes of a log are checked at every read, and a cached hash costs a tenth. */
export class HashCache {
  readonly #slots: (CachedHash | undefined)[] = new Array<CachedHash | undefined>(CACHE_SLOTS).fill(undefined);

  /** SHA-256 of the bytes, in Base64. */
  of(bytes: Buffer): string {
    const slot = crc32(bytes) % CACHE_SLOTS;
    const known = this.#slots[slot];
    if (known?.bytes.equals(bytes)) {
      return known.hash;
    }
    const added = { bytes: Buffer.from(bytes), hash: hash('sha256', bytes, 'base64') };
    this.#slots[slot] = added;
    return added.hash;
  }
}

/** Bytes hashed at the start and at the end of the content already read. */
export const FINGERPRINT_BYTES = 1_024;

/** If that holds too few whole lines, the search for them goes back this far, bytes … */
const SEARCH_BACK_BYTES = [4_096, 32 * 1_024, 256 * 1_024];
/** … until there are two lines; at most four are kept. */
const MIN_LINES = 2;
const MAX_LONG_LINES = 4;

/** Fingerprint of a position before which nothing was read. */
export const NO_FINGERPRINT: Fingerprint = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '', marks: [] };

/** Hash for bytes that were gone before they could be hashed; it never matches. */
const LOST = 'lost';

/** Bytes read from a file, and their offset in it. */
export interface ReadBytes {
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Hashes the first and the last 1 KiB before `offset` of an open file. Bytes just read come from `read`, so that the
 * fingerprint fails if the file is rewritten meanwhile.
 */
export function takeFingerprint(fd: number, offset: number, read?: ReadBytes): Fingerprint {
  const size = Math.min(FINGERPRINT_BYTES, offset);
  const isWhole = size === offset;
  const headHash = hashAt(fd, 0, size, read) ?? LOST;
  const tailHash = isWhole ? '' : (hashAt(fd, offset - size, size, read) ?? LOST);
  const isLost = headHash === LOST || tailHash === LOST;
  // The scratch buffer still holds the bytes hashed last.
  const marks = isLost ? [] : lineChecksums(scratch.subarray(0, size), isWhole);
  const isEnough = isLost || isWhole || marks.length >= MIN_LINES;
  return {
    headBytes: size,
    headHash,
    tailBytes: size,
    tailHash,
    marks: isEnough ? marks : longLineChecksums(fd, offset, read),
  };
}

/** Checksums of the last lines if they are longer than the hashed bytes. */
function longLineChecksums(fd: number, offset: number, read?: ReadBytes): number[] {
  let marks: number[] = [];
  for (const most of SEARCH_BACK_BYTES) {
    const length = Math.min(most, offset);
    const bytes = bytesAt(fd, offset - length, Buffer.allocUnsafe(length), read);
    marks = bytes ? lineChecksums(bytes, length === offset) : [];
    if (marks.length >= MIN_LINES || length === offset) {
      break;
    }
  }
  return marks.slice(-MAX_LONG_LINES);
}

/** Sorts positions by offset, largest first, without those at 0: a file may match several of them. */
export function farthestFirst(positions: readonly FilePosition[]): FilePosition[] {
  return positions.filter(({ offset }) => offset > 0).sort((one, other) => other.offset - one.offset);
}

/** True if the bytes before `offset` in the open file are those that were read there. */
export function fingerprintMatches(fd: number, offset: number, proof: Fingerprint): boolean {
  return (
    headMatches(fd, proof) &&
    (proof.tailHash === '' || hashAt(fd, offset - proof.tailBytes, proof.tailBytes) === proof.tailHash)
  );
}

/** True if the open file starts like the fingerprinted one, or if nothing had been read of that. */
export function headMatches(fd: number, proof: Fingerprint): boolean {
  return proof.headBytes === 0 || hashAt(fd, 0, proof.headBytes) === proof.headHash;
}

const scratch = Buffer.alloc(FINGERPRINT_BYTES);
const hashes = new HashCache();

/** Null if the file is shorter by now. */
function hashAt(fd: number, position: number, length: number, read?: ReadBytes): string | null {
  const bytes = bytesAt(fd, position, scratch.subarray(0, length), read);
  return bytes && (length === 0 ? '' : hashes.of(bytes));
}

/** Fills a buffer with the bytes at a position, from `read` where it has them; null if the file is shorter by now. */
function bytesAt(fd: number, position: number, bytes: Buffer, read?: ReadBytes): Buffer | null {
  const { length } = bytes;
  const fromFile = read ? Math.min(length, Math.max(0, read.start - position)) : length;
  const got = fromFile > 0 ? readSync(fd, bytes, 0, fromFile, position) : 0;
  if (got < fromFile) {
    return null;
  }
  if (read && fromFile < length) {
    const start = position + fromFile - read.start;
    read.bytes.copy(bytes, fromFile, start, start + length - fromFile);
  }
  return bytes;
}

const NEWLINE = 0x0a;
/** A newline in UTF-16LE. In UTF-16BE its last byte is the same as in all other encodings. */
const WIDE_NEWLINE = Buffer.from([NEWLINE, 0]);

/** A whole line with its checksum. */
export interface ChecksummedLine {
  /** CRC-32 of its bytes, newline included. */
  readonly mark: number;
  /** End in the bytes it was found in. */
  readonly end: number;
}

/**
 * Checksums of the whole lines in bytes that end with a newline; those before the first newline count only at a line
 * start.
 */
function lineChecksums(bytes: Buffer, isLineStart: boolean): number[] {
  return checksummedLines(bytes, isLineStart, bytes.at(-1) === 0 && bytes.at(-2) === NEWLINE).map(({ mark }) => mark);
}

/** Whole lines in bytes; `isWide` for UTF-16LE. */
export function checksummedLines(bytes: Buffer, isLineStart: boolean, isWide: boolean): ChecksummedLine[] {
  const lines: ChecksummedLine[] = [];
  for (let start = isLineStart ? 0 : lineEnd(bytes, 0, isWide); start >= 0;) {
    const end = lineEnd(bytes, start, isWide);
    if (end >= 0) {
      lines.push({ mark: crc32(bytes.subarray(start, end)), end });
    }
    start = end;
  }
  return lines;
}

/** End of the line that starts at `start`; -1 without a newline. */
function lineEnd(bytes: Buffer, start: number, isWide: boolean): number {
  const newline = isWide ? bytes.indexOf(WIDE_NEWLINE, start) : bytes.indexOf(NEWLINE, start);
  return newline < 0 ? -1 : newline + (isWide ? WIDE_NEWLINE.length : 1);
}

/** Identity and first content of the file of a position, by which it is recognized later. */
export function fingerprintedFile({ device, inode, born, generation, proof }: FilePosition): FingerprintedFile {
  const head = proof.headBytes === FINGERPRINT_BYTES ? proof.headHash : null;
  return { identity: { device, inode, born }, generation, head };
}

/**
 * True if an open file is the fingerprinted one and was not rewritten since, or starts with the same 1 KiB, as a copy
 * of it does. `known`: position up to which the open file was read, null if unknown.
 */
export function hasSameContent(
  { fd, look }: OpenFile,
  fingerprinted: FingerprintedFile,
  known: FilePosition | null,
): boolean {
  const isSameFile = sameFile(look, fingerprinted.identity) && known?.generation === fingerprinted.generation;
  return (
    (isSameFile && fingerprintMatches(fd, known.offset, known.proof)) ||
    (fingerprinted.head !== null &&
      headMatches(fd, { ...NO_FINGERPRINT, headBytes: FINGERPRINT_BYTES, headHash: fingerprinted.head }))
  );
}

/**
 * True if a file that starts like a log is another log and no copy of it: everything read of the log is in a file at
 * one of these paths, and that file continues differently.
 */
export function isOtherLog(file: OpenFile, { offset, proof }: FilePosition, paths: readonly string[]): boolean {
  const log = paths.find((path) =>
    findIn(
      path,
      ({ fd, look }) => !sameFile(look, file.look) && look.size >= offset && fingerprintMatches(fd, offset, proof),
    ),
  );
  return log !== undefined && !beginsLike(file, log);
}
