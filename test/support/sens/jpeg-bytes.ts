/** Start of a JPEG of this size, filled up to `bytes`: enough for readers of the header. */
export function jpegBytes(width: number, height: number, bytes = 400): Buffer {
  const app0 = [0xff, 0xe0, 0x00, 0x10, ...Buffer.from('JFIF\0', 'latin1'), 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const frame = [0xff, 0xc0, 0x00, 0x0b, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0x00, 0x08, 1, 1, 0, 0, 63, 0];
  const head = Buffer.from([0xff, 0xd8, ...app0, ...frame, ...scan]);
  return Buffer.concat([head, Buffer.alloc(Math.max(0, bytes - head.length - 2), 7), Buffer.from([0xff, 0xd9])]);
}
