import { closeSync, createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { lookAtOpen } from '../watch/identity/file-id';
import type { OwnFiles } from '../watch/identity/own-files';
import { readFully } from '../watch/identity/open-file';
import { OWN_FILE, type LogPart } from './log-parts';
import { openPart } from './open-part';

/** The bytes of one file, from its beginning or a place in it to its end. */
export interface ByteSource {
  /** Bytes on the disk that have been read. */
  readonly done: number;
  /** The first two bytes of the file, which may be a byte order mark; to be asked for before anything is passed. */
  mark(): Promise<Buffer>;
  /** Copies what comes next; less than there is room for only at the end. Gives how many bytes it was. */
  fill(into: Buffer): Promise<number>;
  /** Goes on behind so many of these bytes. */
  pass(bytes: number): void;
  close(): void;
}

/** Decompressed at a time, bytes. */
const GUNZIP_BYTES = 128 * 1_024;
const MARK_BYTES = 2;

/** Opens a part of a log, one of these. Throws what the system or zlib gives, here or while reading, and `OWN_FILE`. */
export function openSource(part: LogPart, parts: readonly LogPart[], ownFiles: OwnFiles): ByteSource {
  const fd = openPart(part, parts);
  if (ownFiles.has(lookAtOpen(fd))) {
    closeSync(fd);
    throw Object.assign(new Error('Logbell writes this file itself'), { code: OWN_FILE });
  }
  return part.isGzip ? gzipSource(fd) : plainSource(fd, part.begin);
}

function plainSource(fd: number, begin: number): ByteSource {
  let at = begin;
  return {
    get done() {
      return at - begin;
    },
    mark: () => {
      const first = Buffer.alloc(MARK_BYTES);
      return Promise.resolve(first.subarray(0, readFully(fd, first, 0)));
    },
    fill: (into) => Promise.resolve(readFully(fd, into, at)),
    pass: (bytes) => {
      at += bytes;
    },
    close: () => closeSync(fd),
  };
}

/** Several members in one file are read as one (RFC 1952, 2.2). */
function gzipSource(fd: number): ByteSource {
  const file = createReadStream('', { fd });
  const plain = pipeline(file, createGunzip({ chunkSize: GUNZIP_BYTES }), () => undefined);
  const chunks = plain[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let ready = Buffer.alloc(0);
  let isOver = false;
  const fill = async (into: Buffer): Promise<number> => {
    while (!isOver && ready.length < into.length) {
      const next = await chunks.next();
      isOver = next.done === true;
      ready = next.done === true ? ready : Buffer.concat([ready, next.value]);
    }
    return ready.copy(into);
  };
  return {
    get done() {
      return file.bytesRead;
    },
    mark: async () => {
      const first = Buffer.alloc(MARK_BYTES);
      return first.subarray(0, await fill(first));
    },
    fill,
    pass: (bytes) => {
      ready = ready.subarray(bytes);
    },
    close: () => void plain.destroy(),
  };
}
