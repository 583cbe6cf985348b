import { endOfLine, type Block } from '../watch/reader/lines';

const NEWLINES = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;
/** Words after which the counts of their four bytes are added up: a byte holds no more. */
const WORDS_AT_ONCE = 255;

/** How many lines, or events, a block has; what stands behind the last newline is one too. */
export function countLines({ bytes, codec, multiLine }: Block): number {
  if (multiLine) {
    return multiLine.length;
  }
  if (codec.unit === 1) {
    return newlinesIn(bytes) + (bytes.at(-1) === 0x0a ? 0 : 1);
  }
  let lines = 0;
  for (let end = 0; end >= 0 && end < bytes.length; lines += 1) {
    end = endOfLine(bytes, end, codec);
  }
  return lines;
}

/** Counts four bytes at a time: a byte of a word is a newline where it is zero once it is compared with one. */
function newlinesIn(bytes: Buffer): number {
  if (bytes.length < 8) {
    return newlinesOf(bytes);
  }
  const unaligned = (4 - (bytes.byteOffset % 4)) % 4;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + unaligned, (bytes.length - unaligned) >> 2);
  let count = 0;
  for (let from = 0; from < words.length; from += WORDS_AT_ONCE) {
    const to = Math.min(words.length, from + WORDS_AT_ONCE);
    let sums = 0;
    for (let at = from; at < to; at += 1) {
      const word = (words[at] ?? 0) ^ NEWLINES;
      sums = (sums + (~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS) >>> 7)) | 0;
    }
    count += (sums & 0xff) + ((sums >>> 8) & 0xff) + ((sums >>> 16) & 0xff) + (sums >>> 24);
  }
  return count + newlinesOf(bytes.subarray(0, unaligned)) + newlinesOf(bytes.subarray(unaligned + words.length * 4));
}

function newlinesOf(few: Buffer): number {
  return few.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
}
