import { endOfHole, endOfLastLine, endOfLine, wholeCharacters } from './block-lines';
import type { LineCodec } from './encoding';
import { endedEvents, type EventRule } from './multi-line';

/** What is done with bytes that were read: how many are given on as lines, and how many are behind the reader then. */
export interface Portion {
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
  readonly events: EventRule | null;
}

/** What of the bytes is taken at once; null when more has to come first. */
export function nextPortion(bytes: Buffer, codec: LineCodec, skipping: boolean, rules: LineRules): Portion | null {
  const { maxLineBytes, events } = rules;
  if (skipping) {
    const end = endOfLine(bytes, 0, codec);
    return { given: 0, passed: end < 0 ? bytes.length - (bytes.length % codec.unit) : end, skipping: end < 0 };
  }
  const whole = endOfLastLine(bytes, codec);
  const ended = events ? endedEvents(bytes, whole, codec, events, maxLineBytes) : whole;
  if (ended > 0) {
    return taken(ended);
  }
  // One more unit may be the "\r" of a line that just fits.
  return whole === 0 && bytes.length > maxLineBytes + codec.unit ? longLine(bytes, codec, maxLineBytes) : null;
}

function longLine(bytes: Buffer, codec: LineCodec, maxLineBytes: number): Portion | null {
  const hole = endOfHole(bytes, codec.unit);
  if (hole > 0) {
    return { given: 0, passed: hole, skipping: false };
  }
  // More is given than the limit, so that the line is seen to be cut.
  const shown = codec.wholeWithin(bytes, maxLineBytes);
  return { given: Math.min(bytes.length, shown + 8), passed: shown, skipping: true };
}

/** What is taken of bytes that have not grown for so long; null when they may stand longer. */
export function overduePortion(bytes: Buffer, codec: LineCodec, stoodMs: number, rules: LineRules): Portion | null {
  const { flushAfterMs, events } = rules;
  if (flushAfterMs !== null && stoodMs >= flushAfterMs && endOfHole(bytes, codec.unit) < bytes.length) {
    return taken(wholeCharacters(bytes, codec));
  }
  const whole = events && stoodMs >= events.timeoutMs ? endOfLastLine(bytes, codec) : 0;
  return whole > 0 ? taken(whole) : null;
}

function taken(length: number): Portion {
  return { given: length, passed: length, skipping: false };
}
