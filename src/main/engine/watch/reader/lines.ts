import type { LineCodec } from './encoding';

/** A run of whole lines read from one place of one file. The bytes are lent: they change with the next read. */
export interface Block {
  /** The entries of the settings that this file belongs to. */
  readonly fileIds: readonly string[];
  /** As people read it (`readablePath`). */
  readonly path: string;
  readonly bytes: Buffer;
  /** Where they begin in the file, bytes from its start. */
  readonly offset: number;
  readonly codec: LineCodec;
  /** True when UTF-8 was only assumed, so that a CP949 file is worth a hint. */
  readonly guessed: boolean;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
  /** Where each event of several lines ends; null where each line stands for itself. */
  readonly multiLine: readonly number[] | null;
}

/** Marks the end of a line that was too long to take whole. */
const CUT_MARK = '…';

/** Where the last newline in `bytes` ends, or 0 when there is none. */
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

/** Where the first newline at or after `from` ends, or -1 when there is none. */
export function endOfLine(bytes: Buffer, from: number, codec: LineCodec): number {
  let at = bytes.indexOf(0x0a, from);
  while (at >= 0 && !isNewline(bytes, at, codec)) {
    at = bytes.indexOf(0x0a, at + 1);
  }
  return at < 0 ? -1 : at + codec.unit - codec.newlineByte;
}

function isNewline(bytes: Buffer, at: number, codec: LineCodec): boolean {
  if (codec.unit === 1) {
    return true;
  }
  const start = at - codec.newlineByte;
  return start % 2 === 0 && start + 1 < bytes.length && isAscii(bytes, start, codec);
}

/**
 * The lines of a block, or its events where several lines are one: each without its end, its leading NULs (a hole left by
 * truncation) and what is over the longest length.
 */
export function linesOf(block: Block): RawLine[] {
  if (!block.multiLine) {
    return linesWithin(block, 0, block.bytes.length);
  }
  let start = 0;
  return block.multiLine.map((end) => {
    const lines = linesWithin(block, start, end);
    start = end;
    return joined(lines, block.codec);
  });
}

/** The line or event that stands at [from, to) in a block, as `linesOf` gives it. */
export function lineBetween(block: Block, from: number, to: number): RawLine {
  return block.multiLine ? joined(linesWithin(block, from, to), block.codec) : rawLine(block, from, to);
}

/** Where in its file the line or event begins that begins at `start` in a block, behind NULs that a truncation left there; bytes from the file's start. */
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

/** The lines of one event with a newline between them; empty ones at its end are left out. */
function joined(lines: readonly RawLine[], { unit, newlineByte }: LineCodec): RawLine {
  const last = lines.findLastIndex(({ bytes }) => bytes.length > 0);
  const newline = Buffer.alloc(unit);
  newline[newlineByte] = 0x0a;
  const parts = lines.slice(0, last + 1).flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [newline, bytes]));
  return { bytes: Buffer.concat(parts), cut: lines.some(({ cut }) => cut) };
}

/** One line or event, not yet text. */
export interface RawLine {
  readonly bytes: Buffer;
  /** True when its end is missing because it was too long. */
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

/** Where a line's text ends: before its "\n" or "\r\n", if it has one. */
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

/** How many bytes of NULs `bytes` begins with: what truncation leaves before a writer that keeps its place. */
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

/** How many of the bytes are whole characters: what lacks the rest of one at the end is left out, unless nothing else is there. */
export function wholeCharacters(bytes: Buffer, codec: LineCodec): number {
  const most = bytes.length - (bytes.length % codec.unit);
  for (let end = most; end > most - 4 && end > 0; end -= codec.unit) {
    // The whole is decoded, as only from its start the double bytes of CP949 can be told.
    if (!/[\ud800-\udbff\ufffd]$/.test(codec.decode(bytes.subarray(0, end)))) {
      return end;
    }
  }
  return most;
}

/** The text of the line at [start, end) in a block, as `lineText` gives it, but without a copy of its bytes. `decode`: as the codec's. */
export function textBetween(block: Block, start: number, end: number, decode = block.codec.decode): string {
  const { bytes, codec, maxLineBytes } = block;
  const from = skipNuls(bytes, start, end, codec.unit);
  const to = withoutLineEnd(bytes, from, end, codec);
  return to - from > maxLineBytes ? lineText(rawLine(block, start, end), codec) : withoutMark(decode(bytes, from, to));
}

/** A line as text: decoded, without a byte order mark, marked when cut. */
export function lineText(line: RawLine, codec: LineCodec): string {
  const text = withoutMark(codec.decode(line.bytes));
  return line.cut ? `${text}${CUT_MARK}` : text;
}

/** A text without the byte order mark before it. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
