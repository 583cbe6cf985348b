import type { LinePlace } from '../ledger/tables/file-positions';
import type { LineMatch } from '../match/compiled-rule';

/** The file a line stands in. */
export interface Origin {
  readonly path: string;
  /** The entries of the settings the file belongs to. */
  readonly fileIds: readonly string[];
  /** None for what no line of a file told. */
  readonly place?: LinePlace | undefined;
}

/** A match, and where it was found. */
export interface FoundInFile extends Origin {
  readonly match: LineMatch;
  /** It tells that the lines that a rule expects are back. */
  readonly isOver?: boolean;
}

/** Where it stands alone. */
export function originOf({ path, fileIds, place }: Origin): Origin {
  return { path, fileIds, ...(place ? { place } : {}) };
}
