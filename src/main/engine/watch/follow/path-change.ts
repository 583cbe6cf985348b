import { type FileStat, sameFile } from '../identity/file-id';
import type { OpenFile } from '../identity/open-file';
import { unreadableReasonOf } from './file-status';

/**
 * Change to the content of a file, as far as two stats of it show. `rewritten` means the same size at another change
 * time, as after a chmod; only the content itself tells, which LogReader verifies.
 */
export type ContentChange = 'unchanged' | 'grown' | 'truncated' | 'rewritten';

/** Change to the file at a path since it was last checked. */
export type PathChange =
  /** The open file is still there; `reopened` is set if it was found under another inode number. */
  | { readonly kind: ContentChange; readonly stat: FileStat; readonly reopened: OpenFile | null }
  /** Another file is in the place of the open one. */
  | { readonly kind: 'replaced'; readonly stat: FileStat }
  /** A file is there, and none was open. */
  | { readonly kind: 'appeared'; readonly stat: FileStat }
  /** No file is there: the open one has another name, has none, or none was open. */
  | { readonly kind: 'renamed' | 'deleted' | 'absent' }
  /** The system does not tell; `error` is its error code (EACCES, EIO …). */
  | { readonly kind: 'unreadable'; readonly reason: 'unreadable' | 'failing'; readonly error: string };

/** State of the file that is open. */
export interface OpenFileState {
  /** Stat of the file when it was last checked. */
  readonly stat: FileStat;
  /** Stats the open file again: a rename may have changed its identity (overlayfs). */
  readonly statAgain: () => FileStat;
  /** Opens the file at the path if it is the open one under another inode number; null if it is another file. */
  readonly reopen: (stat: FileStat) => OpenFile | null;
}

/** Decides what happened to a path, given a stat of it and the file that was open; null when none was. */
export function pathChange(stat: FileStat | { readonly missing: string }, open: OpenFileState | null): PathChange {
  if ('missing' in stat) {
    const reason = unreadableReasonOf(stat.missing);
    return reason === 'missing' ? { kind: absence(open) } : { kind: 'unreadable', reason, error: stat.missing };
  }
  if (!open) {
    return { kind: 'appeared', stat };
  }
  const known = sameFile(stat, open.stat) ? open.stat : open.statAgain();
  if (sameFile(stat, known)) {
    return { kind: contentChange(known, stat), stat, reopened: null };
  }
  const reopened = open.reopen(stat);
  return reopened ? { kind: contentChange(reopened.look, stat), stat, reopened } : { kind: 'replaced', stat };
}

/** Compares two stats of one file. */
export function contentChange(before: FileStat, now: FileStat): ContentChange {
  // Not by the size: two writes in one tick of the clock look alike, and the next read shows both.
  if (now.changed === before.changed) {
    return 'unchanged';
  }
  if (now.size === before.size) {
    return 'rewritten';
  }
  return now.size > before.size ? 'grown' : 'truncated';
}

function absence(open: OpenFileState | null): 'renamed' | 'deleted' | 'absent' {
  if (!open) {
    return 'absent';
  }
  return open.statAgain().links === 0 ? 'deleted' : 'renamed';
}
