import iconv from 'iconv-lite';
import { readSync } from 'node:fs';
import type { Encoding } from '../../../../shared/settings/schema';

/** How one file's bytes are cut into lines and read as text. */
export interface LineCodec {
  /** Bytes a code unit takes: a newline is looked for at multiples of it. */
  readonly unit: 1 | 2;
  /** The byte of a newline's code unit that holds 0x0A: 0 for little, 1 for big endian. */
  readonly newlineByte: 0 | 1;
  /** Whole lines only, of all the bytes or those of [start, end); what cannot be read becomes U+FFFD. */
  readonly decode: (bytes: Buffer, start?: number, end?: number) => string;
  /**
   * The only bytes that are decoded to this text (well-formed, no U+FFFD), wherever it stands in a line; null when no
   * bytes are. The member is null for an encoding in which lines are not searched by their bytes.
   */
  readonly encode: ((text: string) => Buffer | null) | null;
  /** How many of the first `limit` bytes of a line are whole characters; `bytes` are longer, and begin with the line. */
  readonly wholeWithin: (bytes: Buffer, limit: number) => number;
  /** Whether lines decoded together are what they are one by one: whatever stands before a newline, it stays one. */
  readonly decodesTogether: boolean;
}

const UTF8: LineCodec = {
  unit: 1,
  newlineByte: 0,
  decode: (bytes, start, end) => bytes.toString('utf8', start, end),
  encode: (text) => Buffer.from(text, 'utf8'),
  wholeWithin: wholeUtf8,
  decodesTogether: true,
};
const LATIN1: LineCodec = {
  unit: 1,
  newlineByte: 0,
  decode: (bytes, start, end) => bytes.toString('latin1', start, end),
  encode: (text) => encodedBack(Buffer.from(text, 'latin1'), text, LATIN1),
  wholeWithin: (_bytes, limit) => limit,
  decodesTogether: true,
};
const UTF16LE: LineCodec = {
  unit: 2,
  newlineByte: 0,
  decode: (bytes, start, end) => bytes.toString('utf16le', start, end),
  encode: null,
  wholeWithin: (bytes, limit) => wholeUtf16(bytes, limit, 1),
  decodesTogether: false,
};
const UTF16BE: LineCodec = {
  unit: 2,
  newlineByte: 1,
  encode: null,
  wholeWithin: (bytes, limit) => wholeUtf16(bytes, limit, 0),
  decodesTogether: false,
  decode: (bytes, start = 0, end = bytes.length) =>
    Buffer.from(bytes.subarray(start, end - ((end - start) % 2)))
      .swap16()
      .toString('utf16le'),
};
// Node's own "euc-kr" reads many syllables of CP949 wrongly, and lets ASCII letters leak out of them.
const CP949: LineCodec = {
  unit: 1,
  newlineByte: 0,
  decode: (bytes, start, end) => iconv.decode(bytes.subarray(start, end), 'cp949'),
  encode: (text) => encodedBack(iconv.encode(text, 'cp949'), text, CP949),
  wholeWithin: wholeCp949,
  decodesTogether: false,
};

function wholeUtf8(bytes: Buffer, limit: number): number {
  let at = limit;
  // UTF-8 continuation bytes are 10xxxxxx (RFC 3629); at most three follow a first byte.
  while (at > limit - 4 && at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) {
    at -= 1;
  }
  return at;
}

/** `highByte`: which byte of a unit says whether it is the second half of a pair (0xDC to 0xDF, RFC 2781). */
function wholeUtf16(bytes: Buffer, limit: number, highByte: 0 | 1): number {
  const at = limit - (limit % 2);
  return ((bytes[at + highByte] ?? 0) & 0xfc) === 0xdc ? Math.max(0, at - 2) : at;
}

/** Only from the start of a line the double bytes of CP949 can be told: the second one may be a letter. */
function wholeCp949(bytes: Buffer, limit: number): number {
  let at = 0;
  for (let next = 0; next <= limit; next += isCp949Pair(bytes, next) ? 2 : 1) {
    at = next;
  }
  return at;
}

/** A double byte begins with 0x81 to 0xFE, and its second byte is 0x41 or more (code page 949). */
function isCp949Pair(bytes: Buffer, at: number): boolean {
  const first = bytes[at] ?? 0;
  return first > 0x80 && first < 0xff && (bytes[at + 1] ?? 0) > 0x40;
}

/** Null for a text that the encoding does not have. */
function encodedBack(bytes: Buffer, text: string, codec: LineCodec): Buffer | null {
  return codec.decode(bytes) === text ? bytes : null;
}

/** The codec for an encoding; `auto` goes by the byte order mark in the file's first bytes, else UTF-8. */
export function lineCodec(encoding: Encoding, firstBytes: Uint8Array): LineCodec {
  switch (encoding) {
    case 'utf8':
      return UTF8;
    case 'cp949':
      return CP949;
    case 'latin1':
      return LATIN1;
    case 'utf16le':
      return UTF16LE;
    case 'utf16be':
      return UTF16BE;
    case 'auto':
      return byMark(firstBytes);
  }
}

function byMark(first: Uint8Array): LineCodec {
  if (first[0] === 0xff && first[1] === 0xfe) {
    return UTF16LE;
  }
  return first[0] === 0xfe && first[1] === 0xff ? UTF16BE : UTF8;
}

/** True for a line that is not UTF-8 but reads cleanly as CP949: worth one hint to the person. */
export function looksLikeCp949(bytes: Buffer): boolean {
  return bytes.toString('utf8').includes('\ufffd') && !iconv.decode(bytes, 'cp949').includes('\ufffd');
}

/** How many first bytes of a file tell its byte order mark. */
const MARK_BYTES = 2;

/** How an open file is cut into lines and read; `isCertain` is false while a byte order mark may still come. */
export function fileCodec(fd: number, encoding: Encoding): { readonly codec: LineCodec; readonly isCertain: boolean } {
  const first = Buffer.alloc(MARK_BYTES);
  const got = readSync(fd, first, 0, MARK_BYTES, 0);
  return { codec: lineCodec(encoding, first.subarray(0, got)), isCertain: got === MARK_BYTES };
}
