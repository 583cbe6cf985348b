import type { FilePosition } from '../ledger/tables/file-positions';
import type { LineCodec } from './encoding';
import { overduePortion, type LineRules, type Portion } from './portion';
import type { ReadBytes } from './proof';

/** Whole lines of an event that may go on, kept in case the file is truncated before the event has ended. */
export interface KeptLines {
  readonly bytes: Buffer;
  /** The position behind them. */
  readonly after: FilePosition;
}

interface Held {
  /** Where it begins and ends in the file. */
  readonly start: number;
  readonly end: number;
  /** Since when it has not grown, on the clock of `performance.now()`: the time of day may be set. */
  readonly since: number;
  /** When it is taken as it is unless it grows, on that clock; infinite for never. */
  readonly due: number;
  /** Null where there is no event. */
  readonly lines: KeptLines | null;
}

/**
 * What was read from a position and is not taken yet, since more may come: a line without its end, or the lines of an
 * event. It counts for that position alone, so it is asked for by its offset.
 */
export class HeldRest {
  readonly #rules: LineRules;
  #held: Held | null = null;

  constructor(rules: LineRules) {
    this.#rules = rules;
  }

  /** How far was read in vain from an offset, bytes from the start of the file; the offset itself where nothing is held. */
  endFrom(offset: number): number {
    return this.#from(offset)?.end ?? offset;
  }

  /** Whether what is held from an offset is to be taken as it is by now. */
  isDueFrom(offset: number): boolean {
    const held = this.#from(offset);
    return held !== null && performance.now() >= held.due;
  }

  /** Whether what is held from an offset is taken some time, even if it does not grow. */
  waitsFrom(offset: number): boolean {
    return (this.#from(offset)?.due ?? Infinity) < Infinity;
  }

  /** The whole lines held from an offset. */
  linesFrom(offset: number): KeptLines | null {
    return this.#from(offset)?.lines ?? null;
  }

  /** Holds what was read, unless it has been held without growth for so long that it is taken: then, how much of it. */
  hold(read: ReadBytes, codec: LineCodec, linesOf: () => KeptLines | null): Portion | null {
    const now = performance.now();
    const end = read.start + read.bytes.length;
    if (this.#from(read.start)?.end !== end) {
      const lines = linesOf();
      this.#held = { start: read.start, end, since: now, due: now + this.#longestWait(lines), lines };
    }
    return overduePortion(read.bytes, codec, now - (this.#held?.since ?? now), this.#rules);
  }

  /** Lets go of what is held; gives the way to hold it again. */
  letGo(): () => void {
    const held = this.#held;
    this.#held = null;
    return () => {
      this.#held = held;
    };
  }

  #from(offset: number): Held | null {
    return this.#held?.start === offset ? this.#held : null;
  }

  #longestWait(lines: KeptLines | null): number {
    const { flushAfterMs, events } = this.#rules;
    const waits = [flushAfterMs, lines && events ? events.timeoutMs : null].filter((wait) => wait !== null);
    return Math.min(Infinity, ...waits);
  }
}
