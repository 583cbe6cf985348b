import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { pngOfDump } from '../../../scripts/packaging/check/session.mjs';

const HEADER_BYTES = 100;
const COLORS = 2;
const COLOR_BYTES = 12;

/** A dump of two by one pixels with a padded line, as Xvfb writes it. */
function dump(): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + COLORS * COLOR_BYTES + 12);
  for (const [index, value] of [
    [0, HEADER_BYTES],
    [4, 2],
    [5, 1],
    [12, 12],
    [19, COLORS],
  ] as const) {
    bytes.writeUInt32BE(value, index * 4);
  }
  // Blue, green, red, unused.
  bytes.set([1, 2, 3, 0, 4, 5, 6, 0], HEADER_BYTES + COLORS * COLOR_BYTES);
  return bytes;
}

it('a dump of the screen becomes a PNG with the same pixels', async () => {
  const { width, height, data } = decode(await pngOfDump(dump()));
  expect([width, height, ...data]).toEqual([2, 1, 3, 2, 1, 6, 5, 4]);
});
