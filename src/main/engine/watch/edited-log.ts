import { readSync } from 'node:fs';
import type { FilePosition } from '../ledger/positions';
import { markedLines, type MarkedLine } from './line-marks';
import { headHolds, NO_PROOF, takeProof, type ReadBytes } from './proof';

/** How far from where it was the end of what had been read is looked for, bytes. */
const SEARCHED_BYTES = 256 * 1_024;

/** The end of what had been read, in a file that was changed before it. */
interface FoundEnd {
  readonly offset: number;
  readonly searched: ReadBytes;
}

/**
 * The position in a rewritten file. Where an editor saved it with a line taken out or changed, that is behind the last
 * line read before; else it is the start.
 */
export function positionAfterRewrite(fd: number, size: number, before: FilePosition): FilePosition {
  const generation = before.generation + 1;
  const found = endOfReadLines(fd, size, before);
  return found
    ? {
        ...before,
        offset: found.offset,
        skipping: false,
        proof: takeProof(fd, found.offset, found.searched),
        generation,
      }
    : { ...before, offset: 0, skipping: false, proof: NO_PROOF, generation };
}

/**
 * Null unless what had been read ends with the same line, and either all of the last 1 KiB stands before it, or half of
 * that and the same beginning: a log that was begun anew, if by the same words, has neither.
 */
function endOfReadLines(fd: number, size: number, { offset, proof }: FilePosition): FoundEnd | null {
  const { marks } = proof;
  const last = marks.at(-1);
  if (last === undefined || size === 0) {
    return null;
  }
  const isWhole = proof.tailHash === '';
  const start = isWhole ? 0 : Math.max(0, offset - SEARCHED_BYTES);
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(size, offset + SEARCHED_BYTES) - start));
  const searched = { start, bytes: bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, start)) };
  const lines = markedLines(searched.bytes, start === 0);
  const best = mostKept(lines, marks, last);
  if (!best) {
    return null;
  }
  const isEnd = isWhole
    ? lines[0]?.mark === marks[0] && best.kept > 1 && best.kept * 2 >= marks.length
    : keepsAll(best.kept, marks) || (headHolds(fd, proof) && best.kept * 2 >= marks.length);
  return isEnd ? { offset: start + best.end, searched } : null;
}

/** All the last lines are there; the same one over and over would prove nothing. */
function keepsAll(kept: number, marks: readonly number[]): boolean {
  return kept === marks.length && new Set(marks).size > 1;
}

/** The place of the last line read before which most of the other ones stand; the first such place. */
function mostKept(
  lines: readonly MarkedLine[],
  marks: readonly number[],
  last: number,
): { readonly kept: number; readonly end: number } | null {
  let best: { kept: number; end: number } | null = null;
  for (const [index, { mark, end }] of lines.entries()) {
    if (mark === last) {
      const kept = keptOf(marks, lines.slice(Math.max(0, index + 1 - 2 * marks.length), index + 1));
      best = best && best.kept >= kept ? best : { kept, end };
    }
  }
  return best;
}

function keptOf(marks: readonly number[], lines: readonly MarkedLine[]): number {
  const left = lines.map(({ mark }) => mark);
  return marks.filter((mark) => {
    const at = left.indexOf(mark);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at >= 0;
  }).length;
}
