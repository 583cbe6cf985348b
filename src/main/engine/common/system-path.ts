import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/**
 * Marks a name within a path as one that is not UTF-8. It is a noncharacter, which Unicode reserves for use within a program (section 23.7), and
 * unlike a lone surrogate it survives SQLite and JSON.
 */
const MARK = '\ufdd0';
const NOT_ASCII = /[^\0-\x7f]/;
const SLASH = Buffer.from('/');
const ESCAPE = /\\x([0-9A-F]{2})|\\\\/y;

/**
 * Reads a name as the system gave it, one character for each byte (`latin1`). A name that is not UTF-8 is read as CP949 and marked; bytes that
 * are not CP949 either become `\xNN`. `systemPath` gives the bytes back.
 */
export function nameFromBytes(latin1: string): string {
  if (!NOT_ASCII.test(latin1)) {
    return latin1;
  }
  const bytes = Buffer.from(latin1, 'latin1');
  const name = bytes.toString('utf8');
  return isUtf8(bytes) && !name.includes(MARK) ? name : MARK + readBytes(bytes);
}

/** A path as the system gave it, read like a name. */
export function pathFromBytes(latin1: string): string {
  return NOT_ASCII.test(latin1) ? latin1.split('/').map(nameFromBytes).join('/') : latin1;
}

/** A path as node:fs takes it: the bytes of its names where one is not UTF-8, else the path itself. */
export function systemPath(path: string): string | Buffer {
  if (!path.includes(MARK)) {
    return path;
  }
  const names = path.split('/').map((name) => (name.startsWith(MARK) ? bytesOf(name.slice(1)) : Buffer.from(name)));
  return Buffer.concat(names.flatMap((name, index) => (index === 0 ? [name] : [SLASH, name])));
}

/** A path as people read and write it. */
export function readablePath(path: string): string {
  return path.includes(MARK) ? path.replaceAll(MARK, '') : path;
}

/** The names on a disk that a name a person wrote may stand for, likeliest first: as written, in composed or decomposed letters, in CP949. */
export function spellings(written: string): readonly string[] {
  if (!NOT_ASCII.test(written) && !written.includes('\\')) {
    return [written];
  }
  const composed = written.normalize('NFC');
  const inBytes = nameFromBytes(bytesOf(composed).toString('latin1'));
  const all = [written, composed, written.normalize('NFD'), inBytes];
  // CP949 has not all characters.
  return Array.from(new Set(all)).filter((name) => comparableName(name) === composed);
}

/** A name in the form in which names are compared: readable, its letters composed. */
export function comparableName(name: string): string {
  return NOT_ASCII.test(name) ? readablePath(name).normalize('NFC') : name;
}

/** Characters that CP949 gives back as the same two bytes stand for them. */
function readBytes(bytes: Buffer): string {
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

/** The bytes of what `readBytes` gave. */
function bytesOf(text: string): Buffer {
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
