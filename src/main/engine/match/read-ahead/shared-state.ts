/** A log is searched ahead in pieces of so many bytes. */
export const PIECE_BYTES = 128 * 1_024;

/** Pieces whose outcome is kept until the reading has come by. */
const KEPT_PIECES = 1_024;
/** Longest wait for the reading to go on before it is looked whether it has ended, ms. */
const LONGEST_WAIT_MS = 100;

const READER = 0;
const ENDED = 1;
const NUMBERS = 2;
const RUN_AT = NUMBERS * Int32Array.BYTES_PER_ELEMENT;
const LOUD_AT = RUN_AT + BigInt64Array.BYTES_PER_ELEMENT;

/** What the reading of a log and the search ahead of it tell each other; both sides look at the same memory. */
export class ReadAheadState {
  /** To be handed to the other side. */
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  /** The pieces searched without a gap, the first in the high half and the one behind the last in the low half: changed in one go. */
  readonly #run: BigInt64Array;
  readonly #loud: Uint8Array;

  constructor(memory = new SharedArrayBuffer(LOUD_AT + KEPT_PIECES)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory, 0, NUMBERS);
    this.#run = new BigInt64Array(memory, RUN_AT, 1);
    this.#loud = new Uint8Array(memory, LOUD_AT, KEPT_PIECES);
  }

  /** The reading has come to an offset. Gives how far from there on there is nothing to be found, bytes from the file's start. */
  quietFrom(offset: number): number {
    const piece = Math.floor(offset / PIECE_BYTES);
    if (Atomics.exchange(this.#numbers, READER, piece) !== piece) {
      Atomics.notify(this.#numbers, READER);
    }
    const run = Atomics.load(this.#run, 0);
    const first = Number(run >> 32n);
    const end = Number(run & 0xffffffffn);
    let quiet = piece;
    while (first <= piece && quiet < end && this.#loud[quiet % KEPT_PIECES] === 0) {
      quiet += 1;
    }
    return quiet > piece ? quiet * PIECE_BYTES : offset;
  }

  /** The piece in which the reading stands. */
  get reader(): number {
    return Atomics.load(this.#numbers, READER);
  }

  /** Nobody will ask any more. */
  end(): void {
    Atomics.store(this.#numbers, ENDED, 1);
    Atomics.notify(this.#numbers, READER);
  }

  get isEnded(): boolean {
    return Atomics.load(this.#numbers, ENDED) === 1;
  }

  /** The search goes on at another piece. */
  beginRun(piece: number): void {
    this.#setRun(piece, piece);
  }

  /** The next piece of the run was searched. */
  add(piece: number, isLoud: boolean): void {
    this.#loud[piece % KEPT_PIECES] = isLoud ? 1 : 0;
    this.#setRun(Number(Atomics.load(this.#run, 0) >> 32n), piece + 1);
  }

  /** Waits while a piece is too far ahead of the reading to be kept. */
  awaitReader(piece: number): void {
    const { reader } = this;
    if (piece - reader >= KEPT_PIECES && !this.isEnded) {
      Atomics.wait(this.#numbers, READER, reader, LONGEST_WAIT_MS);
    }
  }

  /** Whether there is room for the outcome of a piece. */
  hasRoomFor(piece: number): boolean {
    return piece - this.reader < KEPT_PIECES;
  }

  #setRun(first: number, end: number): void {
    Atomics.store(this.#run, 0, (BigInt(first) << 32n) | BigInt(end));
  }
}
