import type { LiveMark } from '../../../shared/contract/live-view';
import { readFully } from '../watch/identity/open-file';
import type { LineCodec } from '../watch/reader/encoding';

/** Reads an open file from `from` to `to`; returns fewer bytes if it has become shorter. */
export function readBytes(fd: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  return bytes.subarray(0, readFully(fd, bytes, from));
}

/** Whole lines without newlines, and the bytes after the last newline. */
export interface CutBytes {
  readonly lines: readonly Buffer[];
  readonly rest: Buffer;
}

/** Splits bytes, which start at a code unit of the encoding, at newlines. */
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

/** Decodes a line, without a leading byte order mark or a trailing carriage return. */
export function lineText(bytes: Buffer, codec: Pick<LineCodec, 'decode'>): string {
  return codec
    .decode(bytes)
    .replace(/^\ufeff/, '')
    .replace(/\r$/, '');
}

/** Most characters shown of a line. */
const MAX_SHOWN_CHARACTERS = 2_000;

/** Truncates a line for display without splitting a surrogate pair. */
export function truncateLine(line: string): string {
  return line.length <= MAX_SHOWN_CHARACTERS
    ? line
    : line.slice(0, MAX_SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** Range of the first occurrence of the matched text; empty if it lies in the truncated part. */
export function markOf(text: string, matched: string): LiveMark {
  const start = text.indexOf(matched);
  return start === -1 ? { start: 0, end: 0 } : { start, end: start + matched.length };
}
