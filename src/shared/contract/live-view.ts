import type { Encoding, Rule } from '../settings/schema';

/** Position of a live view: the identity of the file, and the offset in bytes. */
export interface LiveCursor {
  readonly device: string;
  readonly inode: string;
  readonly born: string;
  readonly offset: number;
  /** Cursor of the last entry of the systemd journal; the other fields then mean nothing. */
  readonly entry?: string;
}

/** Request for the lines after a position, or for the last lines (null). */
export interface LiveQuery {
  readonly fileId: string;
  /** One of the files that the entry of the settings matches. */
  readonly path: string;
  readonly after: LiveCursor | null;
  /** Marks the matches of this rule instead of those in the settings. */
  readonly rule?: Rule;
}

/** Part of a line that a rule matches, in UTF-16 units; `end` is exclusive. */
export interface LiveMark {
  readonly start: number;
  readonly end: number;
}

/** One line of a live view. */
export interface LiveLine {
  readonly text: string;
  /** True if `text` is cut for display. */
  readonly cut: boolean;
  readonly marks: readonly LiveMark[];
  /** Titles of the rules that match. */
  readonly rules: readonly string[];
}

/** State of the file. `foreign`: not in the settings, or written by Logbell itself. */
export type LiveState = 'read' | 'missing' | 'denied' | 'foreign' | 'failed';

/** Result of one read for a live view. */
export interface LiveReading {
  readonly state: LiveState;
  readonly lines: readonly LiveLine[];
  /** Text after the last newline, which may still grow. */
  readonly rest: string;
  /** Change of the file since the last read: replaced at its path, or truncated. */
  readonly turn: 'none' | 'replaced' | 'shortened';
  /** Bytes skipped because more arrived than a view can show. */
  readonly skipped: number;
  /** Null if there is nothing to read. */
  readonly cursor: LiveCursor | null;
}

/** Number of matches among the last lines of a rule's files. */
export interface MatchShare {
  readonly lines: number;
  readonly matches: number;
  /** True if nearly all lines match and there are enough of them to say so. */
  readonly nearlyAll: boolean;
}

/** The last lines of a file, decoded with one encoding. */
export interface EncodingReading {
  readonly encoding: Encoding;
  readonly lines: readonly string[];
  /** Number of characters that the encoding cannot decode. */
  readonly broken: number;
}

/** The same lines in every encoding; empty without a readable file. */
export interface EncodingPreview {
  readonly state: 'read' | 'missing' | 'denied' | 'empty';
  /** Path of the file; empty if there is none. */
  readonly path: string;
  readonly readings: readonly EncodingReading[];
}

/** A line around a match in its file. */
export interface FileViewLine {
  readonly text: string;
  /** True if `text` is cut for display. */
  readonly cut: boolean;
}

/** The lines around a matched line. */
export interface LinesAround {
  /** File that holds the line now. */
  readonly path: string;
  /** Offset of the line in the file, bytes; missing for entries of the systemd journal. */
  readonly offset?: number;
  readonly before: readonly FileViewLine[];
  /** The matched line; all lines of a multi-line entry. */
  readonly matched: readonly FileViewLine[];
  readonly after: readonly FileViewLine[];
}

/**
 * Reason why a matched line cannot be shown in its file. `unknown`: its offset is not known; `foreign`: the settings no
 * longer name the file; `gone`: the file is gone; `changed`: the line is gone from the file; `compressed`: the line may
 * be in a compressed rotated file; `vacuumed`: the entry is gone from the journal; `denied`: the file is not readable; `failed`: a read error.
 */
export type FileViewFault =
  'unknown' | 'foreign' | 'gone' | 'changed' | 'compressed' | 'vacuumed' | 'denied' | 'failed';
