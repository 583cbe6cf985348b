import { readSync } from 'node:fs';
import { endOfLastLine, type Block } from './block-lines';
import type { Intake, LogAhead } from './intake';
import { PROOF_BYTES, type ReadBytes } from './proof';

/** Read at a time, bytes: what is read is searched while it is still in the processor's cache. */
export const PIECE_BYTES = 128 * 1_024;
/** Pieces read before a position is made of them, and the time that may take, ms. */
const PIECES_A_CHUNK = 32;
const CHUNK_MS = 20;
/** Most bytes passed over at once, and how much is read of the lines before the end of that. */
const LONGEST_PASS_BYTES = PIECES_A_CHUNK * PIECE_BYTES;
const LAST_LINES_BYTES = 8 * 1_024;
const NO_BYTES = Buffer.alloc(0);

/** A log that is read on as long as it stands still. */
export interface StillLog extends LogAhead {
  /** What stands at an offset, lent until the next read. */
  readonly readAt: (offset: number) => Buffer;
  /** Whether it is as it was when the position was proven. */
  readonly stands: () => boolean;
  /** The lines in bytes that begin at an offset. */
  readonly block: (bytes: Buffer, offset: number) => Block;
}

/** Where the lines end that were given last, and what stands before that: for the proof of the position there. */
export interface ReadUpTo {
  end: number;
  tail: ReadBytes;
}

/** Lines up to an offset, of what was read. */
export function readUpTo(read: ReadBytes, end: number): ReadUpTo {
  return { end, tail: tailBefore(read, end) };
}

/** Gives the first lines and, as long as the log stands still and they are wanted, those behind them; `last` says how far that came. */
export function* readOn(log: StillLog, intake: Intake, first: ReadBytes, last: ReadUpTo): Generator<Block> {
  const until = performance.now() + CHUNK_MS;
  yield log.block(first.bytes, first.start);
  for (let pieces = 1; pieces < PIECES_A_CHUNK && performance.now() < until; pieces += 1) {
    const start = last.end;
    const behind = behindQuiet(log, intake, start);
    if (behind) {
      Object.assign(last, behind);
      yield log.block(NO_BYTES, last.end);
      continue;
    }
    const bytes = log.readAt(start);
    const whole = log.stands() ? endOfLastLine(bytes, log.codec) : 0;
    if (whole === 0) {
      return;
    }
    // Set first: once it has been given, nobody may ask for more.
    Object.assign(last, readUpTo({ start, bytes }, start + whole));
    yield log.block(bytes.subarray(0, whole), start);
  }
}

/** The end of whole lines that the next stage does not want; null when there are not so many that it is worth it. */
function behindQuiet(log: StillLog, intake: Intake, from: number): ReadUpTo | null {
  const quiet = Math.min(intake.quietFrom(log, from), from + LONGEST_PASS_BYTES);
  if (quiet - from < PIECE_BYTES) {
    return null;
  }
  const start = quiet - LAST_LINES_BYTES;
  const bytes = intake.buffer.subarray(0, readSync(log.fd, intake.buffer, 0, LAST_LINES_BYTES, start));
  const whole = log.stands() && bytes.length === LAST_LINES_BYTES ? endOfLastLine(bytes, log.codec) : 0;
  return whole > 0 ? readUpTo({ start, bytes }, start + whole) : null;
}

/** A copy of what was read before an offset, as long as a proof may need it. */
function tailBefore({ start, bytes }: ReadBytes, offset: number): ReadBytes {
  const from = Math.max(0, offset - start - PROOF_BYTES);
  return { start: start + from, bytes: Buffer.from(bytes.subarray(from, offset - start)) };
}
