import iconv from 'iconv-lite';
import { readSync } from 'node:fs';
import type { Encoding } from '../../../../shared/settings/schema';

/** Splits the bytes of a file into lines and decodes them. */
export interface LineCodec {
  /** Bytes of a code unit; newlines are aligned to it. */
  readonly unit: 1 | 2;
  /** Position of the byte 0x0A in the code unit of a newline: 0 in little, 1 in big endian. */
  readonly newlineByte: 0 | 1;
  /** Decodes whole lines, all bytes or those of [start, end); invalid bytes become U+FFFD. */
  readonly decode: (bytes: Buffer, start?: number, end?: number) => string;
  /**
   * Encodes a well-formed text without U+FFFD to the only bytes that decode to it, anywhere in a line; null if there
   * are none. The member is null for encodings in which lines are not searched by bytes.
   */
  readonly encode: ((text: string) => Buffer | null) | null;
  /**
   * Length of the whole characters in the first `limit` bytes of a line; `bytes` starts with the line and is longer.
   */
  readonly wholeWithin: (bytes: Buffer, limit: number) => number;
  /** True if decoding several lines at once gives the same as one by one: no byte before a newline can absorb it. */
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
  encode: (text) => ifReversible(Buffer.from(text, 'latin1'), text, LATIN1),
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
// Node's "euc-kr" decoder gets many CP949 syllables wrong and turns parts of them into ASCII letters.
const CP949: LineCodec = {
  unit: 1,
  newlineByte: 0,
  decode: (bytes, start, end) => iconv.decode(bytes.subarray(start, end), 'cp949'),
  encode: (text) => ifReversible(iconv.encode(text, 'cp949'), text, CP949),
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

/** `highByte`: index of the byte that marks the second half of a surrogate pair (0xDC to 0xDF, RFC 2781). */
function wholeUtf16(bytes: Buffer, limit: number, highByte: 0 | 1): number {
  const at = limit - (limit % 2);
  return ((bytes[at + highByte] ?? 0) & 0xfc) === 0xdc ? Math.max(0, at - 2) : at;
}

/** Scans from the start of the line: the second byte of a CP949 character may be an ASCII letter. */
function wholeCp949(bytes: Buffer, limit: number): number {
  let at = 0;
  for (let next = 0; next <= limit; next += isCp949Pair(bytes, next) ? 2 : 1) {
    at = next;
  }
  return at;
}

/** Lead byte 0x81 to 0xFE, second byte 0x41 or more (code page 949). */
function isCp949Pair(bytes: Buffer, at: number): boolean {
  const first = bytes[at] ?? 0;
  return first > 0x80 && first < 0xff && (bytes[at + 1] ?? 0) > 0x40;
}

/** Returns null if the encoding cannot represent the text. */
function ifReversible(bytes: Buffer, text: string, codec: LineCodec): Buffer | null {
  return codec.decode(bytes) === text ? bytes : null;
}

/** Returns the codec for an encoding; `auto` uses the byte order mark in the first bytes of the file, else UTF-8. */
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
      return codecByMark(firstBytes);
  }
}

function codecByMark(first: Uint8Array): LineCodec {
  if (first[0] === 0xff && first[1] === 0xfe) {
    return UTF16LE;
  }
  return first[0] === 0xfe && first[1] === 0xff ? UTF16BE : UTF8;
}

/** True for a line that is not UTF-8 but valid CP949, so that Logbell can suggest the encoding once. */
export function looksLikeCp949(bytes: Buffer): boolean {
  return bytes.toString('utf8').includes('\ufffd') && !iconv.decode(bytes, 'cp949').includes('\ufffd');
}

/** Bytes of the longest byte order mark that `auto` knows. */
const MARK_BYTES = 2;

/** Returns the codec of an open file. `isCertain` is false while the file is too short for a byte order mark. */
export function fileCodec(fd: number, encoding: Encoding): { readonly codec: LineCodec; readonly isCertain: boolean } {
  const first = Buffer.alloc(MARK_BYTES);
  const got = readSync(fd, first, 0, MARK_BYTES, 0);
  return { codec: lineCodec(encoding, first.subarray(0, got)), isCertain: got === MARK_BYTES };
}
