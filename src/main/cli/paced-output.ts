import type { Writable } from 'node:stream';

/** Bytes that may wait for the reader before the watching waits for it too. */
const MOST_WAITING = 256 * 1_024;
/** A reader that takes nothing for so long is not waited for: texts must go out all the same, ms. */
const PATIENCE_MS = 5_000;

/** Lines for a reader that may be slow, or stop reading altogether. */
export class PacedOutput {
  readonly #stream: Writable;
  readonly #skippedLine: (lines: number) => string;
  #skipped = 0;
  #waiting = 0;
  /** When the reader last took something, on the clock of `performance.now()`. */
  #takenAt = 0;

  /** `skippedLine`: says, in place of them, that so many lines were not written. */
  constructor(stream: Writable, skippedLine: (lines: number) => string) {
    this.#stream = stream;
    this.#skippedLine = skippedLine;
  }

  /** True while it is better to wait for the reader than to go on. */
  isBehind(): boolean {
    return this.#stream.writableLength >= MOST_WAITING && !this.#isStuck();
  }

  /** Writes a line, or counts it when the reader has stopped reading. */
  write(line: string): void {
    if (this.#stream.writableLength >= MOST_WAITING && this.#isStuck()) {
      this.#skipped += 1;
      return;
    }
    if (this.#skipped > 0) {
      this.#stream.write(`${this.#skippedLine(this.#skipped)}\n`);
      this.#skipped = 0;
    }
    this.#stream.write(`${line}\n`);
    this.#writeTogether();
    this.#waiting = this.#stream.writableLength;
    if (this.#waiting < MOST_WAITING) {
      this.#takenAt = performance.now();
    }
  }

  /** Hands over what was written since the last tick: needed before the process ends. */
  flush(): void {
    this.#stream.uncork();
  }

  /** Of what is told in one go the first line is written at once, and the rest in one go. */
  #writeTogether(): void {
    if (this.#stream.writableCorked === 0) {
      this.#stream.cork();
      process.nextTick(() => this.flush());
    }
  }

  #isStuck(): boolean {
    const now = performance.now();
    const waiting = this.#stream.writableLength;
    if (waiting < this.#waiting) {
      this.#takenAt = now;
    }
    this.#waiting = waiting;
    return now - this.#takenAt > PATIENCE_MS;
  }
}
