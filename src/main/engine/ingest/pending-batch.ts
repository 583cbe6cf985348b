import type { MatchInFile } from '../alert/message/types';
import type { FilePosition } from '../ledger/tables/file-positions';
import type { JournalPosition } from '../ledger/tables/journal-positions';
import { fileKey } from '../watch/identity/file-id';

/** Most that a batch holds: bytes (less those searched by another thread) and matches. */
const MAX_BYTES = 4 * 1_024 * 1_024;
const MAX_MATCHES = 1_000;

/** Lines and bytes read for entries of the settings. */
interface ReadAmount {
  readonly fileIds: readonly string[];
  readonly lines: number;
  readonly bytes: number;
}

/** Positions and matches of runs that have ended, until they are committed together. */
export class PendingBatch {
  /** The last position of each file. */
  readonly positions = new Map<string, FilePosition>();
  /** The last position of each selection of journal entries. */
  readonly cursors = new Map<string, JournalPosition>();
  readonly matches: MatchInFile[] = [];
  readonly rollbacks: (() => void)[] = [];
  /** Amounts to count once they are written; empty while metrics are off. */
  readonly amounts: ReadAmount[] = [];
  bytes = 0;

  add(position: FilePosition, rollback: () => void): void {
    this.positions.set(fileKey(position), position);
    this.rollbacks.push(rollback);
  }

  addEntries(position: JournalPosition, rollback: () => void): void {
    this.cursors.set(position.selection, position);
    this.rollbacks.push(rollback);
  }

  get isFull(): boolean {
    return this.isFullWith(0, 0);
  }

  /** True if it would be full with this many more bytes and matches. */
  isFullWith(bytes: number, matches: number): boolean {
    return this.bytes + bytes >= MAX_BYTES || this.matches.length + matches >= MAX_MATCHES;
  }
}
