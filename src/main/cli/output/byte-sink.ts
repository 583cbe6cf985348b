import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';

/** Called once per write, with the error or null, and the number of bytes written. */
type Done = (error: Error | null, taken: number) => void;

/** Writes bytes in order. Returns false if some of them wait for the reader; `done` is then called later. */
export type ByteSink = (bytes: Buffer, done: Done) => boolean;

/** The sink of standard output (1) or standard error (2). Pipes, sockets and terminals never block the process. */
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

/** Writes to a file or device, and reports partial writes, which Node's own stream does not (write(2)). */
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

/** Writes to a stream that stays usable after an error, as the standard streams do. */
export function streamSink(stream: Writable): ByteSink {
  // Each write gets its own error; without a listener the stream's would end the process.
  stream.on('error', () => undefined);
  return (bytes, done) => {
    stream.write(bytes, (error) => done(error ?? null, 0));
    return stream.writableLength === 0;
  };
}

/** The libuv handle of a stream, which Node leaves untyped (libuv, uv_stream_set_blocking). */
interface Handle {
  readonly setBlocking?: (isBlocking: boolean) => void;
}

/** Undoes Node's blocking writes to terminals: Ctrl+S or a stalled SSH connection would freeze the whole process. */
function neverBlock(stream: object): void {
  if ('_handle' in stream) {
    (stream._handle as Handle | null)?.setBlocking?.(false);
  }
}
