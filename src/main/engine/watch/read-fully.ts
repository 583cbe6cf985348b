import { readSync } from 'node:fs';

/** Fills a buffer with what stands in an open file from an offset on; gives how many bytes it was, fewer only at the end of the file. */
export function readFully(fd: number, into: Buffer, from: number): number {
  let got = 0;
  for (let read = -1; read !== 0 && got < into.length; got += read) {
    read = readSync(fd, into, got, into.length - got, from + got);
  }
  return got;
}
