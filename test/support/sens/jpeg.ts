/** JPEG headers that claim this size, with blanks up to `bytes` and no picture. */
export function jpegOf(width: number, height: number, bytes = 200): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  const head = Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from('ffc0001108', 'hex'),
    size,
    Buffer.from('03012200021101031101', 'hex'),
  ]);
  return Buffer.concat([head, Buffer.alloc(Math.max(0, bytes - head.length), ' ')]);
}
