import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scratchDir } from './files/scratch-dir';
import { until } from './time/until';

/** Capacity of a pipe (pipe(7)). */
const PIPE_BYTES = 64 * 1_024;

/** A pipe that is only read on request. */
export class Fifo {
  /** Write end, for a child process. */
  readonly end: number;
  readonly #reader: number;
  readonly #read: Buffer[] = [];

  constructor() {
    const path = join(scratchDir(), 'fifo');
    execFileSync('mkfifo', [path]);
    // The read end first: opening the other end waits for it.
    this.#reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    this.end = openSync(path, constants.O_WRONLY);
    onTestFinished(() => closeSync(this.#reader));
  }

  /** Closes the write end of this process, so that reading ends when the child exits. */
  release(): void {
    closeSync(this.end);
  }

  /** True once something was written; reads at most one byte. */
  hasSome(): boolean {
    return this.#read.length > 0 || this.#readOn(1) === 'some';
  }

  /** Reads to the end and returns all bytes read. */
  async readAll(): Promise<string> {
    await until(() => {
      let found = this.#readOn(PIPE_BYTES);
      while (found === 'some') {
        found = this.#readOn(PIPE_BYTES);
      }
      return found === 'end';
    }, 'the pipe was closed');
    return Buffer.concat(this.#read).toString();
  }

  /** Reads at most `most` bytes of those available. */
  #readOn(most: number): 'some' | 'nothing' | 'end' {
    const space = Buffer.alloc(most);
    try {
      const bytes = readSync(this.#reader, space);
      this.#read.push(space.subarray(0, bytes));
      return bytes === 0 ? 'end' : 'some';
    } catch (error) {
      // No data yet (read(2)).
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') {
        return 'nothing';
      }
      throw error;
    }
  }
}
