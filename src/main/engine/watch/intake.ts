import type { FilePosition } from '../ledger/positions';
import type { Block } from './block-lines';

/** Where lines go: the next stage, which writes what it finds and the new position in one transaction. */
export interface Intake {
  /**
   * Takes a run of whole lines and the position behind it. True once both are committed;
   * false when they could not be: the same lines are then offered again later.
   */
  take(block: Block, after: FilePosition): boolean;
  /** Takes a position alone. True once it is committed. */
  keep(position: FilePosition): boolean;
}

/** What the watching is told beside the lines. */
export interface WatchOptions {
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
  /** How long a renamed or deleted file is still read, ms. */
  readonly graceMs: number;
  /** How often everything is looked at even without a notice, ms. */
  readonly sweepMs: number;
  /** Follow by polling alone, for network mounts and tests. */
  readonly polling: boolean;
  /** Most files followed at once. */
  readonly maxFiles: number;
}

export const WATCH_DEFAULTS: WatchOptions = {
  maxLineBytes: 64 * 1_024,
  graceMs: 5_000,
  sweepMs: 2_000,
  polling: false,
  maxFiles: 20_000,
};
