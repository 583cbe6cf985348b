import type { Alerts, ImageTable } from '../../ledger/tables/alerts';
import type { LinePlace } from '../../ledger/tables/file-positions';
import type { HeldCountTable } from '../../ledger/tables/held-counts';
import type { IncidentTable } from '../../ledger/tables/incidents';
import type { SilenceTable } from '../../ledger/tables/silences';
import type { PolicyStateTable } from '../../ledger/tables/policy-states';
import type { JournalOrigin } from '../../watch/journal/entry';
import type { LineMatch } from '../../match/compiled-rule';

/** The numbers that a text reports besides its line. */
export interface AlertSummary {
  /** Number of matches reported: its own, those that reached a threshold, and held ones. */
  readonly count: number;
  /** Held matches among them that no text has reported. */
  readonly heldBack: number;
  /** The time of the first match reported, ms since 1970. */
  readonly firstAt: number;
  /** The group value of the match; empty without a key. */
  readonly key: string;
  /** The number of its incident; 0 for none. */
  readonly incident: number;
}

/** A test for recipients and channels. */
export interface TestToSend {
  readonly recipientIds: readonly string[];
  readonly channelIds: readonly string[];
  readonly content: string;
  /** Picture of an MMS. */
  readonly image: Uint8Array | null;
}

/** The tables that the alert pipeline uses; a dry run has them in memory. */
export interface AlertStore {
  readonly policy: Pick<PolicyStateTable, 'find' | 'ofKind' | 'save'>;
  readonly alerts: Pick<Alerts, 'addMatch' | 'addAlert' | 'assignMatches'>;
  readonly images: Pick<ImageTable, 'keep'>;
  /** Left out in a dry run, where each match is stored by itself. */
  readonly held?: Pick<HeldCountTable, 'storesOne' | 'add' | 'assignMatches'>;
  /** Left out in a dry run, which keeps no incidents. */
  readonly incidents?: Pick<
    IncidentTable,
    'open' | 'more' | 'change' | 'escalated' | 'forgotten' | 'alertOf' | 'setAlert'
  >;
  /** Left out in a dry run, which silences nothing. */
  readonly silences?: Pick<SilenceTable, 'ofIncident' | 'withdraw'>;
}

/** The file that a line comes from. */
export interface Origin {
  readonly path: string;
  /** The entries of the settings the file belongs to. */
  readonly fileIds: readonly string[];
  /** Left out for a match without a line in a file. */
  readonly place?: LinePlace | undefined;
  /** Left out for a match in no entry of the journal. */
  readonly entry?: JournalOrigin | undefined;
}

/** A match, and where it was found. */
export interface MatchInFile extends Origin {
  readonly match: LineMatch;
  /** Name of the selection of journal entries, if another one that is followed may hold the same entry. */
  readonly sharedBy?: string | undefined;
  /** True if it reports that the expected lines of a rule are back. */
  readonly isResolved?: boolean;
  /** Group value of the incident that a received alert ends. */
  readonly endedKey?: string;
}

/** Picks the origin out of a larger object. */
export function originOf({ path, fileIds, place, entry }: Origin): Origin {
  return { path, fileIds, ...(place ? { place } : {}), ...(entry ? { entry } : {}) };
}
