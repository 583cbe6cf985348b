import { readSync } from 'node:fs';
import type { FilePosition } from '../ledger/positions';
import { NO_PROOF, takeProof } from './proof';

/** Which file, and for which entry of the settings. */
export type PositionBegin = Pick<FilePosition, 'device' | 'inode' | 'born' | 'source' | 'path'>;

/**
 * A first position at `offset` of an open file, drawn back to the start of the line it stands in
 * (at most `maxLineBytes`), so that a line half written by now is taken whole once it ends.
 */
export function startPosition(fd: number, begin: PositionBegin, offset: number, maxLineBytes: number): FilePosition {
  const start = offset === 0 ? 0 : lineStartBefore(fd, offset, maxLineBytes);
  return {
    ...begin,
    offset: start,
    skipping: false,
    proof: start === 0 ? NO_PROOF : takeProof(fd, start),
    generation: 0,
  };
}

function lineStartBefore(fd: number, offset: number, maxLineBytes: number): number {
  const from = Math.max(0, offset - maxLineBytes);
  const bytes = Buffer.alloc(offset - from);
  const got = readSync(fd, bytes, 0, bytes.length, from);
  const newline = bytes.lastIndexOf(0x0a, got - 1);
  if (newline < 0) {
    return from === 0 ? 0 : offset;
  }
  // In UTF-16LE the newline's second byte follows its 0x0A.
  const end = from + newline + 1;
  return end % 2 === 1 && bytes[newline + 1] === 0 ? end + 1 : end;
}
