import type { LineMatch } from '../match/match-block';

/** The file a line stands in. */
export interface Origin {
  readonly path: string;
  /** The entries of the settings the file belongs to. */
  readonly fileIds: readonly string[];
}

/** A match, and where it was found. */
export interface FoundInFile extends Origin {
  readonly match: LineMatch;
}
