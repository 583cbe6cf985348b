import type { LiveMark } from '../../../shared/contract/live-view';
import { readFully } from '../watch/identity/open-file';
import type { LineCodec } from '../watch/reader/encoding';

/** Bytes of an open file from `from` to `to`; fewer when it has got shorter meanwhile. */
export function readBytes(fd: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  return bytes.subarray(0, readFully(fd, bytes, from));
}

/** Whole lines with their newlines taken off, and the bytes after the last newline. */
export interface CutBytes {
  readonly lines: readonly Buffer[];
  readonly rest: Buffer;
}

/** Cuts bytes, which begin at a code unit of the encoding, at their newlines. */
export function cutLines(bytes: Buffer, codec: Pick<LineCodec, 'unit' | 'newlineByte'>): CutBytes {
  const lines: Buffer[] = [];
  let from = 0;
  for (let end = newlineAt(bytes, from, codec); end !== -1; end = newlineAt(bytes, from, codec)) {
    lines.push(bytes.subarray(from, end));
    from = end + codec.unit;
  }
  return { lines, rest: bytes.subarray(from) };
}

function newlineAt(
  bytes: Buffer,
  from: number,
  { unit, newlineByte }: Pick<LineCodec, 'unit' | 'newlineByte'>,
): number {
  if (unit === 1) {
    return bytes.indexOf(0x0a, from);
  }
  for (let at = from; at + 1 < bytes.length; at += 2) {
    if (bytes[at + newlineByte] === 0x0a && bytes[at + 1 - newlineByte] === 0) {
      return at;
    }
  }
  return -1;
}

/** A line as text, without a byte order mark in front or a carriage return at its end. */
export function lineText(bytes: Buffer, codec: Pick<LineCodec, 'decode'>): string {
  return codec
    .decode(bytes)
    .replace(/^\ufeff/, '')
    .replace(/\r$/, '');
}

/** Characters of a line that are shown. */
const SHOWN_CHARACTERS = 2_000;

/** The first characters of a line; never half of one. */
export function shownPart(line: string): string {
  return line.length <= SHOWN_CHARACTERS ? line : line.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** Where a matched text first stands; an empty place when it lies beyond what is shown. */
export function placeOf(text: string, matched: string): LiveMark {
  const start = text.indexOf(matched);
  return start === -1 ? { start: 0, end: 0 } : { start, end: start + matched.length };
}
