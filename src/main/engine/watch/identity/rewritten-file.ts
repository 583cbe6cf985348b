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
function positionAfterRewrite(fd: number, size: number, before: FilePosition): FilePosition {
  return positionAt(fd, before, endOfReadLines(fd, size, before));
}

/**
 * The position in a file that was rewritten as a whole: as `positionAfterRewrite`, and where the last lines read are what
 * an editor took out or changed, behind those before them.
 */
function positionAfterSave(fd: number, size: number, before: FilePosition): FilePosition {
  return positionAt(fd, before, endOfReadLines(fd, size, before) ?? endOfLeftLines(fd, size, before));
}

/** Facts about an open file of this size (bytes) that decide where to resume in it. */
export function fileEvidence(fd: number, size: number): FileEvidence {
  return {
    size,
    holds: ({ offset, proof }) => fingerprintMatches(fd, offset, proof),
    startsLike: ({ proof }) => headMatches(fd, proof),
    isPartlyWritten: (before) => isBegunAgain(fd, size, before),
    afterRewrite: (before) => positionAfterRewrite(fd, size, before),
    afterSave: (before) => positionAfterSave(fd, size, before),
  };
}

/** Whether a file is shorter than what had been read of it, or of the one in whose place it stands, and begins as that did: perhaps an editor has not yet written all of it. */
function isBegunAgain(fd: number, size: number, { offset, proof }: FilePosition): boolean {
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

/** Looked for near where it was and, where the beginning of a long log was taken out, before the end of the file. */
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
 * Null unless what had been read ends with the same line, and either all of the last 1 KiB stands before it, or half of
 * that and the same beginning: a log that was begun anew, if by the same words, has neither.
 */
function endIn(fd: number, searched: ReadBytes, before: FilePosition): FoundEnd | null {
  const ends = linesIn(searched).map((lines) => endAmong(fd, lines, searched, before));
  return ends.find((end) => end !== null) ?? null;
}

function endAmong(
  fd: number,
  lines: readonly ChecksummedLine[],
  searched: ReadBytes,
  { proof }: FilePosition,
): FoundEnd | null {
  const { marks } = proof;
  const best = mostKept(lines, marks);
  if (!best) {
    return null;
  }
  const isEnd =
    proof.tailHash === ''
      ? lines[0]?.mark === marks[0] && best.kept > 1 && best.kept * 2 >= marks.length
      : keepsAll(best.kept, marks) || (headMatches(fd, proof) && best.kept * 2 >= marks.length);
  return isEnd ? { offset: searched.start + best.end, searched } : null;
}

/** Where the first of the last lines read end, if half of them or more stand together; what stood behind them is gone. Null in a file that was no longer than its proof. */
function endOfLeftLines(fd: number, size: number, { offset, proof }: FilePosition): FoundEnd | null {
  const { marks } = proof;
  if (proof.tailHash === '' || !headMatches(fd, proof)) {
    return null;
  }
  const searched = readAround(fd, size, offset - SEARCHED_BYTES, offset);
  const [narrow = [], wide = []] = linesIn(searched).map((lines) => leftOf(marks, lines));
  const left = narrow.length >= wide.length ? narrow : wide;
  const end = left.at(-1)?.end;
  const isEnd = left.length * 2 >= marks.length && keepsAll(left.length, marks.slice(0, left.length));
  return isEnd && end !== undefined ? { offset: searched.start + end, searched } : null;
}

/** The most of the first lines read that stand together. */
function leftOf(marks: readonly number[], lines: readonly ChecksummedLine[]): readonly ChecksummedLine[] {
  let left: readonly ChecksummedLine[] = [];
  for (const index of lines.keys()) {
    const run = marks.findIndex((mark, place) => lines[index + place]?.mark !== mark);
    left = run > left.length ? lines.slice(index, index + run) : left;
  }
  return left;
}

/** The lines in some bytes, as they are told in most encodings and in UTF-16LE. */
function linesIn({ start, bytes }: ReadBytes): readonly ChecksummedLine[][] {
  return [false, true].map((isWide) => checksummedLines(bytes, start === 0, isWide));
}

function readAround(fd: number, size: number, from: number, to: number): ReadBytes {
  const start = Math.max(0, from);
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(size, to) - start));
  return { start, bytes: bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, start)) };
}

/** All the last lines are there; the same one over and over would prove nothing. */
function keepsAll(kept: number, marks: readonly number[]): boolean {
  return kept === marks.length && new Set(marks).size > 1;
}

/** The place of the last line read before which most of the other ones stand; the first such place. */
function mostKept(
  lines: readonly ChecksummedLine[],
  marks: readonly number[],
): { readonly kept: number; readonly end: number } | null {
  const last = marks.at(-1);
  let best: { kept: number; end: number } | null = null;
  for (const [index, { mark, end }] of lines.entries()) {
    if (mark === last) {
      const kept = keptOf(marks, lines.slice(Math.max(0, index + 1 - 2 * marks.length), index + 1));
      best = best && best.kept >= kept ? best : { kept, end };
    }
  }
  return best;
}

function keptOf(marks: readonly number[], lines: readonly ChecksummedLine[]): number {
  const left = lines.map(({ mark }) => mark);
  return marks.filter((mark) => {
    const at = left.indexOf(mark);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at >= 0;
  }).length;
}

/** How long an editor may take to write a file whose beginning is there already, ms. */
const SAVING_MS = 1_000;

/** A file that was rewritten, perhaps by an editor that has not written all of it yet: where to go on in it. */
export class Rewrite {
  #erased: FilePosition | null = null;
  #savingSince: number | null = null;

  /** Where the file had been read to before it was found empty; null once it was written again. */
  get erased(): FilePosition | null {
    return this.#erased;
  }

  /** True while it is waited for what else is written. */
  get isUnderWay(): boolean {
    return this.#savingSince !== null;
  }

  /** Nothing was read of the file: it may come to hold again what had been read up to `before`. */
  expect(before: FilePosition): void {
    this.#erased = before;
  }

  /** There is nothing to wait for any more. */
  end(): void {
    this.#savingSince = null;
  }

  /** The position to go on from where there is no telling that what stood before `before` is still there; null while more may be written. */
  positionIn(fd: number, size: number, before: FilePosition): FilePosition | null {
    const position = resumeRewritten(fileEvidence(fd, size), before, () => this.#mayGoOn());
    if (position === 'wait') {
      return null;
    }
    this.end();
    this.#erased = size === 0 && before.offset > 0 ? before : null;
    return position;
  }

  #mayGoOn(): boolean {
    const now = performance.now();
    this.#savingSince ??= now;
    return now - this.#savingSince < SAVING_MS;
  }
}
