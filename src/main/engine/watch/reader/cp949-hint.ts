import { isUtf8 } from 'node:buffer';
import { looksLikeCp949 } from './encoding';
import { type Block, endOfLastLine } from './lines';

/** Bytes of a block checked for CP949 in addition to the lines decoded anyway. */
const ENCODING_SAMPLE_BYTES = 16 * 1_024;

/** True if the block was assumed to be UTF-8 and one of its first lines reads better as CP949. */
export function blockLooksCp949(block: Block): boolean {
  if (!block.guessed || block.codec.unit !== 1) {
    return false;
  }
  const start = block.bytes.subarray(0, ENCODING_SAMPLE_BYTES);
  const lines = start.length < block.bytes.length ? start.subarray(0, endOfLastLine(start, block.codec)) : start;
  return !isUtf8(lines) && someLineLooksCp949(lines);
}

/** True if the block was assumed to be UTF-8 and this line reads better as CP949. */
export function lineLooksCp949(block: Block, bytes: Buffer): boolean {
  return block.guessed && block.codec.unit === 1 && !isUtf8(bytes) && looksLikeCp949(bytes);
}

function someLineLooksCp949(lines: Buffer): boolean {
  for (let start = 0; start < lines.length;) {
    const newline = lines.indexOf(0x0a, start);
    const end = newline < 0 ? lines.length : newline;
    const line = lines.subarray(start, end);
    if (!isUtf8(line) && looksLikeCp949(line)) {
      return true;
    }
    start = end + 1;
  }
  return false;
}
