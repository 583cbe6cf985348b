import { errorCode } from '../../engine/common/error-code';
import type { ByteSink } from './byte-sink';

/** Amount of unwritten output at which reading logs pauses, bytes. */
const MOST_WAITING = 256 * 1_024;
/** Most bytes in one write. A reader that takes as many within STUCK_AFTER_MS is slow, not stuck. */
const MOST_AT_ONCE = 64 * 1_024;
/** Time without progress after which a reader counts as stuck and reading logs continues without it, ms. */
const STUCK_AFTER_MS = 5_000;

/** Errors that mean that the reader has ended (write(2), send(2)). */
const GONE: ReadonlySet<string> = new Set(['EPIPE', 'ECONNRESET']);

/** Options of a long-running command, whose lines are skipped and counted if they cannot be written. */
export interface Pacing {
  /** Formats the line that replaces the skipped ones. */
  readonly skippedLine: (lines: number) => string;
  /** Called with the errno when writing starts to fail. */
  readonly failing: (reason: string) => void;
}

/** Bytes to write, and the number of lines that are missing without them. */
interface Piece {
  readonly bytes: Buffer;
  readonly lines: number;
  /** True if the start of the line was already written. */
  readonly isPartlyWritten: boolean;
}

/** Writes lines to a reader that may be slow, stuck or gone, or to a disk that may be full. Never throws. */
export class LineWriter {
  readonly #sink: ByteSink;
  #pacing: Pacing | null = null;
  #isStopping = false;
  #queue: Piece[] = [];
  /** Rest of a line that was written in part; written before anything else. */
  #partial: Piece | null = null;
  /** Bytes not written yet, queued ones included. */
  #waiting = 0;
  /** Writes without a result yet, and their lines. */
  #inFlight = { writes: 0, lines: 0 };
  /** True while a write waits for the reader. */
  #isBlocked = false;
  /** True until the end of a tick with a write. */
  #isGathering = false;
  /** Time of the last write or of its result, on the clock of `performance.now()`. */
  #movedAt = 0;
  #lost = 0;
  #failure: string | null = null;
  #isGone = false;
  #whenIdle: (() => void)[] = [];
  #whenGone: (() => void)[] = [];

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** Number of lines that were neither written nor reported as skipped. */
  get missing(): number {
    return sumOf(this.#queue) + (this.#partial?.lines ?? 0) + this.#inFlight.lines + this.#lost;
  }

  /** Errno of the last write; null if it succeeded. */
  get failure(): string | null {
    return this.#failure;
  }

  /** True once the reader has ended; all further lines are dropped. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Skips lines for a stuck reader from now on; without pacing, all lines are kept. */
  pace(pacing: Pacing): void {
    this.#pacing = pacing;
  }

  /** Keeps all further lines, since the command was asked to stop, and counts none as missing if the reader ends. */
  keepAll(): void {
    this.#isStopping = true;
  }

  /** True while reading logs should pause for the reader. */
  isBehind(): boolean {
    return this.#isBlocked && this.#waiting >= MOST_WAITING && !this.isSilent(0);
  }

  /** Writes a line, or counts it if that fails. */
  line(text: string): void {
    if (this.#pacing && !this.#isStopping && this.#waiting >= MOST_WAITING && this.#isStuck()) {
      this.#lost += 1;
      return;
    }
    this.#reportLost();
    this.#enqueue(`${text}\n`, 1);
    this.#flush();
  }

  /** Tries again to complete a cut line and to report lost ones. */
  catchUp(): void {
    if (this.#pacing && this.#partial) {
      this.#queue.push(this.#partial);
      this.#partial = null;
    }
    this.#reportLost();
    this.#flush();
  }

  /** Writes text without a line feed, such as terminal controls. */
  raw(text: string): void {
    this.#enqueue(text, 0);
    this.#flush();
  }

  /** True if nothing is left to write. */
  isIdle(): boolean {
    return this.#inFlight.writes === 0 && this.#queue.length === 0;
  }

  /** Resolves when nothing is left to write: each write succeeded or failed. */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => (this.isIdle() ? resolve() : this.#whenIdle.push(resolve)));
  }

  /** Resolves when the reader has ended. */
  whenGone(): Promise<void> {
    return new Promise((resolve) => (this.#isGone ? resolve() : this.#whenGone.push(resolve)));
  }

  /** True if the reader has taken nothing for 5 s, counted from `since` at the earliest (ms, `performance.now()`). */
  isSilent(since: number): boolean {
    return performance.now() - Math.max(since, this.#movedAt) > STUCK_AFTER_MS;
  }

  #isStuck(): boolean {
    return this.#isBlocked && this.isSilent(0);
  }

  /** Reports lost lines at the position where they are missing. */
  #reportLost(): void {
    if (this.#pacing && this.#lost > 0 && !this.#isGone) {
      const lines = this.#lost;
      this.#lost = 0;
      this.#enqueue(`${this.#pacing.skippedLine(lines)}\n`, lines);
    }
  }

  #enqueue(text: string, lines: number): void {
    // Without a line that reports the gap, nothing may follow it.
    if (this.#isGone || (this.#failure !== null && !this.#pacing)) {
      this.#lose(lines);
      return;
    }
    const bytes = Buffer.from(text);
    this.#queue.push({ bytes, lines, isPartlyWritten: false });
    this.#waiting += bytes.length;
  }

  /** Writes the queue. With pacing, the first line of a tick is written at once and the others together. */
  #flush(): void {
    while (!this.#isBlocked && !this.#isGathering && this.#queue.length > 0) {
      this.#write(this.#nextPieces());
      if (this.#pacing) {
        this.#isGathering = true;
        process.nextTick(() => {
          this.#isGathering = false;
          this.#flush();
        });
      }
    }
    if (this.isIdle()) {
      this.#whenIdle.splice(0).forEach((resolve) => resolve());
    }
  }

