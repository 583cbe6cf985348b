import { isUtf8 } from 'node:buffer';
import { endOfLastLine, type Block } from '../watch/reader/lines';
import { looksLikeCp949 } from '../watch/reader/encoding';

/** How much of a block is looked at beside the lines that are read anyway, bytes. */
const LOOKED_AT_BYTES = 16 * 1_024;

/** Whether the first lines of a block that was taken for UTF-8 read better as CP949. */
export function blockLooksCp949(block: Block): boolean {
  if (!block.guessed || block.codec.unit !== 1) {
    return false;
  }
  const start = block.bytes.subarray(0, LOOKED_AT_BYTES);
  const lines = start.length < block.bytes.length ? start.subarray(0, endOfLastLine(start, block.codec)) : start;
  return !isUtf8(lines) && someLineLooksCp949(lines);
}

/** The same for one line. */
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
