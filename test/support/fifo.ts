import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scratchDir } from './files/scratch-dir';
import { until } from './time/until';

/** Capacity of a pipe (pipe(7)). */
const PIPE_BYTES = 64 * 1_024;

/** A pipe that is read only when it is asked for. */
export class Fifo {
  /** The end to write to, for a process that is started. */
  readonly end: number;
  readonly #reader: number;
  readonly #read: Buffer[] = [];

  constructor() {
    const path = join(scratchDir(), 'fifo');
    execFileSync('mkfifo', [path]);
    // The reader first: without it the other end would wait.
    this.#reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    this.end = openSync(path, constants.O_WRONLY);
    onTestFinished(() => closeSync(this.#reader));
  }

  /** Closes this process's own end, so that the reading ends with the process that has the other. */
  release(): void {
    closeSync(this.end);
  }

  /** True once something was written; reads one byte at most. */
  hasSome(): boolean {
    return this.#read.length > 0 || this.#readOn(1) === 'some';
  }

  /** Reads to the end, for as long as that takes; gives all that was read. */
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

  /** Reads so many bytes of what is there. */
  #readOn(most: number): 'some' | 'nothing' | 'end' {
    const space = Buffer.alloc(most);
    try {
      const bytes = readSync(this.#reader, space);
      this.#read.push(space.subarray(0, bytes));
      return bytes === 0 ? 'end' : 'some';
    } catch (error) {
      // Nothing is there yet (read(2)).
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') {
        return 'nothing';
      }
      throw error;
    }
  }
}
