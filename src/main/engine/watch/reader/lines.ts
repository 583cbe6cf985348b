import type { LineCodec } from './encoding';

/** A run of whole lines read from one place of a file. The bytes are borrowed: the next read overwrites them. */
export interface Block {
  /** Ids of the configured log files that this file belongs to. */
  readonly fileIds: readonly string[];
  /** Readable form (`readablePath`). */
  readonly path: string;
  readonly bytes: Buffer;
  /** Offset of the first byte in the file. */
  readonly offset: number;
  readonly codec: LineCodec;
  /** True if UTF-8 is only assumed, so that a CP949 file deserves a hint. */
  readonly guessed: boolean;
  /** Longest line emitted uncut, bytes. */
  readonly maxLineBytes: number;
  /** End of each multi-line entry; null if each line is an entry of its own. */
  readonly multiLine: readonly number[] | null;
}

/** Appended to the text of a cut line. */
const CUT_MARK = '…';

/** End of the last newline in `bytes`, 0 if there is none. */
export function endOfLastLine(bytes: Buffer, codec: LineCodec): number {
  let at = bytes.length;
  for (;;) {
    at = bytes.lastIndexOf(0x0a, at - 1);
    if (at < 0) {
      return 0;
    }
    if (isNewline(bytes, at, codec)) {
      return at + codec.unit - codec.newlineByte;
    }
    if (at === 0) {
      return 0;
    }
  }
}

/** End of the first newline at or after `from`, -1 if there is none. */
export function endOfLine(bytes: Buffer, from: number, codec: LineCodec): number {
  let at = bytes.indexOf(0x0a, from);
  while (at >= 0 && !isNewline(bytes, at, codec)) {
    at = bytes.indexOf(0x0a, at + 1);
  }
  return at < 0 ? -1 : at + codec.unit - codec.newlineByte;
}

/** Counts newlines quickly: the memory of the scanner. */
interface NewlineCounter {
  countNewlines(bytes: Buffer): number;
}

/** Number of lines in a block, one without an end at its end included. */
export function countLines({ bytes, codec }: Block, counter: NewlineCounter | null): number {
  if (bytes.length === 0) {
    return 0;
  }
  const rest = endOfLastLine(bytes, codec) < bytes.length ? 1 : 0;
  if (counter !== null && codec.unit === 1) {
    return counter.countNewlines(bytes) + rest;
  }
  let count = rest;
  for (let at = endOfLine(bytes, 0, codec); at >= 0; at = endOfLine(bytes, at, codec)) {
    count += 1;
  }
  return count;
}

function isNewline(bytes: Buffer, at: number, codec: LineCodec): boolean {
  if (codec.unit === 1) {
    return true;
  }
  const start = at - codec.newlineByte;
  return start % 2 === 0 && start + 1 < bytes.length && isAscii(bytes, start, codec);
}

/**
 * Splits a block into entries: without line endings, without leading NULs (left by a truncation), and cut at the
 * longest length.
 */
export function linesOf(block: Block): RawLine[] {
  if (!block.multiLine) {
    return linesWithin(block, 0, block.bytes.length);
  }
  let start = 0;
  return block.multiLine.map((end) => {
    const lines = linesWithin(block, start, end);
    start = end;
    return joinLines(lines, block.codec);
  });
}

/** The entry at [from, to) in a block, as `linesOf` returns it. */
export function lineBetween(block: Block, from: number, to: number): RawLine {
  return block.multiLine ? joinLines(linesWithin(block, from, to), block.codec) : rawLine(block, from, to);
}

/** Offset in the file of the entry that starts at `start` in a block, after NULs that a truncation left there. */
export function offsetInFile({ offset, bytes, codec }: Block, start: number): number {
  return offset + skipNuls(bytes, start, bytes.length, codec.unit);
}

