import iconv from 'iconv-lite';
import type { Encoding } from '../../../shared/settings';

/** How one file's bytes are cut into lines and read as text. */
export interface LineCodec {
  /** Bytes a code unit takes: a newline is looked for at multiples of it. */
  readonly unit: 1 | 2;
  /** The byte of a newline's code unit that holds 0x0A: 0 for little, 1 for big endian. */
  readonly newlineByte: 0 | 1;
  /** Whole lines only; what cannot be read becomes U+FFFD. */
  decode(bytes: Buffer): string;
  /**
   * The only bytes that are decoded to this text (well-formed, no U+FFFD), wherever it stands in a line; null when no
   * bytes are. The member is null for an encoding in which lines are not searched by their bytes.
   */
  readonly encode: ((text: string) => Buffer | null) | null;
  /** Whether lines decoded together are what they are one by one: whatever stands before a newline, it stays one. */
  readonly decodesTogether: boolean;
}

const UTF8: LineCodec = {
  unit: 1,
  newlineByte: 0,
  decode: (bytes) => bytes.toString('utf8'),
  encode: (text) => Buffer.from(text, 'utf8'),
  decodesTogether: true,
};
const LATIN1: LineCodec = {
  unit: 1,
  newlineByte: 0,
  decode: (bytes) => bytes.toString('latin1'),
  encode: (text) => encodedBack(Buffer.from(text, 'latin1'), text, LATIN1),
  decodesTogether: true,
};
const UTF16LE: LineCodec = {
  unit: 2,
  newlineByte: 0,
  decode: (bytes) => bytes.toString('utf16le'),
  encode: null,
  decodesTogether: false,
};
const UTF16BE: LineCodec = {
  unit: 2,
  newlineByte: 1,
  encode: null,
  decodesTogether: false,
  decode: (bytes) =>
    Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le'),
};
// Node's own "euc-kr" reads many syllables of CP949 wrongly, and lets ASCII letters leak out of them.
const CP949: LineCodec = {
  unit: 1,
  newlineByte: 0,
  decode: (bytes) => iconv.decode(bytes, 'cp949'),
  encode: (text) => encodedBack(iconv.encode(text, 'cp949'), text, CP949),
  decodesTogether: false,
};

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
