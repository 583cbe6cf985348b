import type { Decision, DecisionWhy } from './history';
import type { LiveMark } from './live-view';
import type { TextType } from '../sms/fit-text';

/** Reach of a dry run into the past; with both null it reads everything. */
export interface DryRunLimits {
  /** Skips lines older than this, ms. */
  readonly sinceMs: number | null;
  /** Reads the last bytes of each log, counted on disk. */
  readonly bytes: number | null;
}

/** A line that matches the rule. */
export interface DryRunMatch {
  /** Time of the line, ms since 1970. */
  readonly at: number;
  /** File that holds the line. */
  readonly path: string;
  readonly line: string;
  /** True if `line` is cut for display. */
  readonly cut: boolean;
  /** Parts of the line that the pattern matched; empty if they lie beyond the cut. */
  readonly marks: readonly LiveMark[];
  /** Null for a line that a missing-line rule expects, which causes no text. */
  readonly decision: Decision | null;
}

/** A text that would have been sent. */
export interface DryRunText {
  /** ms since 1970. */
  readonly at: number;
  readonly type: TextType;
  readonly subject: string;
  readonly content: string;
  /** Size of the content in CP949. */
  readonly bytes: number;
  /** Total for all recipients at the prices of the settings, won. */
  readonly won: number;
  /** Names of the recipients, or ids where they have none. */
  readonly recipients: readonly string[];
  /** Titles of the channels. Without recipients and channels, the alert would have shown on the desktop only. */
  readonly channels: readonly string[];
}

/** The first and last items of a list and its length; `last` never overlaps `first`. */
export interface FirstAndLast<Item> {
  readonly total: number;
  readonly first: readonly Item[];
  readonly last: readonly Item[];
}

/** Totals of one day in the time zone of the policy. */
export interface DryRunDay {
  /** `2026-11-23`. */
  readonly date: string;
  readonly matches: number;
  /** One per recipient. */
  readonly texts: number;
  readonly won: number;
}

/** Reason why a file was not read. */
type LeftOutWhy = 'missing' | 'denied' | 'special' | 'own' | 'damaged' | 'compression' | 'too-many' | 'failed';

/** A file that was not read, or not to its end. */
export interface LeftOutFile {
  readonly path: string;
  readonly why: LeftOutWhy;
}

/** Warning to show before the rule is saved; src/shared/i18n has the sentences under `dryRun.warning`. */
export interface DryRunWarning {
  readonly code: DryRunWarningCode;
  readonly params: Readonly<Record<string, string | number>>;
}

type DryRunWarningCode =
  | 'matches-all'
  | 'many-texts'
  | 'cut-short'
  | 'pattern-too-slow'
  | 'exception-too-slow'
  | 'too-many-keys'
  | 'times-estimated';

/** Effect that a rule would have had on its log files. */
export interface DryRunResult {
  /** Number of files read, rotated ones included. */
  readonly files: number;
  readonly leftOut: readonly LeftOutFile[];
  readonly lines: number;
  /** Bytes of text read, decompressed. */
  readonly bytes: number;
  /** Times of the first and last match, ms since 1970; null without a match. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly matches: FirstAndLast<DryRunMatch>;
  readonly texts: FirstAndLast<DryRunText>;
  /** Number of texts, one per recipient, and their total in won. */
  readonly sent: number;
  readonly won: number;
  /** Matches without a text of their own, by reason. */
  readonly held: Readonly<Partial<Record<DecisionWhy, number>>>;
  /** Days with a match or a text, oldest first. */
  readonly days: readonly DryRunDay[];
  readonly warnings: readonly DryRunWarning[];
}

/** Progress in bytes on disk. */
export interface DryRunProgress {
  readonly done: number;
  readonly total: number;
}

/** Reason why a dry run has no result: the user cancelled it, or its thread died. */
export type DryRunFault = 'cancelled' | 'failed';

/** Default reach of a dry run, ms. */
export const DRY_RUN_SINCE_MS = 7 * 86_400_000;

const SIZE = /^(\d{1,12}(?:\.\d{1,3})?)\s?(B|KB|MB|GB)?$/i;
const SIZE_UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1_000, MB: 1_000_000, GB: 1_000_000_000 };

/** Parses a size as users write it (`100MB`, `1.5 GB`, `4096`) into bytes; null if it is invalid or zero. */
export function parseSize(text: string): number | null {
  const parts = SIZE.exec(text.trim());
  if (!parts) {
    return null;
  }
  const bytes = Math.round(Number(parts[1]) * (SIZE_UNITS[(parts[2] ?? 'B').toUpperCase()] ?? 1));
  return bytes > 0 ? bytes : null;
}

/**
 * Key under src/shared/i18n of the sentence that sums up a dry run. A missing-line rule may have texts without a match.
 */
export function dryRunSum({
  files,
  matches,
  texts,
}: DryRunResult): 'dryRun.nothingRead' | 'dryRun.none' | 'dryRun.came' {
  if (files === 0) {
    return 'dryRun.nothingRead';
  }
  return matches.total + texts.total === 0 ? 'dryRun.none' : 'dryRun.came';
}
