import { hash } from 'node:crypto';
import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { FilePosition, Fingerprint, FingerprintedFile } from '../../ledger/tables/file-positions';
import { sameFile } from './file-id';
import { beginsLike, findIn, type OpenFile } from './open-file';

/** Bytes whose hashes are kept at hand; more of them take the places of others. */
const MOST = 256;

interface CachedHash {
  readonly bytes: Buffer;
  readonly hash: string;
}

/** Hashes of bytes, which cost ten times less when the same bytes were hashed not long ago: a log is proven at each look. */
export class HashCache {
  readonly #places: (CachedHash | undefined)[] = new Array<CachedHash | undefined>(MOST).fill(undefined);

  /** SHA-256 of the bytes, in Base64. */
  of(bytes: Buffer): string {
    const place = crc32(bytes) % MOST;
    const known = this.#places[place];
    if (known?.bytes.equals(bytes)) {
      return known.hash;
    }
    const added = { bytes: Buffer.from(bytes), hash: hash('sha256', bytes, 'base64') };
    this.#places[place] = added;
    return added.hash;
  }
}

/** Bytes hashed at either end of what has been read. */
export const FINGERPRINT_BYTES = 1_024;

/** Where fewer whole lines stand there, they are looked for so far back, bytes … */
const LOOKED_BACK_BYTES = [4_096, 32 * 1_024, 256 * 1_024];
/** … until there are two, and no more than these are kept. */
const FEW_LINES = 2;
const MOST_LONG_LINES = 4;

/** The proof of a position nothing has been read before. */
export const NO_FINGERPRINT: Fingerprint = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '', marks: [] };

/** Stands for bytes that were gone before they could be hashed: such a proof never holds. */
const LOST = 'lost';

/** Bytes as they were read from a file, and where in it they begin. */
export interface ReadBytes {
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Hashes the first and the last up to 1 KiB before `offset` of an open file. What was read just now is taken from
 * `read`: should the file be rewritten meanwhile, the proof is of what was read, and fails.
 */
export function takeFingerprint(fd: number, offset: number, read?: ReadBytes): Fingerprint {
  const size = Math.min(FINGERPRINT_BYTES, offset);
  const isWhole = size === offset;
  const headHash = hashAt(fd, 0, size, read) ?? LOST;
  const tailHash = isWhole ? '' : (hashAt(fd, offset - size, size, read) ?? LOST);
  const isLost = headHash === LOST || tailHash === LOST;
  // What was hashed last stands in the scratch buffer still.
  const marks = isLost ? [] : lineChecksums(scratch.subarray(0, size), isWhole);
  const isEnough = isLost || isWhole || marks.length >= FEW_LINES;
  return {
    headBytes: size,
    headHash,
    tailBytes: size,
    tailHash,
    marks: isEnough ? marks : longMarks(fd, offset, read),
  };
}

/** The marks of lines that are longer than what is hashed. */
function longMarks(fd: number, offset: number, read?: ReadBytes): number[] {
  let marks: number[] = [];
  for (const most of LOOKED_BACK_BYTES) {
    const length = Math.min(most, offset);
    const bytes = bytesAt(fd, offset - length, Buffer.allocUnsafe(length), read);
    marks = bytes ? lineChecksums(bytes, length === offset) : [];
    if (marks.length >= FEW_LINES || length === offset) {
      break;
    }
  }
  return marks.slice(-MOST_LONG_LINES);
}

/** The positions behind something, the farthest first: a file may hold what several of them stand behind. */
export function farthestFirst(positions: readonly FilePosition[]): FilePosition[] {
  return positions.filter(({ offset }) => offset > 0).sort((one, other) => other.offset - one.offset);
}

/** Whether what stands before `offset` in the open file is what was read there. */
export function fingerprintMatches(fd: number, offset: number, proof: Fingerprint): boolean {
  return (
    headMatches(fd, proof) &&
    (proof.tailHash === '' || hashAt(fd, offset - proof.tailBytes, proof.tailBytes) === proof.tailHash)
  );
}

/** Whether the open file begins as the proven one did; true when nothing had been read of that. */
export function headMatches(fd: number, proof: Fingerprint): boolean {
  return proof.headBytes === 0 || hashAt(fd, 0, proof.headBytes) === proof.headHash;
}

const scratch = Buffer.alloc(FINGERPRINT_BYTES);
const hashes = new HashCache();

/** Null where the file is shorter by now. */
function hashAt(fd: number, position: number, length: number, read?: ReadBytes): string | null {
  const bytes = bytesAt(fd, position, scratch.subarray(0, length), read);
  return bytes && (length === 0 ? '' : hashes.of(bytes));
}

/** Fills a buffer with what stands at a position, taken from `read` where that has it; null where the file is shorter by now. */
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
/** A newline in UTF-16LE. In UTF-16BE its last byte is that of all other encodings. */
const WIDE_NEWLINE = Buffer.from([NEWLINE, 0]);

/** A whole line, told from others by its bytes. */
export interface ChecksummedLine {
  /** CRC-32 of its bytes, newline included. */
  readonly mark: number;
  /** Where it ends in the bytes it was found in. */
  readonly end: number;
}

/** Marks (CRC-32) of the whole lines in some bytes that end with one; of those before the first newline only when a line begins there. */
function lineChecksums(bytes: Buffer, isLineStart: boolean): number[] {
  return checksummedLines(bytes, isLineStart, bytes.at(-1) === 0 && bytes.at(-2) === NEWLINE).map(({ mark }) => mark);
}

/** The whole lines in some bytes; `isWide` for those of UTF-16LE. */
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

/** Where the line ends that begins at `start`; -1 where it has no end. */
function lineEnd(bytes: Buffer, start: number, isWide: boolean): number {
  const newline = isWide ? bytes.indexOf(WIDE_NEWLINE, start) : bytes.indexOf(NEWLINE, start);
  return newline < 0 ? -1 : newline + (isWide ? WIDE_NEWLINE.length : 1);
}

/** What will tell the file of a position again, and what it holds before that. */
export function fingerprintedFile({ device, inode, born, generation, proof }: FilePosition): FingerprintedFile {
  const head = proof.headBytes === FINGERPRINT_BYTES ? proof.headHash : null;
  return { identity: { device, inode, born }, generation, head };
}

/**
 * Whether an open file holds what a proven one did: it is that file and was not rewritten since, or it begins with the same 1 KiB, as a
 * copy of it does. `known`: where the open file has been read to, null when that is not known.
 */
export function hasSameContent({ fd, look }: OpenFile, proven: FingerprintedFile, known: FilePosition | null): boolean {
  const isThat = sameFile(look, proven.identity) && known?.generation === proven.generation;
  return (
    (isThat && fingerprintMatches(fd, known.offset, known.proof)) ||
    (proven.head !== null &&
      headMatches(fd, { ...NO_FINGERPRINT, headBytes: FINGERPRINT_BYTES, headHash: proven.head }))
  );
}

/**
 * Whether a file that begins as a log does is another one, and no copy of that: all that was read of the log stands in a file at one
 * of these paths, and that goes on in another way.
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
