import { crc32 } from 'node:zlib';

const NEWLINE = 0x0a;
/** A newline in UTF-16LE. In UTF-16BE its last byte is that of all other encodings. */
const WIDE_NEWLINE = Buffer.from([NEWLINE, 0]);

/** A whole line, told from others by its bytes. */
export interface MarkedLine {
  /** CRC-32 of its bytes, newline included. */
  readonly mark: number;
  /** Where it ends in the bytes it was found in. */
  readonly end: number;
}

/** Marks (CRC-32) of the whole lines in some bytes that end with one; of those before the first newline only when a line begins there. */
export function lineMarks(bytes: Buffer, isLineStart: boolean): number[] {
  return markedLines(bytes, isLineStart, bytes.at(-1) === 0 && bytes.at(-2) === NEWLINE).map(({ mark }) => mark);
}

/** The whole lines in some bytes; `isWide` for those of UTF-16LE. */
export function markedLines(bytes: Buffer, isLineStart: boolean, isWide: boolean): MarkedLine[] {
  const lines: MarkedLine[] = [];
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
