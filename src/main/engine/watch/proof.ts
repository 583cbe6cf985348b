import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { Proof } from '../ledger/positions';

/** Bytes hashed at either end of what has been read. */
export const PROOF_BYTES = 1_024;

/** The proof of a position nothing has been read before. */
export const NO_PROOF: Proof = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '' };

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
  return {
    headBytes: size,
    headHash: hashAt(fd, 0, size, read) ?? LOST,
    tailBytes: size,
    tailHash: size === offset ? '' : (hashAt(fd, offset - size, size, read) ?? LOST),
  };
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

/** Null where the file is shorter by now. */
function hashAt(fd: number, position: number, length: number, read?: ReadBytes): string | null {
  if (length === 0) {
    return '';
  }
  const fromFile = read ? Math.min(length, Math.max(0, read.start - position)) : length;
  const got = fromFile > 0 ? readSync(fd, scratch, 0, fromFile, position) : 0;
  if (got < fromFile) {
    return null;
  }
  if (read && fromFile < length) {
    const start = position + fromFile - read.start;
    read.bytes.copy(scratch, fromFile, start, start + length - fromFile);
  }
  return createHash('sha256').update(scratch.subarray(0, length)).digest('base64');
}