function linesWithin(block: Block, from: number, to: number): RawLine[] {
  const lines: RawLine[] = [];
  for (let start = from; start < to;) {
    const end = endOfLine(block.bytes, start, block.codec);
    const next = end < 0 || end > to ? to : end;
    lines.push(rawLine(block, start, next));
    start = next;
  }
  return lines;
}

/** Joins the lines of an entry with newlines, without trailing empty ones. */
function joinLines(lines: readonly RawLine[], { unit, newlineByte }: LineCodec): RawLine {
  const last = lines.findLastIndex(({ bytes }) => bytes.length > 0);
  const newline = Buffer.alloc(unit);
  newline[newlineByte] = 0x0a;
  const parts = lines.slice(0, last + 1).flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [newline, bytes]));
  return { bytes: Buffer.concat(parts), cut: lines.some(({ cut }) => cut) };
}

/** An entry, not yet decoded. */
export interface RawLine {
  readonly bytes: Buffer;
  /** True if it was too long and its end is missing. */
  readonly cut: boolean;
}

function rawLine(block: Block, start: number, end: number): RawLine {
  const { codec, maxLineBytes } = block;
  const from = skipNuls(block.bytes, start, end, codec.unit);
  const line = block.bytes.subarray(from, withoutLineEnd(block.bytes, from, end, codec));
  return line.length > maxLineBytes
    ? { bytes: line.subarray(0, codec.wholeWithin(line, maxLineBytes)), cut: true }
    : { bytes: line, cut: false };
}

/** End of the text of a line: before its "\n" or "\r\n", if any. */
function withoutLineEnd(bytes: Buffer, start: number, end: number, codec: LineCodec): number {
  let at = end;
  for (const mark of [0x0a, 0x0d]) {
    const unitStart = at - codec.unit;
    if (unitStart >= start && bytes[unitStart + codec.newlineByte] === mark && isAscii(bytes, unitStart, codec)) {
      at = unitStart;
    }
  }
  return at;
}

function isAscii(bytes: Buffer, unitStart: number, codec: LineCodec): boolean {
  return codec.unit === 1 || bytes[unitStart + 1 - codec.newlineByte] === 0;
}

/** Length of the NULs that `bytes` starts with: a writer that keeps its offset leaves them after a truncation. */
export function endOfNulPadding(bytes: Buffer, unit: number): number {
  return skipNuls(bytes, 0, bytes.length - (bytes.length % unit), unit);
}

function skipNuls(bytes: Buffer, start: number, end: number, unit: number): number {
  let at = start;
  while (at < end && bytes[at] === 0 && (unit === 1 || bytes[at + 1] === 0)) {
    at += unit;
  }
  return at;
}

/** Length of the whole characters, without an incomplete one at the end; all bytes if there is nothing else. */
export function wholeCharacters(bytes: Buffer, codec: LineCodec): number {
  const most = bytes.length - (bytes.length % codec.unit);
  for (let end = most; end > most - 4 && end > 0; end -= codec.unit) {
    // Decoded from the start, as the second byte of a CP949 character may look like a letter.
    if (!/[\ud800-\udbff\ufffd]$/.test(codec.decode(bytes.subarray(0, end)))) {
      return end;
    }
  }
  return most;
}

/**
 * Text of the entry at [start, end) in a block, as `lineText` returns it, without copying its bytes. `decode` replaces
 * the decoder of the codec.
 */
export function textBetween(block: Block, start: number, end: number, decode = block.codec.decode): string {
  const { bytes, codec, maxLineBytes } = block;
  const from = skipNuls(bytes, start, end, codec.unit);
  const to = withoutLineEnd(bytes, from, end, codec);
  return to - from > maxLineBytes ? lineText(rawLine(block, start, end), codec) : withoutMark(decode(bytes, from, to));
}

/** Decodes a line, removes a byte order mark and marks a cut line. */
export function lineText(line: RawLine, codec: LineCodec): string {
  const text = withoutMark(codec.decode(line.bytes));
  return line.cut ? `${text}${CUT_MARK}` : text;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
