import { closeSync, constants, openSync, readSync } from 'node:fs';
import { errorCode } from '../../error-code';
import { lookAtOpen, type FileLook } from './file-identity';

/** A regular file opened for reading, and what it is. */
export interface OpenFile {
  readonly fd: number;
  readonly look: FileLook;
}

/**
 * Opens the regular file at a path; `gone` when there is none (any more), `denied` when it may not be read.
 * Other failures (EMFILE, EIO …) are thrown as the system gives them.
 */
export function openFile(path: string): OpenFile | 'gone' | 'denied' {
  const fd = openDescriptor(path);
  if (typeof fd === 'string') {
    return fd;
  }
  const look = lookAtOpen(fd);
  if (look.kind === 'file') {
    return { fd, look };
  }
  closeSync(fd);
  return 'gone';
}

function openDescriptor(path: string): number | 'gone' | 'denied' {
  try {
    // Should a FIFO have taken the file's place, opening it must not wait for a writer (fifo(7)).
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
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

/** Whether all there is of a file so far stands at the beginning of the file at `path` too. */
export function beginsLike({ fd, look }: OpenFile, path: string): boolean {
  const other = openFile(path);
  if (typeof other === 'string') {
    return false;
  }
  try {
    const beginning = Buffer.alloc(look.size);
    const otherBeginning = Buffer.alloc(look.size);
    const got = readSync(fd, beginning, 0, look.size, 0);
    const otherGot = readSync(other.fd, otherBeginning, 0, look.size, 0);
    return got === otherGot && beginning.equals(otherBeginning);
  } finally {
    closeSync(other.fd);
  }
}
