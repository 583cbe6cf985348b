import type { FilePosition } from '../ledger/positions';
import type { LineRules } from './portion';
import type { ReadBytes } from './proof';

/** Whole lines of an event that may go on, kept in case the file is truncated before the event has ended. */
export interface KeptLines {
  readonly bytes: Buffer;
  /** The position behind them. */
  readonly after: FilePosition;
}

/** What was read from a position and is not taken yet, since more may come. */
export interface HeldRest {
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

/** The rest just read, as a new one unless it is the one held before: then it has not grown. */
export function holdRest(
  before: HeldRest | null,
  { start, bytes }: ReadBytes,
  now: number,
  { flushAfterMs, events }: LineRules,
  linesNow: () => KeptLines | null,
): HeldRest {
  const end = start + bytes.length;
  if (before?.start === start && before.end === end) {
    return before;
  }
  const lines = linesNow();
  const waits = [flushAfterMs, lines && events ? events.timeoutMs : null].filter((wait) => wait !== null);
  return { start, end, since: now, due: now + Math.min(Infinity, ...waits), lines };
}
