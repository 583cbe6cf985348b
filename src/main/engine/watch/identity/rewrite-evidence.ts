import { readSync } from 'node:fs';
import type { FilePosition } from '../../ledger/tables/file-positions';
import {
  headMatches,
  type ChecksummedLine,
  checksummedLines,
  NO_FINGERPRINT,
  FINGERPRINT_BYTES,
  fingerprintMatches,
  type ReadBytes,
  takeFingerprint,
} from './fingerprint';
import { type FileEvidence, resumeRewritten } from './resume-position';

/** Distance from the old end of the read content within which it is searched, bytes. */
const SEARCHED_BYTES = 256 * 1_024;
/** Time that an editor may take to write the rest of a file, ms. */
const EDITOR_SAVE_MS = 1_000;

/** End of the content already read, in a file whose earlier bytes changed. */
interface FoundEnd {
  readonly offset: number;
  readonly searched: ReadBytes;
}

/** Decides where to resume in a rewritten file, which an editor may still be writing. */
export class Rewrite {
  #erased: FilePosition | null = null;
  #savingSince: number | null = null;

  /** Position before the file was found empty; null once it was written again. */
  get erased(): FilePosition | null {
    return this.#erased;
  }

  /** True while waiting for the rest to be written. */
  get isInProgress(): boolean {
    return this.#savingSince !== null;
  }

  /** Expects the content already read up to `before` to come back into a file not read yet. */
  expect(before: FilePosition): void {
    this.#erased = before;
  }

  /** Stops waiting. */
  finish(): void {
    this.#savingSince = null;
  }

  /** Position to resume at when the content before `before` may have changed; null while more may be written. */
  resumeFrom(fd: number, size: number, before: FilePosition): FilePosition | null {
    const position = resumeRewritten(fileEvidence(fd, size), before, () => this.#mayBeUnfinished());
    if (position === 'wait') {
      return null;
    }
    this.finish();
    this.#erased = size === 0 && before.offset > 0 ? before : null;
    return position;
  }

  #mayBeUnfinished(): boolean {
    const now = performance.now();
    this.#savingSince ??= now;
    return now - this.#savingSince < EDITOR_SAVE_MS;
  }
}

/**
 * Position to resume at in a rewritten file: after the last line read, if an editor saved the file with a line removed
 * or changed, else the start.
 */
function positionAfterRewrite(fd: number, size: number, before: FilePosition): FilePosition {
  return positionAt(fd, before, endOfReadLines(fd, size, before));
}

/**
 * Position to resume at in a file that was rewritten as a whole: like `positionAfterRewrite`, but if the editor removed
 * or changed the last lines read, after those before them.
 */
function positionAfterSave(fd: number, size: number, before: FilePosition): FilePosition {
  return positionAt(fd, before, endOfReadLines(fd, size, before) ?? endOfSurvivingLines(fd, size, before));
}

/** Facts about an open file of this size (bytes) that decide where to resume in it. */
export function fileEvidence(fd: number, size: number): FileEvidence {
  return {
    size,
    holds: ({ offset, proof }) => fingerprintMatches(fd, offset, proof),
    startsLike: ({ proof }) => headMatches(fd, proof),
    isPartlyWritten: (before) => isPartialRewrite(fd, size, before),
    afterRewrite: (before) => positionAfterRewrite(fd, size, before),
    afterSave: (before) => positionAfterSave(fd, size, before),
  };
}

/**
 * True if the file is shorter than what we had read but starts with the same 1 KiB: an editor may still be writing it.
 */
function isPartialRewrite(fd: number, size: number, { offset, proof }: FilePosition): boolean {
  return proof.headBytes === FINGERPRINT_BYTES && size < offset && headMatches(fd, proof);
}

function positionAt(fd: number, before: FilePosition, found: FoundEnd | null): FilePosition {
  const generation = before.generation + 1;
  return found
    ? {
        ...before,
        offset: found.offset,
        skipping: false,
        proof: takeFingerprint(fd, found.offset, found.searched),
        generation,
      }
    : { ...before, offset: 0, skipping: false, proof: NO_FINGERPRINT, generation };
}