  #nextPieces(): readonly Piece[] {
    let bytes = 0;
    const end = this.#queue.findIndex((piece, index) => {
      bytes += piece.bytes.length;
      return index > 0 && bytes > MOST_AT_ONCE;
    });
    const next = this.#queue.splice(0, end < 0 ? this.#queue.length : end);
    const partial = this.#partial;
    this.#partial = null;
    return partial ? [partial, ...next] : next;
  }

  #write(pieces: readonly Piece[]): void {
    const bytes = Buffer.concat(pieces.map((piece) => piece.bytes));
    const lines = sumOf(pieces);
    let hasReturned = false;
    let isDone = false;
    let isBlocking = false;
    this.#inFlight = { writes: this.#inFlight.writes + 1, lines: this.#inFlight.lines + lines };
    this.#movedAt = performance.now();
    const isTaken = this.#sink(bytes, (error, taken) => {
      isDone = true;
      this.#inFlight = { writes: this.#inFlight.writes - 1, lines: this.#inFlight.lines - lines };
      this.#waiting -= bytes.length;
      this.#isBlocked &&= !isBlocking;
      this.#movedAt = performance.now();
      if (error === null) {
        this.#failure = null;
      } else {
        this.#onFailure(errorCode(error), unwrittenAfter(pieces, taken));
      }
      if (hasReturned) {
        this.#continue();
      }
    });
    hasReturned = true;
    isBlocking = !isTaken && !isDone;
    this.#isBlocked ||= isBlocking;
  }

  #continue(): void {
    if (this.#failure === null && this.#queue.length === 0) {
      this.#reportLost();
    }
    this.#flush();
  }

  /** Counts the lines of a failed write, and queued ones, which would fail as well. */
  #onFailure(reason: string, { partial, whole }: Unwritten): void {
    const queued = this.#queue.splice(0);
    this.#isGone ||= GONE.has(reason);
    this.#lose(sumOf(whole) + sumOf(queued));
    this.#waiting -= queued.reduce((sum, each) => sum + each.bytes.length, 0);
    this.#waiting += partial?.bytes.length ?? 0;
    this.#partial = partial;
    const isNew = this.#failure === null;
    this.#failure = reason;
    if (this.#isGone) {
      this.#whenGone.splice(0).forEach((resolve) => resolve());
    } else if (isNew) {
      this.#pacing?.failing(reason);
    }
  }

  #lose(lines: number): void {
    this.#lost += this.#isGone && this.#isStopping ? 0 : lines;
  }
}

function sumOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { lines }) => sum + lines, 0);
}

/** Unwritten part of a failed write. */
interface Unwritten {
  /** A line that was written in part. */
  readonly partial: Piece | null;
  readonly whole: readonly Piece[];
}

/** Unwritten part of pieces after the given number of written bytes. */
function unwrittenAfter(pieces: readonly Piece[], bytes: number): Unwritten {
  let written = bytes;
  let at = 0;
  for (const piece of pieces) {
    if (written < piece.bytes.length) {
      break;
    }
    written -= piece.bytes.length;
    at += 1;
  }
  const [next, ...others] = pieces.slice(at);
  return next && (written > 0 || next.isPartlyWritten)
    ? { partial: { ...next, bytes: next.bytes.subarray(written), isPartlyWritten: true }, whole: others }
    : { partial: null, whole: pieces.slice(at) };
}
