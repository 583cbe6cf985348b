import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkJpeg } from '../../../../src/shared/sms/jpeg';
import { jpegBytes } from '../../../support/sens/jpeg-bytes';

test('an image at every limit is accepted', () => {
  expect(checkJpeg(jpegBytes(1_500, 1_440, 300 * 1_024))).toEqual({
    ok: true,
    value: { bytes: 307_200, width: 1_500, height: 1_440 },
  });
});

test.each([
  ['one byte too many', jpegBytes(100, 100, 300 * 1_024 + 1), 'too-heavy', { kilobytes: 301 }],
  ['a pixel too wide', jpegBytes(1_501, 10), 'too-large', { width: 1_501, height: 10 }],
  ['a pixel too high', jpegBytes(10, 1_441), 'too-large', { width: 10, height: 1_441 }],
  ['nothing', Buffer.alloc(0), 'not-jpeg', {}],
  ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n0000IHDR00000000', 'latin1'), 'not-jpeg', {}],
  ['a picture cut off before its size', jpegBytes(10, 10).subarray(0, 24), 'not-jpeg', {}],
  ['a picture without a size', jpegBytes(0, 0), 'not-jpeg', {}],
] as const)('%s is refused with the reason', (_name, file, code, params) => {
  expect(checkJpeg(file)).toEqual({ ok: false, error: { code, params } });
});

test('fill bytes and tables before the frame are skipped, and a thumbnail in them is not mistaken for it', () => {
  const thumbnail = jpegBytes(1, 1, 60);
  const exif = Buffer.from([0xff, 0xe1, 0x00, thumbnail.length + 2, ...thumbnail]);
  const huffman = Buffer.from([0xff, 0xc4, 0x00, 0x04, 0, 0, 0xff]);
  const file = Buffer.concat([Buffer.from([0xff, 0xd8]), exif, huffman, jpegBytes(640, 480).subarray(2)]);
  expect(checkJpeg(file)).toMatchObject({ ok: true, value: { width: 640, height: 480 } });
});

test('a slice of a larger buffer is read alone', () => {
  const file = Buffer.concat([Buffer.alloc(7), jpegBytes(3, 4)]).subarray(7);
  expect(checkJpeg(file)).toMatchObject({ ok: true, value: { width: 3, height: 4 } });
});

test('no input makes it throw or hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
      const checked = checkJpeg(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), rest]));
      expect(checked.ok || checked.error.code !== 'unreadable').toBe(true);
    }),
  );
});
