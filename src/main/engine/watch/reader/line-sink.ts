import type { FilePosition } from '../../ledger/tables/file-positions';
import type { FileIdentity } from '../identity/file-id';
import type { LineCodec } from './encoding';
import type { Block } from './lines';

/** An unchanged log that is being read continuously. */
export interface ReadAheadFile extends FileIdentity {
  readonly fd: number;
  /** Change time, ns since 1970. */
  readonly changed: bigint;
  /** Bytes. */
  readonly size: number;
  /** As in its blocks. */
  readonly fileIds: readonly string[];
  readonly codec: LineCodec;
  readonly guessed: boolean;
}

/**
 * Receives lines: the next stage. Commits matches and the positions after them in one transaction, several blocks at
 * once under load; whatever could not be written is rolled back and offered again later.
 */
export interface LineSink {
  /** Buffer that files are read into, at least 1 MiB. */
  readonly buffer: Buffer;
  /** True during the backoff after a failed write; nothing is accepted meanwhile. */
  readonly isBackingOff: boolean;
  /** Begins a run of blocks of one file; null during the backoff. */
  beginRun(): LineRun | null;
  /**
   * End of the bytes from `offset` on that the next stage can skip, at most about `most`, bytes from the start of the
   * file; `offset` if unknown.
   */
  skipTo(log: ReadAheadFile, offset: number, most: number): number;
  /** Saves a position without lines; false and `rollback` as in `LineRun.end`. */
  savePosition(position: FilePosition, rollback: () => void): boolean;
  /** Commits the matches found, as there is no more to read for now. False if they were rolled back. */
  flushMatches(): boolean;
  /** Commits everything consumed. False if it was rolled back. */
  flush(): boolean;
}

/** A run of blocks of one file, with one position. A run that never ends counts for nothing. */
export interface LineRun {
  /** Matches a block of whole lines; false if the run must end here. */
  match(block: Block): boolean;
  /**
   * Counts the lines of a log between `from` and `to` that `skipTo` said to skip; `end` is the end of the skipped bytes,
   * after `to`.
   */
  skip(log: ReadAheadFile, from: number, to: number, end: number): void;
  /** Saves the position after the last block. False if it could not be written: `rollback` is called at once, or later if a deferred write fails. */
  end(position: FilePosition, rollback: () => void): boolean;
}

/** Read limits from the settings. */
export interface ReadLimits {
  /** Longest line emitted uncut, bytes. */
  readonly maxLineBytes: number;
  /** Time that a renamed or deleted file is still read, ms. */
  readonly graceMs: number;
}
