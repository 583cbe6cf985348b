import type { FilePosition } from '../../ledger/tables/file-positions';
import type { ReadBytes } from '../identity/fingerprint';
import type { LineCodec } from './encoding';
import { endOfNulPadding, endOfLastLine, endOfLine, wholeCharacters } from './lines';
import { completedEntries, type EntryRule } from './multiline';

/** What is done with bytes that were read: how many are given on as lines, and how many are behind the reader then. */
export interface LineBatch {
  readonly given: number;
  readonly passed: number;
  /** True in the middle of a line too long to take whole. */
  readonly skipping: boolean;
}

/** How lines are taken. */
export interface LineRules {
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
  /** How long a last line without an end may stand before it is taken as it is, ms; null for ever. */
  readonly flushAfterMs: number | null;
  /** How several lines make one event; null where each line stands for itself. */
  readonly events: EntryRule | null;
}

/** What of the bytes is taken at once; null when more has to come first. */
export function nextLineBatch(bytes: Buffer, codec: LineCodec, skipping: boolean, rules: LineRules): LineBatch | null {
  const { maxLineBytes, events } = rules;
  if (skipping) {
    const end = endOfLine(bytes, 0, codec);
    return { given: 0, passed: end < 0 ? bytes.length - (bytes.length % codec.unit) : end, skipping: end < 0 };
  }
  const whole = endOfLastLine(bytes, codec);
  const ended = events ? completedEntries(bytes, whole, codec, events, maxLineBytes) : whole;
  if (ended > 0) {
    return taken(ended);
  }
  // One more unit may be the "\r" of a line that just fits.
  return whole === 0 && bytes.length > maxLineBytes + codec.unit ? longLine(bytes, codec, maxLineBytes) : null;
}

function longLine(bytes: Buffer, codec: LineCodec, maxLineBytes: number): LineBatch | null {
  const hole = endOfNulPadding(bytes, codec.unit);
  if (hole > 0) {
    return { given: 0, passed: hole, skipping: false };
  }
  // More is given than the limit, so that the line is seen to be cut.
  const shown = codec.wholeWithin(bytes, maxLineBytes);
  return { given: Math.min(bytes.length, shown + 8), passed: shown, skipping: true };
}

/** What is taken of bytes that have not grown for so long; null when they may stand longer. */
function overdueLineBatch(bytes: Buffer, codec: LineCodec, stoodMs: number, rules: LineRules): LineBatch | null {
  const { flushAfterMs, events } = rules;
  if (flushAfterMs !== null && stoodMs >= flushAfterMs && endOfNulPadding(bytes, codec.unit) < bytes.length) {
    return taken(wholeCharacters(bytes, codec));
  }
  const whole = events && stoodMs >= events.timeoutMs ? endOfLastLine(bytes, codec) : 0;
  return whole > 0 ? taken(whole) : null;
}

function taken(length: number): LineBatch {
  return { given: length, passed: length, skipping: false };
}

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
export class PendingLines {
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
  hold(read: ReadBytes, codec: LineCodec, linesOf: () => KeptLines | null): LineBatch | null {
    const now = performance.now();
    const end = read.start + read.bytes.length;
    if (this.#from(read.start)?.end !== end) {
      const lines = linesOf();
      this.#held = { start: read.start, end, since: now, due: now + this.#longestWait(lines), lines };
    }
    return overdueLineBatch(read.bytes, codec, now - (this.#held?.since ?? now), this.#rules);
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
