import { errorCode } from '../error-code';
import type { ByteSink } from './byte-sink';

/** Bytes that may wait for the reader before the watching waits for it too. */
const MOST_WAITING = 256 * 1_024;
/** Bytes handed over in one go; a reader that takes as many within the patience is slow, not stuck. */
const MOST_AT_ONCE = 64 * 1_024;
/** A reader that takes nothing for so long is not waited for: texts must go out all the same, ms. */
const PATIENCE_MS = 5_000;

/** Errors of a reader that has gone away (write(2), send(2)). */
const GONE: ReadonlySet<string> = new Set(['EPIPE', 'ECONNRESET']);

/** Keeps the output of a long-running command from holding it up: lines are skipped and counted instead. */
export interface Pacing {
  /** The line that stands for so many skipped ones. */
  readonly skippedLine: (lines: number) => string;
  /** Called with the errno when writing begins to fail. */
  readonly failing: (reason: string) => void;
}

/** Bytes to write, and how many lines are missing without them. */
interface Piece {
  readonly bytes: Buffer;
  readonly lines: number;
  /** Whether bytes before these were written already. */
  readonly isBegun: boolean;
}

/** Lines for a reader that may be slow, stuck or gone, or for a disk that may be full. Never throws. */
export class LineWriter {
  readonly #sink: ByteSink;
  #pacing: Pacing | null = null;
  #isStopping = false;
  #queue: Piece[] = [];
  /** The rest of a line that was written in part: it goes before anything else. */
  #torn: Piece | null = null;
  /** Bytes that were not taken yet, queued ones among them. */
  #waiting = 0;
  /** Writes whose outcome is not known yet, and their lines. */
  #open = { writes: 0, lines: 0 };
  /** True while the sink has not taken all it was given. */
  #isBlocked = false;
  /** True until the end of a tick in which something was written. */
  #isGathering = false;
  /** When bytes were last handed over or taken, on the clock of `performance.now()`. */
  #movedAt = 0;
  #lost = 0;
  #failure: string | null = null;
  #isGone = false;
  #whenIdle: (() => void)[] = [];
  #whenGone: (() => void)[] = [];

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** Lines that were not written so far, and for which no line stands. */
  get missing(): number {
    return sumOf(this.#queue) + (this.#torn?.lines ?? 0) + this.#open.lines + this.#lost;
  }

  /** The errno when the last write failed, else null. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Whether the reader has gone away: what is written is dropped. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Skips lines rather than waiting for a stuck reader. Without pacing all are kept until they are written. */
  pace(pacing: Pacing): void {
    this.#pacing = pacing;
  }

  /** Call it when the command was asked to stop: the last lines are kept for the reader, and one that leaves misses nothing. */
  stopping(): void {
    this.#isStopping = true;
  }

  /** Whether it is better to wait for the reader than to go on. */
  isBehind(): boolean {
    return this.#isBlocked && this.#waiting >= MOST_WAITING && !this.isSilent(0);
  }

  /** Writes a line; one that cannot be written is counted. */
  line(text: string): void {
    if (this.#pacing && !this.#isStopping && this.#waiting >= MOST_WAITING && this.#isStuck()) {
      this.#lost += 1;
      return;
    }
    this.#sayLost();
    this.#put(`${text}\n`, 1);
    this.#writeOn();
  }

  /** Tries once more to end a line that was cut and to say how many were lost. */
  catchUp(): void {
    if (this.#pacing && this.#torn) {
      this.#queue.push(this.#torn);
      this.#torn = null;
    }
    this.#sayLost();
    this.#writeOn();
  }

  /** Writes text that is no line, such as what moves the cursor. */
  raw(text: string): void {
    this.#put(text, 0);
    this.#writeOn();
  }

  /** Whether nothing is left to be written. */
  isIdle(): boolean {
    return this.#open.writes === 0 && this.#queue.length === 0;
  }

  /** Resolves when nothing is left to be written: all was taken, or failed. */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => (this.isIdle() ? resolve() : this.#whenIdle.push(resolve)));
  }

  /** Resolves when the reader has gone away. */
  whenGone(): Promise<void> {
    return new Promise((resolve) => (this.#isGone ? resolve() : this.#whenGone.push(resolve)));
  }

  /** Whether the reader has taken nothing for 5 s, counted from `since` at the earliest (ms, `performance.now()`). */
  isSilent(since: number): boolean {
    return performance.now() - Math.max(since, this.#movedAt) > PATIENCE_MS;
  }

  #isStuck(): boolean {
    return this.#isBlocked && this.isSilent(0);
  }

  /** Puts a line in the place of those that were lost. */
  #sayLost(): void {
    if (this.#pacing && this.#lost > 0 && !this.#isGone) {
      const lines = this.#lost;
      this.#lost = 0;
      this.#put(`${this.#pacing.skippedLine(lines)}\n`, lines);
    }
  }

  #put(text: string, lines: number): void {
    // Without a line that tells of a gap, nothing may stand behind one.
    if (this.#isGone || (this.#failure !== null && !this.#pacing)) {
      this.#lose(lines);
      return;
    }
    const bytes = Buffer.from(text);
    this.#queue.push({ bytes, lines, isBegun: false });
    this.#waiting += bytes.length;
  }

  /** Hands over what is queued; where lines are paced, the first of a tick at once and the rest of it together. */
  #writeOn(): void {
    while (!this.#isBlocked && !this.#isGathering && this.#queue.length > 0) {
      this.#hand(this.#nextPieces());
      if (this.#pacing) {
        this.#isGathering = true;
        process.nextTick(() => {
          this.#isGathering = false;
          this.#writeOn();
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
    const torn = this.#torn;
    this.#torn = null;
    return torn ? [torn, ...next] : next;
  }

  #hand(pieces: readonly Piece[]): void {
    const bytes = Buffer.concat(pieces.map((piece) => piece.bytes));
    const lines = sumOf(pieces);
    let hasReturned = false;
    let isOver = false;
    let isBlocking = false;
    this.#open = { writes: this.#open.writes + 1, lines: this.#open.lines + lines };
    this.#movedAt = performance.now();
    const isTaken = this.#sink(bytes, (error, taken) => {
      isOver = true;
      this.#open = { writes: this.#open.writes - 1, lines: this.#open.lines - lines };
      this.#waiting -= bytes.length;
      this.#isBlocked &&= !isBlocking;
      this.#movedAt = performance.now();
      if (error === null) {
        this.#failure = null;
      } else {
        this.#failed(errorCode(error), behind(pieces, taken));
      }
      if (hasReturned) {
        this.#goOn();
      }
    });
    hasReturned = true;
    isBlocking = !isTaken && !isOver;
    this.#isBlocked ||= isBlocking;
  }

  #goOn(): void {
    if (this.#failure === null && this.#queue.length === 0) {
      this.#sayLost();
    }
    this.#writeOn();
  }

  /** Counts what was not written. Queued lines would fail as well. */
  #failed(reason: string, { torn, whole }: Left): void {
    const queued = this.#queue.splice(0);
    this.#isGone ||= GONE.has(reason);
    this.#lose(sumOf(whole) + sumOf(queued));
    this.#waiting -= queued.reduce((sum, each) => sum + each.bytes.length, 0);
    this.#waiting += torn?.bytes.length ?? 0;
    this.#torn = torn;
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

/** What a failed write has left over. */
interface Left {
  /** A line of which a part was written. */
  readonly torn: Piece | null;
  readonly whole: readonly Piece[];
}

/** What is left of pieces of which so many bytes were written. */
function behind(pieces: readonly Piece[], bytes: number): Left {
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
  return next && (written > 0 || next.isBegun)
    ? { torn: { ...next, bytes: next.bytes.subarray(written), isBegun: true }, whole: others }
    : { torn: null, whole: pieces.slice(at) };
}
