import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';

/** Called once for each write: with null when all bytes were taken, else with the error and how many were taken before it. */
type Done = (error: Error | null, taken: number) => void;

/** Takes bytes in order; false while the reader has not taken them all yet, and `done` will say when. */
export type ByteSink = (bytes: Buffer, done: Done) => boolean;

/** The sink of standard output (1) or standard error (2). None of them ever blocks the process but a regular file. */
export function standardSink(fd: 1 | 2): ByteSink {
  const isTerminal = isatty(fd);
  const stats = fstatSync(fd);
  if (!isTerminal && !stats.isFIFO() && !stats.isSocket()) {
    return fileSink(fd);
  }
  const stream = fd === 1 ? process.stdout : process.stderr;
  if (isTerminal) {
    neverBlock(stream);
  }
  return streamSink(stream);
}

/** Writes to a file or device. Unlike Node's own stream it says how much of a write that failed was written (write(2) may write a part). */
export function fileSink(fd: number): ByteSink {
  return (bytes, done) => {
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(fd, bytes, written);
      }
      done(null, written);
    } catch (error) {
      done(error instanceof Error ? error : new Error('unknown'), written);
    }
    return true;
  };
}

/** Writes to a stream that goes on after an error, as the standard streams do. */
export function streamSink(stream: Writable): ByteSink {
  // Each write is told of its own error; without a listener this would end the process.
  stream.on('error', () => undefined);
  return (bytes, done) => {
    stream.write(bytes, (error) => done(error ?? null, 0));
    return stream.writableLength === 0;
  };
}

/** What libuv offers for a stream, and Node hands on without a type (libuv, uv_stream_set_blocking). */
interface Handle {
  readonly setBlocking?: (isBlocking: boolean) => void;
}

/** Node makes terminals block: Ctrl+S, or an SSH connection that has stalled, would stop the whole process. */
function neverBlock(stream: object): void {
  if ('_handle' in stream) {
    (stream._handle as Handle | null)?.setBlocking?.(false);
  }
}
