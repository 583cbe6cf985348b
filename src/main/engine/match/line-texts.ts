import { isAscii } from 'node:buffer';
import { lineBetween, lineText, textBetween, type Block } from '../watch/reader/lines';

/** After so many lines of a block it is worth a look whether all of it is ASCII. */
const MANY_LINES = 64;

/** The texts of the lines of a block. */
export interface LineTexts {
  /** The text of the next line, which stands at [start, end). */
  readonly next: (start: number, end: number) => string;
  /** True when each is a part of one long text, the whole of which stays in memory with it. */
  readonly areParts: boolean;
}

/** Bytes that a UTF-16 unit of a text takes at most: three in UTF-8 (RFC 3629). */
const MOST_BYTES_PER_UNIT = 3;

/** The texts of all lines of a block, from the first on; decoded together where that comes to the same, which is quicker. */
export function lineTexts(block: Block): LineTexts {
  const { codec, bytes, multiLine, maxLineBytes } = block;
  const together = codec.decodesTogether && !multiLine && hasNoLineOver(maxLineBytes / MOST_BYTES_PER_UNIT, bytes);
  return together ? textsOf(isAscii(bytes) ? bytes.toString('latin1') : codec.decode(bytes)) : oneByOne(block);
}

/** The texts of single lines anywhere in a block. */
export function oneByOne(block: Block): LineTexts {
  const { bytes, codec, multiLine } = block;
  if (multiLine) {
    return { next: (start, end) => lineText(lineBetween(block, start, end), codec), areParts: false };
  }
  let { decode } = codec;
  let asked = 0;
  const next = (start: number, end: number): string => {
    asked += 1;
    if (asked === MANY_LINES && codec.decodesTogether && isAscii(bytes)) {
      decode = decodeAscii;
    }
    return textBetween(block, start, end, decode);
  };
  return { next, areParts: false };
}

function decodeAscii(bytes: Buffer, start?: number, end?: number): string {
  return bytes.toString('latin1', start, end);
}

/** What a line of a decoded text is, as `lineBetween` and `lineText` have it of bytes. */
function textsOf(text: string): LineTexts {
  let at = 0;
  const next = (): string => {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    let from = at;
    while (from < end && text.charCodeAt(from) === 0) {
      from += 1;
    }
    at = end + 1;
    const to = end > from && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
    return text.slice(to > from && text.charCodeAt(from) === 0xfeff ? from + 1 : from, to);
  };
  return { next, areParts: true };
}

/** Looks for a newline at every `limit` bytes only. */
function hasNoLineOver(limit: number, bytes: Buffer): boolean {
  for (let start = 0; start + limit < bytes.length;) {
    const newline = bytes.lastIndexOf(0x0a, start + limit);
    if (newline < start) {
      return false;
    }
    start = newline + 1;
  }
  return true;
}
