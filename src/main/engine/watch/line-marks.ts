import { crc32 } from 'node:zlib';

const NEWLINE = 0x0a;

/** A whole line, told from others by its bytes. */
export interface MarkedLine {
  /** CRC-32 of its bytes, newline included. */
  readonly mark: number;
  /** Where it ends in the bytes it was found in. */
  readonly end: number;
}

/** Marks (CRC-32) of the whole lines in some bytes; of those before the first newline only when a line begins there. */
export function lineMarks(bytes: Buffer, isLineStart: boolean): number[] {
  return markedLines(bytes, isLineStart).map(({ mark }) => mark);
}

/** The whole lines in some bytes. None where there are NULs: in UTF-16 a newline is more than a byte. */
export function markedLines(bytes: Buffer, isLineStart: boolean): MarkedLine[] {
  const lines: MarkedLine[] = [];
  if (bytes.includes(0)) {
    return lines;
  }
  for (let start = isLineStart ? 0 : bytes.indexOf(NEWLINE) + 1; ;) {
    const end = bytes.indexOf(NEWLINE, start) + 1;
    if (end === 0 || (!isLineStart && start === 0)) {
      return lines;
    }
    lines.push({ mark: crc32(bytes.subarray(start, end)), end });
    start = end;
  }
}
