import { readSync } from 'node:fs';
import type { FilePosition, Proof } from '../ledger/tables/file-positions';
import { KnownHashes } from './known-hashes';
import { lineMarks } from './line-marks';

/** Bytes hashed at either end of what has been read. */
export const PROOF_BYTES = 1_024;

/** Where fewer whole lines stand there, they are looked for so far back, bytes … */
const LOOKED_BACK_BYTES = [4_096, 32 * 1_024, 256 * 1_024];
/** … until there are two, and no more than these are kept. */
const FEW_LINES = 2;
const MOST_LONG_LINES = 4;

/** The proof of a position nothing has been read before. */
export const NO_PROOF: Proof = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '', marks: [] };

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
export function takeProof(fd: number, offset: number, read?: ReadBytes): Proof {
  const size = Math.min(PROOF_BYTES, offset);
  const isWhole = size === offset;
  const headHash = hashAt(fd, 0, size, read) ?? LOST;
  const tailHash = isWhole ? '' : (hashAt(fd, offset - size, size, read) ?? LOST);
  const isLost = headHash === LOST || tailHash === LOST;
  // What was hashed last stands in the scratch buffer still.
  const marks = isLost ? [] : lineMarks(scratch.subarray(0, size), isWhole);
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
    marks = bytes ? lineMarks(bytes, length === offset) : [];
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
export function proofHolds(fd: number, offset: number, proof: Proof): boolean {
  return (
    headHolds(fd, proof) &&
    (proof.tailHash === '' || hashAt(fd, offset - proof.tailBytes, proof.tailBytes) === proof.tailHash)
  );
}

/** Whether the open file begins as the proven one did; true when nothing had been read of that. */
export function headHolds(fd: number, proof: Proof): boolean {
  return proof.headBytes === 0 || hashAt(fd, 0, proof.headBytes) === proof.headHash;
}

const scratch = Buffer.alloc(PROOF_BYTES);
const hashes = new KnownHashes();

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
