import type { ProblemCode } from './status';
import type { FallbackReason } from '../settings/channels/channel-kinds';
import type { TextType } from '../sms/fit-text';

/** Type of a delivery: a type of SENS text, or `MESSAGE` through another channel. */
export type DeliveryType = TextType | 'MESSAGE';

/**
 * State of a text to one recipient: owed → sending → accepted → delivered | failed, and `unknown` while it is unclear
 * if SENS accepted it (docs/explain/architecture.md).
 */
export type TextState = 'owed' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'unknown';

/**
 * Reason for the state of a text; src/shared/i18n has the sentences under `reason`. `until` in `params` is in ms since
 * 1970.
 */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** One text to one recipient, or one message to a channel, as history shows it. */
export interface TextView {
  readonly id: number;
  /** Id of the channel that delivers it; empty for SENS. */
  readonly channel: string;
  /** Reason for which a message through a channel replaces a text; missing for any other. */
  readonly fallback?: FallbackReason;
  /** Name of the recipient, or title of the channel. */
  readonly recipient: string;
  /** The number, masked; empty for a channel. */
  readonly to: string;
  readonly type: DeliveryType;
  readonly state: TextState;
  readonly reason: Reason | null;
  /** Time of the last change of state, ms since 1970. */
  readonly at: number;
  readonly practice: boolean;
  /** Estimated cost in won; 0 for a practice text and for a channel. */
  readonly costWon: number;
}

/** Reason why a match causes an alert or is held. */
export type DecisionWhy =
  | 'matched'
  | 'grouped'
  | 'reserved'
  | 'no-recipients'
  | 'paused'
  | 'muted'
  | 'threshold'
  | 'threshold-over'
  | 'quiet'
  | 'joined'
  | 'budget'
  | 'cooldown'
  | 'pair-started'
  | 'pair-open'
  | 'pair-ended'
  | 'pair-alone'
  | 'pair-late'
  | 'overdue';

/**
 * Decision about a match; src/shared/i18n has the sentences under `decision`, by `why`. `until` in `params` is in ms
 * since 1970.
 */
export interface Decision {
  readonly outcome: 'alerted' | 'held';
  readonly why: DecisionWhy;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Place of an entry in the systemd journal (systemd.journal-fields(7)). */
interface JournalPlace {
  readonly cursor: string;
  /** Unit that wrote it or that it is about; empty if unknown. */
  readonly unit: string;
  readonly boot: string;
}

/** Labels and annotations of a received alert, cut if they are long. */
export interface ReceivedFacts {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A line that matched a rule. */
export interface MatchEntry {
  readonly kind: 'match';
  readonly id: number;
  readonly at: number;
  readonly ruleId: string;
  readonly rule: string;
  readonly fileId: string;
  readonly path: string;
  readonly line: string;
  /** Offset of the line in its file, bytes; missing if no line caused the entry or the offset is unknown. */
  readonly offset?: number;
  /** Its entry in the systemd journal; missing for a line of a file. */
  readonly entry?: JournalPlace;
  /** Missing for a line that is no received alert. */
  readonly received?: ReceivedFacts;
  readonly decision: Decision;
  /** Number of the incident, if any. */
  readonly incident?: number;
  /** Content of the text; empty if the match was held. */
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** Matches of one rule held for one reason within one minute of a flood, counted instead of stored one by one. */
export interface HeldEntry {
  readonly kind: 'held';
  readonly id: number;
  /** Times of the first and last of them, ms since 1970. */
  readonly at: number;
  readonly lastAt: number;
  readonly ruleId: string;
  readonly rule: string;
  readonly count: number;
  /** Decision on each of them. */
  readonly decision: Decision;
  /** Number of the incident, if any. */
  readonly incident?: number;
  /** Text that reported them; empty if none did. */
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** A test text that the user sent. */
export interface TestEntry {
  readonly kind: 'test';
  readonly id: number;
  readonly at: number;
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** A text that replaces late ones, which were queued for longer than the settings allow. */
export interface DigestEntry {
  readonly kind: 'digest';
  readonly id: number;
  readonly at: number;
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** A text to further recipients because nobody had acknowledged an incident. */
export interface EscalationEntry {
  readonly kind: 'escalation';
  readonly id: number;
  readonly at: number;
  /** Name of the rule whose incident nobody acknowledged. */
  readonly rule: string;
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** A message through a channel that reported a problem, or its end. */
export interface ProblemReportView extends TextView {
  readonly about: 'begin' | 'end';
}

/** A silence at Alertmanager for the alerts of an acknowledged incident, or its end. */
export interface SilenceEntry {
  readonly kind: 'silence';
  readonly id: number;
  readonly at: number;
  /** Name of the rule. */
  readonly rule: string;
  readonly content: string;
  /** Requests to the cluster. */
  readonly texts: readonly TextView[];
}

/** A past or current problem. */
export interface ProblemEntry {
  readonly kind: 'problem';
  readonly id: number;
  readonly at: number;
  readonly code: ProblemCode;
  readonly subject: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** End of the problem, ms since 1970; null while it lasts. */
  readonly clearedAt: number | null;
  /** Messages that reported it, oldest first; missing without any. */
  readonly reports?: readonly ProblemReportView[];
}

/** An entry of the history; lists are newest first. `kind` and `id` together are unique. */
export type HistoryEntry =
  MatchEntry | HeldEntry | TestEntry | DigestEntry | EscalationEntry | SilenceEntry | ProblemEntry;

/** Kinds that a filter offers; counted held matches belong to `match`. */
export const HISTORY_KINDS = ['match', 'test', 'digest', 'escalation', 'silence', 'problem'] as const;

/** Kinds of all entries. */
export const ENTRY_KINDS = [...HISTORY_KINDS, 'held'] as const satisfies readonly HistoryEntry['kind'][];

/** Sorts the newest first; at the same time, counted held matches come after stored ones. */
export function newestFirst(one: HistoryEntry, other: HistoryEntry): number {
  const counted = Number(other.kind === 'held') - Number(one.kind === 'held');
  return other.at - one.at || counted || other.id - one.id;
}

/** Outcomes that a filter offers: the decision on a match, or the state of one of its texts. */
export const HISTORY_OUTCOMES = ['alerted', 'held', 'delivered', 'failed', 'unknown'] as const;

/** Filter of the history; a missing field filters nothing. */
export interface HistoryFilter {
  /** Text in the line, rule or path; empty for all. */
  readonly search: string;
  readonly kind?: (typeof HISTORY_KINDS)[number] | undefined;
  /** Id of a rule; only its matches pass. */
  readonly ruleId?: string | undefined;
  readonly outcome?: (typeof HISTORY_OUTCOMES)[number] | undefined;
}

/** A page of the history. */
export interface HistoryQuery extends HistoryFilter {
  /** Returns entries older than this, ms since 1970; null for the newest. */
  readonly before: number | null;
  /** Maximum number of entries (1–500). */
  readonly limit: number;
}
