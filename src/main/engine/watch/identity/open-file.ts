import { closeSync, constants, openSync, readSync } from 'node:fs';
import { errorCode } from '../../common/error-code';
import { systemPath } from '../../common/files/system-path';
import { type FileStat, statOpenFile } from './file-id';
import type { OwnFiles } from './own-files';

/** A regular file opened for reading, and its `stat`. */
export interface OpenFile {
  readonly fd: number;
  readonly look: FileStat;
}

/**
 * Opens a regular file; `gone` if there is none, `denied` if it may not be read. Throws other system errors (EMFILE,
 * EIO …).
 */
export function openFile(path: string): OpenFile | 'gone' | 'denied' {
  const fd = openDescriptor(path);
  if (typeof fd === 'string') {
    return fd;
  }
  const look = statOpenFile(fd);
  if (look.kind === 'file') {
    return { fd, look };
  }
  closeSync(fd);
  return 'gone';
}

/** Opens a log like `openFile`; `own` if the opened file is one that Logbell writes itself. */
export function openLogFile(path: string, own: OwnFiles): OpenFile | 'gone' | 'denied' | 'own' {
  const file = openFile(path);
  if (typeof file === 'string' || !own.has(file.look)) {
    return file;
  }
  closeSync(file.fd);
  return 'own';
}

function openDescriptor(path: string): number | 'gone' | 'denied' {
  try {
    // If a FIFO has taken the place of the file, opening it must not wait for a writer (fifo(7)).
    return openSync(systemPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    switch (errorCode(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
        return 'gone';
      case 'EACCES':
      case 'EPERM':
        return 'denied';
      default:
        throw error;
    }
  }
}

/** Runs `find` on the regular file at a path and closes it; null if there is none that can be read. */
export function findIn<Found>(path: string, find: (file: OpenFile) => Found): Found | null {
  const file = openFile(path);
  if (typeof file === 'string') {
    return null;
  }
  try {
    return find(file);
  } finally {
    closeSync(file.fd);
  }
}

/** Bytes compared at the start and at the end of a file, as logs may be large. */
const COMPARED_BYTES = 64 * 1_024;

/** True if the content of a file is also the start of the file at `path`, as far as its first and last 64 KiB show. */
export function beginsLike({ fd, look }: OpenFile, path: string): boolean {
  const places = [0, Math.max(0, look.size - COMPARED_BYTES)];
  const isAlike = findIn(path, (other) =>
    places.every((place) => bytesAt(fd, look.size, place).equals(bytesAt(other.fd, look.size, place))),
  );
  return isAlike ?? false;
}

function bytesAt(fd: number, size: number, place: number): Buffer {
  const bytes = Buffer.alloc(Math.min(COMPARED_BYTES, size - place));
  return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, place));
}

/**
 * Fills a buffer from an offset of an open file; returns the number of bytes, less than its length only at the end of
 * the file.
 */
export function readFully(fd: number, into: Buffer, from: number): number {
  let got = 0;
  for (let read = -1; read !== 0 && got < into.length; got += read) {
    read = readSync(fd, into, got, into.length - got, from + got);
  }
  return got;
}
