import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jpegSize } from '../../../src/main/practice/validation/jpeg-size';
import { jpegOf } from '../../support/sens/jpeg';

test('the size of every JPEG is read from its header', () => {
  const side = fc.integer({ min: 1, max: 65_535 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      expect(jpegSize(jpegOf(width, height))).toEqual({ width, height });
    }),
  );
});

test('fill bytes and a progressive frame are supported', () => {
  const plain = jpegOf(640, 480);
  const frame = plain.indexOf(Buffer.from('ffc0', 'hex'));
  const progressive = Buffer.concat([
    plain.subarray(0, frame),
    Buffer.from('ffffffc2', 'hex'),
    plain.subarray(frame + 2),
  ]);
  expect(jpegSize(progressive)).toEqual({ width: 640, height: 480 });
});

test('reading ends for any bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((rest) => Buffer.concat([Buffer.from('ffd8', 'hex'), rest])),
    fc.integer({ min: 0, max: 200 }).map((length) => jpegOf(640, 480).subarray(0, length)),
  );
  fc.assert(
    fc.property(bytes, (some) => {
      const size = jpegSize(Buffer.from(some));
      expect(size === null || (size.width >= 0 && size.height >= 0)).toBe(true);
    }),
  );
});

test.each([
  ['a PNG', '89504e470d0a1a0a'],
  ['nothing', ''],
  ['a JPEG without a frame', 'ffd8ffe000104a46494600010100000100010000ffd9'],
])('%s has no size', (_, hex) => {
  expect(jpegSize(Buffer.from(hex, 'hex'))).toBeNull();
});
