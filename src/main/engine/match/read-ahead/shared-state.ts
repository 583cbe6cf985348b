/** Unit of the search, bytes. */
export const PIECE_BYTES = 128 * 1_024;

/** Pieces whose result is kept until the reader has passed them. */
const KEPT_PIECES = 1_024;
/** Longest wait for the reader before checking whether the search was ended, ms. */
const MAX_WAIT_MS = 100;

const READER = 0;
const ENDED = 1;
const NUMBER_COUNT = 2;
const RUN_AT = NUMBER_COUNT * Int32Array.BYTES_PER_ELEMENT;
const MUST_READ_AT = RUN_AT + BigInt64Array.BYTES_PER_ELEMENT;
const LINES_AT = MUST_READ_AT + KEPT_PIECES;
const MEMORY_BYTES = LINES_AT + KEPT_PIECES * Uint32Array.BYTES_PER_ELEMENT;

/** State shared by the reader of a log and the search ahead of it, in memory that both threads map. */
export class ReadAheadState {
  /** Memory to pass to the other thread. */
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  /** `searched`: first in the high half, end in the low half, so that both change atomically. */
  readonly #run: BigInt64Array;
  readonly #mustRead: Uint8Array;
  /** Line ends in each piece. */
  readonly #lines: Uint32Array;

  constructor(memory = new SharedArrayBuffer(MEMORY_BYTES)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory, 0, NUMBER_COUNT);
    this.#run = new BigInt64Array(memory, RUN_AT, 1);
    this.#mustRead = new Uint8Array(memory, MUST_READ_AT, KEPT_PIECES);
    this.#lines = new Uint32Array(memory, LINES_AT, KEPT_PIECES);
  }

  /**
   * Reports the reader's offset and returns the end of the part after it that need not be read, bytes from the file's
   * start; `offset` if there is none.
   */
  skipTo(offset: number): number {
    const piece = Math.floor(offset / PIECE_BYTES);
    if (Atomics.exchange(this.#numbers, READER, piece) !== piece) {
      Atomics.notify(this.#numbers, READER);
    }
    const { first, end } = this.searched;
    let next = piece;
    while (first <= piece && next < end && this.#mustRead[next % KEPT_PIECES] === 0) {
      next += 1;
    }
    return next > piece ? next * PIECE_BYTES : offset;
  }

  /** Number of line ends in the pieces from `first` on and before `end`, which `skipTo` has just passed. */
  linesIn(first: number, end: number): number {
    let lines = 0;
    for (let piece = first; piece < end; piece += 1) {
      lines += this.#lines[piece % KEPT_PIECES] ?? 0;
    }
    return lines;
  }

  /** Pieces searched without a gap: from `first` on and before `end`. */
  get searched(): { readonly first: number; readonly end: number } {
    const run = Atomics.load(this.#run, 0);
    return { first: Number(run >> 32n), end: Number(run & 0xffffffffn) };
  }

  /** Piece that the reader has reached. */
  get reader(): number {
    return Atomics.load(this.#numbers, READER);
  }

  /** Tells the search to stop. */
  end(): void {
    Atomics.store(this.#numbers, ENDED, 1);
    Atomics.notify(this.#numbers, READER);
  }

  get isEnded(): boolean {
    return Atomics.load(this.#numbers, ENDED) === 1;
  }

  /** Starts a new run of searched pieces. */
  startRun(piece: number): void {
    this.#setRun(piece, piece);
  }

  /** Adds the result of the run's next piece, with the number of its line ends. */
  add(piece: number, mustRead: boolean, lines: number): void {
    this.#mustRead[piece % KEPT_PIECES] = mustRead ? 1 : 0;
    this.#lines[piece % KEPT_PIECES] = lines;
    this.#setRun(this.searched.first, piece + 1);
  }

  /** Waits for the reader if it is too far behind to keep the result of a piece; returns after `MAX_WAIT_MS`. */
  awaitReader(piece: number): void {
    const { reader } = this;
    if (piece - reader >= KEPT_PIECES && !this.isEnded) {
      Atomics.wait(this.#numbers, READER, reader, MAX_WAIT_MS);
    }
  }

  /** True if the result of a piece can be kept. */
  hasRoomFor(piece: number): boolean {
    return piece - this.reader < KEPT_PIECES;
  }

  #setRun(first: number, end: number): void {
    Atomics.store(this.#run, 0, (BigInt(first) << 32n) | BigInt(end));
  }
}
