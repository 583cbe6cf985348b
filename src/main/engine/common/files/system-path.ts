import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * Marks a name in a path as not UTF-8. A noncharacter, which Unicode reserves for internal use (section 23.7), and
 * unlike a lone surrogate it survives SQLite and JSON.
 */
const MARK = '\ufdd0';
const NOT_ASCII = /[^\0-\x7f]/;
const SLASH = Buffer.from('/');
const ESCAPE = /\\x([0-9A-F]{2})|\\\\/y;

/**
 * Decodes a name from raw bytes (`latin1`, one character per byte). A name that is not UTF-8 is decoded as CP949 and
 * marked; bytes that are not CP949 either become `\xNN`. `systemPath` restores the bytes.
 */
export function nameFromBytes(latin1: string): string {
  if (!NOT_ASCII.test(latin1)) {
    return latin1;
  }
  const bytes = Buffer.from(latin1, 'latin1');
  const name = bytes.toString('utf8');
  return isUtf8(bytes) && !name.includes(MARK) ? name : MARK + decodeBytes(bytes);
}

/** Decodes a path from raw bytes, name by name. */
export function pathFromBytes(latin1: string): string {
  return NOT_ASCII.test(latin1) ? latin1.split('/').map(nameFromBytes).join('/') : latin1;
}

/** Returns a path for node:fs: its raw bytes if a name is not UTF-8, else the path itself. */
export function systemPath(path: string): string | Buffer {
  if (!path.includes(MARK)) {
    return path;
  }
  const names = path.split('/').map((name) => (name.startsWith(MARK) ? encodeBytes(name.slice(1)) : Buffer.from(name)));
  return Buffer.concat(names.flatMap((name, index) => (index === 0 ? [name] : [SLASH, name])));
}

/** Returns a path as people read and write it. */
export function readablePath(path: string): string {
  return path.includes(MARK) ? path.replaceAll(MARK, '') : path;
}

/**
 * Names on disk that a written name may stand for, most likely first: as written, with composed or decomposed letters,
 * in CP949.
 */
export function spellings(written: string): readonly string[] {
  if (!NOT_ASCII.test(written) && !written.includes('\\')) {
    return [written];
  }
  const composed = written.normalize('NFC');
  const inBytes = nameFromBytes(encodeBytes(composed).toString('latin1'));
  const all = [written, composed, written.normalize('NFD'), inBytes];
  // CP949 lacks some characters.
  return Array.from(new Set(all)).filter((name) => comparableName(name) === composed);
}

/** Returns a name for comparison: readable, with composed letters. */
export function comparableName(name: string): string {
  return NOT_ASCII.test(name) ? readablePath(name).normalize('NFC') : name;
}

/** Uses a CP949 character only if it encodes back to the same two bytes. */
function decodeBytes(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const pair = bytes.subarray(at, at + 2);
    const character = byte < 0x80 ? '' : iconv.decode(pair, 'cp949');
    if (byte < 0x80) {
      text += byte === 0x5c ? '\\\\' : String.fromCharCode(byte);
    } else if (pair.length === 2 && iconv.encode(character, 'cp949').equals(pair)) {
      text += character;
      at += 1;
    } else {
      text += `\\x${byte.toString(16).toUpperCase()}`;
    }
  }
  return text;
}

/** Inverse of `decodeBytes`. */
function encodeBytes(text: string): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < text.length;) {
    ESCAPE.lastIndex = at;
    const [escape, hex] = ESCAPE.exec(text) ?? [];
    if (escape === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      pieces.push(iconv.encode(character, 'cp949'));
      at += character.length;
    } else {
      pieces.push(Buffer.from(hex ?? '5c', 'hex'));
      at += escape.length;
    }
  }
  return Buffer.concat(pieces);
}
