import type { OpenIncidents } from './incident';

/** What the tray and the window show at a glance. */
export type AppState = 'unconfigured' | 'watching' | 'alert' | 'paused' | 'problem';

/** What can go wrong while running; the sentence and the remedy for each are in src/shared/i18n under `problem`. */
export type ProblemCode =
  | 'settings'
  | 'settings-set-aside'
  | 'settings-edit-kept'
  | 'settings-not-saved'
  | 'file-unreadable'
  | 'file-failing'
  | 'file-directory'
  | 'file-special'
  | 'file-own'
  | 'file-rewritten'
  | 'no-files-match'
  | 'too-many-files'
  | 'glob-too-broad'
  | 'folder-too-full'
  | 'file-limit'
  | 'looks-cp949'
  | 'file-first-line-slow'
  | 'watch-limit'
  | 'pattern-too-slow'
  | 'exception-too-slow'
  | 'ok-too-slow'
  | 'too-many-keys'
  | 'absence-blind'
  | 'budget-used-up'
  | 'escalation-given-up'
  | 'ledger-unusable'
  | 'ledger-set-aside'
  | 'ledger-newer'
  | 'ledger-in-use'
  | 'writable-by-others'
  | 'readable-by-others'
  | 'ledger-deleted'
  | 'ledger-restored'
  | 'ledger-replaced'
  | 'texts-held'
  | 'engine-restarted'
  | 'no-keys'
  | 'keyring-locked'
  | 'sens-refused-key'
  | 'sens-clock'
  | 'sens-no-right'
  | 'sens-bad-request'
  | 'sens-unknown-service'
  | 'sens-too-fast'
  | 'sens-server'
  | 'sens-unreachable'
  | 'sens-odd-answer'
  | 'sens-certificate'
  | 'text-failed'
  | 'text-unknown'
  | 'text-refused'
  | 'texts-too-late'
  | 'practice-unavailable';

/** Something the person should know or mend. `subject` tells equal codes apart (a path, a rule's id); never a number, key or log line. */
export interface Problem {
  readonly code: ProblemCode;
  readonly subject: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** When it was first seen, ms since 1970. */
  readonly since: number;
}

/** How one file is being followed. */
export interface FileStatus {
  readonly fileId: string;
  readonly path: string;
  readonly state: 'following' | 'waiting' | 'unreadable' | 'refused';
  /** Bytes read so far, and the file's size. */
  readonly position: number;
  readonly size: number;
  /** True when the system tells of no changes (a network mount, a limit), so that it is looked at once a second. */
  readonly polled: boolean;
}

/** How many files of one entry of the settings are in each state. */
export interface FileCount extends Readonly<Record<FileStatus['state'], number>> {
  readonly fileId: string;
}

/** A rule that the person has muted. */
export interface Mute {
  /** The rule's id and its name. */
  readonly rule: string;
  readonly title: string;
  /** When it ends, ms since 1970. */
  readonly until: number;
  /** Matches held back so far. */
  readonly held: number;
}

/** Texts, and what they are estimated to cost. */
export interface Spent {
  readonly texts: number;
  readonly won: number;
}

/** What was spent on texts since the day and month of the budget began (`policy.zone`); practice texts do not count. */
export interface SpentView {
  readonly today: Spent;
  readonly month: Spent;
}

/** What happened on one day in `policy.zone`; practice counts too. */
export interface DayCount {
  /** `2026-11-23`. */
  readonly date: string;
  readonly matches: number;
  readonly texts: number;
}

/** What the engine says of itself. */
export interface EngineStatus {
  readonly running: boolean;
  /** At most 100 for each entry of the settings, those in trouble first; `fileCounts` has the numbers of all. */
  readonly files: readonly FileStatus[];
  readonly fileCounts: readonly FileCount[];
  /** Rules at work. */
  readonly rules: number;
  readonly problems: readonly Problem[];
  /** When the pause ends, ms since 1970; null when not paused. */
  readonly pausedUntil: number | null;
  /** Matches held back by the pause so far. */
  readonly heldByPause: number;
  readonly mutes: readonly Mute[];
  readonly incidents: OpenIncidents;
  /** Texts owed or on their way. */
  readonly pendingTexts: number;
  readonly spent: SpentView;
  /** The last 14 days, oldest first, today at the end. */
  readonly days: readonly DayCount[];
}

/** One alert as the tray lists it. */
export interface AlertSummary {
  readonly id: number;
  readonly at: number;
  readonly ruleId: string;
  /** The rule's name. */
  readonly rule: string;
  readonly line: string;
  /** The number of its incident, if it belongs to one. */
  readonly incident?: number;
  /** Matches that its text tells of; one unless said. */
  readonly count?: number;
}

/** The whole state, the same for tray, window and CLI. */
export interface AppStatus extends EngineStatus {
  readonly state: AppState;
  readonly practice: boolean;
  readonly recentAlerts: readonly AlertSummary[];
  /** Alerts since the person last looked. */
  readonly unseenAlerts: number;
}

/** What the app's state follows from. */
export type StatusFacts = Omit<AppStatus, 'state'>;

/** The one place that says which state wins: a person's pause, then what is broken, then what is missing, then news. */
export function appState(facts: StatusFacts): AppState {
  if (facts.pausedUntil !== null) {
    return 'paused';
  }
  if (facts.problems.length > 0) {
    return 'problem';
  }
  if (facts.rules === 0 || facts.files.length === 0) {
    return 'unconfigured';
  }
  return facts.unseenAlerts > 0 ? 'alert' : 'watching';
}

/** The engine before it has said anything. */
export const IDLE_ENGINE: EngineStatus = {
  running: false,
  files: [],
  fileCounts: [],
  rules: 0,
  problems: [],
  pausedUntil: null,
  heldByPause: 0,
  mutes: [],
  incidents: { open: 0, acknowledged: 0, newest: [] },
  pendingTexts: 0,
  spent: { today: { texts: 0, won: 0 }, month: { texts: 0, won: 0 } },
  days: [],
};
