import type { Encoding, Rule } from '../settings/schema';

/** Where a live view has read to: which file it was, and how far, bytes. */
export interface LiveCursor {
  readonly device: string;
  readonly inode: string;
  readonly born: string;
  readonly offset: number;
}

/** Which lines are wanted: those after a place, or the last ones (null). */
export interface LiveQuery {
  readonly fileId: string;
  /** One of the files that the entry of the settings stands for. */
  readonly path: string;
  readonly after: LiveCursor | null;
  /** Marks what this rule matches, in place of those of the settings. */
  readonly rule?: Rule;
}

/** A part of a line that a rule matches: UTF-16 units, the end left out. */
export interface LiveMark {
  readonly start: number;
  readonly end: number;
}

/** One line of a live view. */
export interface LiveLine {
  readonly text: string;
  /** True when the line is longer than what is shown of it. */
  readonly cut: boolean;
  readonly marks: readonly LiveMark[];
  /** The titles of the rules that match. */
  readonly rules: readonly string[];
}

/** How the file stands: `foreign` is one that the settings do not name, or one that Logbell writes itself. */
export type LiveState = 'read' | 'missing' | 'denied' | 'foreign' | 'failed';

/** What one look at a file brought. */
export interface LiveReading {
  readonly state: LiveState;
  readonly lines: readonly LiveLine[];
  /** What stands after the last newline; it may still grow. */
  readonly rest: string;
  /** What became of the file since the last look: another one stands at its path, or it has got shorter. */
  readonly turn: 'none' | 'replaced' | 'shortened';
  /** Bytes passed over, as more came than a view can show. */
  readonly skipped: number;
  /** Null while there is nothing to read. */
  readonly cursor: LiveCursor | null;
}

/** How many of the last lines of its files a rule matches. */
export interface MatchShare {
  readonly lines: number;
  readonly matches: number;
  /** Whether that is nearly all of them, and there are enough of them to say so. */
  readonly nearlyAll: boolean;
}

/** The last lines of a file, read in one encoding. */
export interface EncodingReading {
  readonly encoding: Encoding;
  readonly lines: readonly string[];
  /** Characters of these lines that the encoding cannot read. */
  readonly broken: number;
}

/** The same lines in every encoding; without a file to read there are none. */
export interface EncodingPreview {
  readonly state: 'read' | 'missing' | 'denied' | 'empty';
  /** The file they were read from; empty when there is none. */
  readonly path: string;
  readonly readings: readonly EncodingReading[];
}
/** A line around a match in its file. */
export interface FileViewLine {
  readonly text: string;
  /** True when the line is longer than what is shown of it. */
  readonly cut: boolean;
}

/** What stands around a matched line. */
export interface LinesAround {
  /** The file that holds the line by now. */
  readonly path: string;
  /** Where the line begins in it, bytes from its start. */
  readonly offset: number;
  readonly before: readonly FileViewLine[];
  /** The line that matched; all lines of an event of several. */
  readonly matched: readonly FileViewLine[];
  readonly after: readonly FileViewLine[];
}

/**
 * Why a matched line cannot be shown in its file: it is not known where it stood; the settings do not name the file any more; the file
 * is gone; the line is gone from it; it is gone, and may stand in a compressed part of the log; the file may not be read; reading failed.
 */
export type FileViewFault = 'unknown' | 'foreign' | 'gone' | 'changed' | 'compressed' | 'denied' | 'failed';
