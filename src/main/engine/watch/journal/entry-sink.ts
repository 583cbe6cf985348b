import type { JournalPosition } from '../../ledger/tables/journal-positions';
import type { LineSink } from '../reader/line-sink';
import type { EntryBatch } from './entry-batch';

/** Receives entries of the journal: the next stage, which commits them together with the lines of files. */
export interface EntrySink extends Pick<LineSink, 'flush' | 'flushMatches'> {
  /**
   * Matches entries, then saves the position after them. False if that could not be written: `rollback` is called at
   * once, or later if a deferred write fails.
   */
  takeEntries(batches: readonly EntryBatch[], position: JournalPosition, rollback: () => void): boolean;
}
