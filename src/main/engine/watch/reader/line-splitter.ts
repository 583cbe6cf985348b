import type { FilePosition } from '../../ledger/tables/file-positions';
import type { ReadBytes } from '../identity/fingerprint';
import type { LineCodec } from './encoding';
import { endOfNulPadding, endOfLastLine, endOfLine, wholeCharacters } from './lines';
import { completedEntries, type EntryRule } from './multiline';

/** Split of a read: the bytes to emit as lines, and the bytes that are then consumed. */
export interface LineBatch {
  readonly lineBytes: number;
  readonly consumed: number;
  /** True inside a line longer than `maxLineBytes`; its remainder is skipped. */
  readonly skipping: boolean;
}

/** Rules for splitting bytes into lines and entries. */
export interface LineRules {
  /** Longest line emitted uncut, bytes. */
  readonly maxLineBytes: number;
  /** Time after which an unterminated last line is emitted as it is, ms; null for never. */
  readonly flushAfterMs: number | null;
  /** Grouping of lines into entries; null if each line is an entry of its own. */
  readonly entryRule: EntryRule | null;
}

/** Returns the part of the bytes that can be emitted now; null if more bytes have to come first. */
export function nextLineBatch(bytes: Buffer, codec: LineCodec, skipping: boolean, rules: LineRules): LineBatch | null {
  const { maxLineBytes, entryRule } = rules;
  if (skipping) {
    const end = endOfLine(bytes, 0, codec);
    return { lineBytes: 0, consumed: end < 0 ? bytes.length - (bytes.length % codec.unit) : end, skipping: end < 0 };
  }
  const whole = endOfLastLine(bytes, codec);
  const ended = entryRule ? completedEntries(bytes, whole, codec, entryRule, maxLineBytes) : whole;
  if (ended > 0) {
    return wholeBatch(ended);
  }
  // One more unit may be the "\r" of a line that just fits.
  return whole === 0 && bytes.length > maxLineBytes + codec.unit ? longLineBatch(bytes, codec, maxLineBytes) : null;
}

function longLineBatch(bytes: Buffer, codec: LineCodec, maxLineBytes: number): LineBatch | null {
  const padding = endOfNulPadding(bytes, codec.unit);
  if (padding > 0) {
    return { lineBytes: 0, consumed: padding, skipping: false };
  }
  // A few bytes over the limit, so that the next stage recognizes the line as cut.
  const shown = codec.wholeWithin(bytes, maxLineBytes);
  return { lineBytes: Math.min(bytes.length, shown + 8), consumed: shown, skipping: true };
}

/** Returns the part to emit of bytes that have not grown for `idleMs`; null if they may wait longer. */
function overdueLineBatch(bytes: Buffer, codec: LineCodec, idleMs: number, rules: LineRules): LineBatch | null {
  const { flushAfterMs, entryRule } = rules;
  if (flushAfterMs !== null && idleMs >= flushAfterMs && endOfNulPadding(bytes, codec.unit) < bytes.length) {
    return wholeBatch(wholeCharacters(bytes, codec));
  }
  const whole = entryRule && idleMs >= entryRule.timeoutMs ? endOfLastLine(bytes, codec) : 0;
  return whole > 0 ? wholeBatch(whole) : null;
}

function wholeBatch(length: number): LineBatch {
  return { lineBytes: length, consumed: length, skipping: false };
}

/** Whole lines of an unfinished entry, kept in case the file is truncated before the entry ends. */
export interface KeptLines {
  readonly bytes: Buffer;
  /** Position after these lines. */
  readonly after: FilePosition;
}

interface PendingRead {
  /** Start and end in the file, bytes. */
  readonly start: number;
  readonly end: number;
  /** Time of the last growth, on the clock of `performance.now()`, as the time of day may be set. */
  readonly since: number;
  /** Time at which it is emitted as it is unless it grows, same clock; Infinity for never. */
  readonly due: number;
  /** Null without an entry in progress. */
  readonly lines: KeptLines | null;
}

/**
 * Bytes read but not yet emitted, since more may come: an unterminated line, or the lines of an unfinished entry. Valid
 * only for the offset they were read at.
 */
export class PendingLines {
  readonly #rules: LineRules;
  #pending: PendingRead | null = null;

  constructor(rules: LineRules) {
    this.#rules = rules;
  }

  /** End of the bytes pending at an offset, from the start of the file; the offset itself if none are. */
  endAt(offset: number): number {
    return this.#pendingAt(offset)?.end ?? offset;
  }

  /** True if the bytes pending at an offset are due to be emitted as they are. */
  isDueAt(offset: number): boolean {
    const pending = this.#pendingAt(offset);
    return pending !== null && performance.now() >= pending.due;
  }

  /** True if the bytes pending at an offset will be emitted at some time even if they do not grow. */
  hasTimeoutAt(offset: number): boolean {
    return (this.#pendingAt(offset)?.due ?? Infinity) < Infinity;
  }

  /** Whole lines pending at an offset. */
  linesAt(offset: number): KeptLines | null {
    return this.#pendingAt(offset)?.lines ?? null;
  }

  /** Keeps the bytes pending. Returns the part to emit once they have not grown for their timeout, else null. */
  hold(read: ReadBytes, codec: LineCodec, linesOf: () => KeptLines | null): LineBatch | null {
    const now = performance.now();
    const end = read.start + read.bytes.length;
    if (this.#pendingAt(read.start)?.end !== end) {
      const lines = linesOf();
      this.#pending = { start: read.start, end, since: now, due: now + this.#timeoutOf(lines), lines };
    }
    return overdueLineBatch(read.bytes, codec, now - (this.#pending?.since ?? now), this.#rules);
  }

  /** Removes the pending bytes; returns a function that puts them back. */
  take(): () => void {
    const pending = this.#pending;
    this.#pending = null;
    return () => {
      this.#pending = pending;
    };
  }

  #pendingAt(offset: number): PendingRead | null {
    return this.#pending?.start === offset ? this.#pending : null;
  }

  #timeoutOf(lines: KeptLines | null): number {
    const { flushAfterMs, entryRule } = this.#rules;
    const timeouts = [flushAfterMs, lines && entryRule ? entryRule.timeoutMs : null].filter(
      (timeout) => timeout !== null,
    );
    return Math.min(Infinity, ...timeouts);
  }
}
