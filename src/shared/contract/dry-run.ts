import type { Decision, DecisionWhy } from './history';
import type { LiveMark } from './live-view';
import type { TextType } from '../sms/text';

/** How far back a dry run looks; with null on both sides it reads all there is. */
export interface DryRunLimits {
  /** No line older than so many ms. */
  readonly sinceMs: number | null;
  /** The last so many bytes of each log, as they lie on the disk. */
  readonly bytes: number | null;
}

/** A line that the rule matches. */
export interface DryRunMatch {
  /** When it was written, ms since 1970. */
  readonly at: number;
  /** The file it stands in. */
  readonly path: string;
  readonly line: string;
  /** True when the line is longer than what is shown of it. */
  readonly cut: boolean;
  /** What the pattern found of it; none where that lies beyond what is shown. */
  readonly marks: readonly LiveMark[];
  /** Null for a line that the rule expects, which makes no text. */
  readonly decision: Decision | null;
}

/** A text that would have gone out. */
export interface DryRunText {
  /** When, ms since 1970. */
  readonly at: number;
  readonly type: TextType;
  readonly subject: string;
  readonly content: string;
  /** Of the content, in CP949. */
  readonly bytes: number;
  /** To all its recipients together, at the prices of the settings. */
  readonly won: number;
  /** Their names, or ids where they have none; empty when it would have shown on the desktop only. */
  readonly recipients: readonly string[];
}

/** The first and the last of a list, and how many there are in all; `last` goes on where `first` ends, or later. */
export interface EndsOf<Item> {
  readonly total: number;
  readonly first: readonly Item[];
  readonly last: readonly Item[];
}

/** What came together on a day of the policy's time zone. */
export interface DryRunDay {
  /** `2026-11-23`. */
  readonly date: string;
  readonly matches: number;
  /** One for each recipient. */
  readonly texts: number;
  readonly won: number;
}

/** Why a file was not read. */
type LeftOutWhy = 'missing' | 'denied' | 'special' | 'own' | 'damaged' | 'compression' | 'too-many' | 'failed';

/** A file that was not read, or not to its end. */
export interface LeftOutFile {
  readonly path: string;
  readonly why: LeftOutWhy;
}

/** What a person should know before the rule is saved; the sentence is in src/shared/i18n under `dryRun.warning`. */
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

/** What a rule would have done over its files. */
export interface DryRunResult {
  /** Files read, rotated ones included. */
  readonly files: number;
  readonly leftOut: readonly LeftOutFile[];
  readonly lines: number;
  /** Bytes of text read. */
  readonly bytes: number;
  /** When the first and the last match were written, ms since 1970; null without any. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly matches: EndsOf<DryRunMatch>;
  readonly texts: EndsOf<DryRunText>;
  /** Texts to single recipients, and what they come to. */
  readonly sent: number;
  readonly won: number;
  /** Matches for which no text of their own went out, by why. */
  readonly held: Readonly<Partial<Record<DecisionWhy, number>>>;
  /** Days with a match or a text, oldest first. */
  readonly days: readonly DryRunDay[];
  readonly warnings: readonly DryRunWarning[];
}

/** How much of the files has been read, bytes on the disk. */
export interface DryRunProgress {
  readonly done: number;
  readonly total: number;
}

/** A dry run that came to nothing: the person ended it, or its thread died. */
export type DryRunFault = 'cancelled' | 'failed';

/** How far back a dry run looks unless it is told otherwise, ms. */
export const DRY_RUN_SINCE_MS = 7 * 86_400_000;

const SIZE = /^(\d{1,12}(?:\.\d{1,3})?)\s?(B|KB|MB|GB)?$/i;
const SIZE_UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1_000, MB: 1_000_000, GB: 1_000_000_000 };

/** The bytes that a size means, as a person writes it (`100MB`, `1.5 GB`, `4096`); null when it is none or nothing. */
export function parseSize(text: string): number | null {
  const parts = SIZE.exec(text.trim());
  if (!parts) {
    return null;
  }
  const bytes = Math.round(Number(parts[1]) * (SIZE_UNITS[(parts[2] ?? 'B').toUpperCase()] ?? 1));
  return bytes > 0 ? bytes : null;
}

/** The key of the sentence that says what a dry run came to, under src/shared/i18n. A wait for lines may tell of none. */
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
