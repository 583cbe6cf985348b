import type { ProblemCode } from './status';
import type { TextType } from '../sms/text';

/**
 * The life of a text to one recipient: owed → sending → accepted → delivered | failed,
 * and `unknown` while nobody can say whether SENS took it (docs/architecture.md).
 */
export type TextState = 'owed' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'unknown';

/** Why a text is in its state; the sentence is in src/shared/i18n under `reason`. `until` among its values is in ms since 1970. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** One text to one recipient, as history shows it. */
export interface TextView {
  readonly id: number;
  readonly recipient: string;
  /** The number, masked. */
  readonly to: string;
  readonly type: TextType;
  readonly state: TextState;
  readonly reason: Reason | null;
  /** When it came into this state, ms since 1970. */
  readonly at: number;
  readonly practice: boolean;
  /** What it is estimated to cost, won; 0 for a practice text. */
  readonly costWon: number;
}

/** Why a match goes out or is held. */
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

/** What was decided about a match, and why: the code is a key under `decision` in src/shared/i18n. `until` among its values is in ms since 1970. */
export interface Decision {
  readonly outcome: 'alerted' | 'held';
  readonly why: DecisionWhy;
  readonly params: Readonly<Record<string, string | number>>;
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
  /** Where the line begins in its file, bytes from the start; none for what no line told, and where it is not known. */
  readonly offset?: number;
  readonly decision: Decision;
  /** The number of the incident it belongs to, if any. */
  readonly incident?: number;
  /** What was texted; empty when held back. */
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** Matches of one rule that were held for one reason within one minute of a flood: more than are stored one by one, and so counted. */
export interface HeldEntry {
  readonly kind: 'held';
  readonly id: number;
  /** When the first and the last of them came, ms since 1970. */
  readonly at: number;
  readonly lastAt: number;
  readonly ruleId: string;
  readonly rule: string;
  readonly count: number;
  /** What was decided on each of them. */
  readonly decision: Decision;
  /** The number of the incident they belong to, if any. */
  readonly incident?: number;
  /** The text that has told of them; empty for none. */
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** A test text the person asked for. */
export interface TestEntry {
  readonly kind: 'test';
  readonly id: number;
  readonly at: number;
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** A text that stands for late ones: they were owed for longer than the settings allow. */
export interface DigestEntry {
  readonly kind: 'digest';
  readonly id: number;
  readonly at: number;
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** A text to others, because nobody had acknowledged an incident. */
export interface EscalationEntry {
  readonly kind: 'escalation';
  readonly id: number;
  readonly at: number;
  readonly content: string;
  readonly texts: readonly TextView[];
}

/** Something that went wrong, kept so that it can be read later. */
export interface ProblemEntry {
  readonly kind: 'problem';
  readonly id: number;
  readonly at: number;
  readonly code: ProblemCode;
  readonly subject: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** When it was over, ms since 1970, or null while it lasts. */
  readonly clearedAt: number | null;
}

/** A line of the history, newest first when listed. `kind` and `id` together are unique. */
export type HistoryEntry = MatchEntry | HeldEntry | TestEntry | DigestEntry | EscalationEntry | ProblemEntry;

/** The kinds that a filter tells apart; held matches that were counted are matches. */
export const HISTORY_KINDS = ['match', 'test', 'digest', 'escalation', 'problem'] as const;

/** The kinds of entries. */
export const ENTRY_KINDS = [...HISTORY_KINDS, 'held'] as const satisfies readonly HistoryEntry['kind'][];

/** The order of the history: the newest first; held matches that were counted came after those of the same moment that were not. */
export function newestFirst(one: HistoryEntry, other: HistoryEntry): number {
  const counted = Number(other.kind === 'held') - Number(one.kind === 'held');
  return other.at - one.at || counted || other.id - one.id;
}

/** What became of a match: what was decided, or the state of one of its texts. */
export const HISTORY_OUTCOMES = ['alerted', 'held', 'delivered', 'failed', 'unknown'] as const;

/** Which entries are wanted; what is left out lets all through. */
export interface HistoryFilter {
  /** Only entries whose line, rule or path contains this; empty for all. */
  readonly search: string;
  readonly kind?: (typeof HISTORY_KINDS)[number] | undefined;
  /** Only matches of this rule. */
  readonly ruleId?: string | undefined;
  readonly outcome?: (typeof HISTORY_OUTCOMES)[number] | undefined;
}

/** Which part of the history is wanted. */
export interface HistoryQuery extends HistoryFilter {
  /** Only entries older than this, ms since 1970; null for the newest. */
  readonly before: number | null;
  /** At most this many entries (1–500). */
  readonly limit: number;
}
