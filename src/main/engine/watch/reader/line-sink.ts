import type { FilePosition } from '../../ledger/tables/file-positions';
import type { FileIdentity } from '../identity/file-id';
import type { LineCodec } from './encoding';
import type { Block } from './lines';

/** A log that stands still and is read on and on. */
export interface ReadAheadFile extends FileIdentity {
  readonly fd: number;
  /** Its change time, ns since 1970. */
  readonly changed: bigint;
  /** Bytes. */
  readonly size: number;
  /** As in its blocks. */
  readonly fileIds: readonly string[];
  readonly codec: LineCodec;
  readonly guessed: boolean;
}

/**
 * Where lines go: the next stage. It writes what it finds and the positions behind it in one transaction, of several
 * blocks together while much is read; what could not be written is given back and offered again later.
 */
export interface LineSink {
  /** What files are read into: 1 MiB or more. */
  readonly buffer: Buffer;
  /** True for a while after something could not be written: nothing is taken then. */
  readonly isResting: boolean;
  /** Begins a run of blocks of one file; null while nothing is taken. */
  beginRun(): LineRun | null;
  /** How far from an offset of a log there is nothing that the next stage wants, bytes from its start; the offset where that is not known. */
  skipTo(log: ReadAheadFile, offset: number): number;
  /** Takes a position alone, as `LineRun.end` does. */
  savePosition(position: FilePosition, takeBack: () => void): boolean;
  /** There is no more to read for now: what was found is written. False when it could not be, and was given back. */
  flushMatches(): boolean;
  /** Writes all that was taken. False when it could not be written, and was given back. */
  flush(): boolean;
}

/** Blocks of one file, of which one position is made. A run that is never ended counts for nothing. */
export interface LineRun {
  /** Matches a block of whole lines; false when the run is to end here. */
  match(block: Block): boolean;
  /**
   * Takes the position after the last block. False when the run could not be written; `takeBack` is called then, or later
   * when the writing fails.
   */
  end(position: FilePosition, takeBack: () => void): boolean;
}

/** The limits of reading that are settings. */
export interface ReadLimits {
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
  /** How long a renamed or deleted file is still read, ms. */
  readonly graceMs: number;
}
