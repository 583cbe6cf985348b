import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1_024 * 1_024;

/** Thrown for a file larger than the limit (errno(3): EFBIG). */
export class FileTooLarge extends Error {
  readonly code = 'EFBIG';
  /** Bytes. */
  readonly size: number;

  constructor(size: number) {
    super('the file is too large');
    this.size = size;
  }
}

/**
 * Reads a whole regular file of up to `limit` bytes. Throws `FileTooLarge`, EISDIR for a folder, ESPIPE for files that
 * may not end (pipes, devices), else like open(2) and read(2).
 */
export function readBounded(path: string, limit: number): Buffer {
  return withFile(path, (fd, size) => {
    const chunks: Buffer[] = [];
    let length = size > limit ? size : 0;
    while (length <= limit) {
      const chunk = readAt(fd, length, CHUNK_BYTES);
      if (chunk.length === 0) {
        return Buffer.concat(chunks);
      }
      chunks.push(chunk);
      length += chunk.length;
    }
    throw new FileTooLarge(length);
  });
}

/** Reads up to `length` bytes at the end of a regular file; throws like `readBounded`. */
export function readEnd(path: string, length: number): Buffer {
  return withFile(path, (fd, size) => readAt(fd, Math.max(0, size - length), length));
}

function readAt(fd: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, from));
}

function withFile(path: string, read: (fd: number, size: number) => Buffer): Buffer {
  // Opening a pipe must not wait for a writer (fifo(7)).
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) {
      throw Object.assign(new Error('not a regular file'), { code: stats.isDirectory() ? 'EISDIR' : 'ESPIPE' });
    }
    return read(fd, stats.size);
  } finally {
    closeSync(fd);
  }
}
