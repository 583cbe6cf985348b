import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { Proof } from '../ledger/positions';

/** Bytes hashed at either end of what has been read. */
const PROOF_BYTES = 1_024;

/** The proof of a position nothing has been read before. */
export const NO_PROOF: Proof = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '' };

/** Hashes the first and the last up to 1 KiB before `offset` of an open file. */
export function takeProof(fd: number, offset: number): Proof {
  const size = Math.min(PROOF_BYTES, offset);
  return {
    headBytes: size,
    headHash: hashAt(fd, 0, size),
    tailBytes: size,
    tailHash: size === offset ? '' : hashAt(fd, offset - size, size),
  };
}

/** Whether what stands before `offset` in the open file is what was read there. */
export function proofHolds(fd: number, offset: number, proof: Proof): boolean {
  if (proof.headBytes === 0) {
    return true;
  }
  const head = hashAt(fd, 0, proof.headBytes);
  if (head !== proof.headHash) {
    return false;
  }
  return proof.tailHash === '' || hashAt(fd, offset - proof.tailBytes, proof.tailBytes) === proof.tailHash;
}

const scratch = Buffer.alloc(PROOF_BYTES);

function hashAt(fd: number, position: number, length: number): string {
  if (length === 0) {
    return '';
  }
  const got = readSync(fd, scratch, 0, length, position);
  return createHash('sha256').update(scratch.subarray(0, got)).digest('base64');
}
