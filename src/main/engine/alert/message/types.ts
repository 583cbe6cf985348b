import type { Alerts, ImageTable } from '../../ledger/tables/alerts';
import type { LinePlace } from '../../ledger/tables/file-positions';
import type { HeldCountTable } from '../../ledger/tables/held-counts';
import type { IncidentTable } from '../../ledger/tables/incidents';
import type { PolicyStateTable } from '../../ledger/tables/policy-states';
import type { LineMatch } from '../../match/compiled-rule';

/** What a text tells besides its line. */
export interface AlertSummary {
  /** Matches the text tells of: its own, those that reached a threshold, and those held back. */
  readonly count: number;
  /** Matches held back before that no text has told of. */
  readonly heldBack: number;
  /** When the first match came that this text tells of, ms since 1970. */
  readonly firstAt: number;
  /** What tells this case of the rule from others; empty without a key. */
  readonly key: string;
  /** The number of the incident it belongs to; 0 for none. */
  readonly incident: number;
}

/** What the alert desk needs of the ledger; a dry run gives it one in memory. */
export interface AlertStore {
  readonly policy: Pick<PolicyStateTable, 'find' | 'ofKind' | 'save'>;
  readonly alerts: Pick<Alerts, 'addMatch' | 'addAlert' | 'tellOf'>;
  readonly images: Pick<ImageTable, 'keep'>;
  /** Left out where each match is told of by itself: in a dry run. */
  readonly held?: Pick<HeldCountTable, 'storesOne' | 'add' | 'tellOf'>;
  /** Left out where incidents are not kept: in a dry run. */
  readonly incidents?: Pick<IncidentTable, 'open' | 'more' | 'change' | 'escalated' | 'forgotten'>;
}

/** The file a line stands in. */
export interface Origin {
  readonly path: string;
  /** The entries of the settings the file belongs to. */
  readonly fileIds: readonly string[];
  /** None for what no line of a file told. */
  readonly place?: LinePlace | undefined;
}

/** A match, and where it was found. */
export interface MatchInFile extends Origin {
  readonly match: LineMatch;
  /** It tells that the lines that a rule expects are back. */
  readonly isResolved?: boolean;
}

/** Where it stands alone. */
export function originOf({ path, fileIds, place }: Origin): Origin {
  return { path, fileIds, ...(place ? { place } : {}) };
}
