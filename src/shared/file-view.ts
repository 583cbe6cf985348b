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