/** Searches near the old offset and, if the start of a long log was removed, before the end of the file. */
function endOfReadLines(fd: number, size: number, before: FilePosition): FoundEnd | null {
  const { offset, proof } = before;
  if (proof.marks.length === 0 || size === 0) {
    return null;
  }
  const isWhole = proof.tailHash === '';
  const around = readAround(fd, size, isWhole ? 0 : offset - SEARCHED_BYTES, offset + SEARCHED_BYTES);
  const isCut = !isWhole && FINGERPRINT_BYTES < size && size < offset && !headMatches(fd, proof);
  return (
    endIn(fd, around, before) ?? (isCut ? endIn(fd, readAround(fd, size, size - SEARCHED_BYTES, size), before) : null)
  );
}

/**
 * Null unless the last line read is found and either all of the last 1 KiB precedes it, or half of that and the same
 * start of the file: a log restarted with the same words has neither.
 */
function endIn(fd: number, searched: ReadBytes, before: FilePosition): FoundEnd | null {
  const ends = linesIn(searched).map((lines) => endAmongLines(fd, lines, searched, before));
  return ends.find((end) => end !== null) ?? null;
}

function endAmongLines(
  fd: number,
  lines: readonly ChecksummedLine[],
  searched: ReadBytes,
  { proof }: FilePosition,
): FoundEnd | null {
  const { marks } = proof;
  const best = bestEnd(lines, marks);
  if (!best) {
    return null;
  }
  const isEnd =
    proof.tailHash === ''
      ? lines[0]?.mark === marks[0] && best.kept > 1 && best.kept * 2 >= marks.length
      : hasAllLines(best.kept, marks) || (headMatches(fd, proof) && best.kept * 2 >= marks.length);
  return isEnd ? { offset: searched.start + best.end, searched } : null;
}

/**
 * End of the surviving lines when the last lines we read were deleted; needs at least half of the remembered lines in
 * sequence. Null for a file no longer than its fingerprint.
 */
function endOfSurvivingLines(fd: number, size: number, { offset, proof }: FilePosition): FoundEnd | null {
  const { marks } = proof;
  if (proof.tailHash === '' || !headMatches(fd, proof)) {
    return null;
  }
  const searched = readAround(fd, size, offset - SEARCHED_BYTES, offset);
  const [narrow = [], wide = []] = linesIn(searched).map((lines) => longestRun(marks, lines));
  const run = narrow.length >= wide.length ? narrow : wide;
  const end = run.at(-1)?.end;
  const isEnd = run.length * 2 >= marks.length && hasAllLines(run.length, marks.slice(0, run.length));
  return isEnd && end !== undefined ? { offset: searched.start + end, searched } : null;
}

/** Longest run of the first remembered lines that is found in sequence. */
function longestRun(marks: readonly number[], lines: readonly ChecksummedLine[]): readonly ChecksummedLine[] {
  let longest: readonly ChecksummedLine[] = [];
  for (const start of lines.keys()) {
    const length = marks.findIndex((mark, index) => lines[start + index]?.mark !== mark);
    longest = length > longest.length ? lines.slice(start, start + length) : longest;
  }
  return longest;
}

/** Whole lines in bytes, read as most encodings and as UTF-16LE. */
function linesIn({ start, bytes }: ReadBytes): readonly ChecksummedLine[][] {
  return [false, true].map((isWide) => checksummedLines(bytes, start === 0, isWide));
}

function readAround(fd: number, size: number, from: number, to: number): ReadBytes {
  const start = Math.max(0, from);
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(size, to) - start));
  return { start, bytes: bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, start)) };
}

/** True if all remembered lines are there; the same line repeated would prove nothing. */
function hasAllLines(kept: number, marks: readonly number[]): boolean {
  return kept === marks.length && new Set(marks).size > 1;
}

/** The first occurrence of the last line read that has the most remembered lines before it. */
function bestEnd(
  lines: readonly ChecksummedLine[],
  marks: readonly number[],
): { readonly kept: number; readonly end: number } | null {
  const last = marks.at(-1);
  let best: { kept: number; end: number } | null = null;
  for (const [index, { mark, end }] of lines.entries()) {
    if (mark === last) {
      const kept = countKept(marks, lines.slice(Math.max(0, index + 1 - 2 * marks.length), index + 1));
      best = best && best.kept >= kept ? best : { kept, end };
    }
  }
  return best;
}

function countKept(marks: readonly number[], lines: readonly ChecksummedLine[]): number {
  const unmatched = lines.map(({ mark }) => mark);
  return marks.filter((mark) => {
    const at = unmatched.indexOf(mark);
    if (at >= 0) {
      unmatched.splice(at, 1);
    }
    return at >= 0;
  }).length;
}
