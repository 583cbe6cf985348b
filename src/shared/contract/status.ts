import type { OpenIncidents } from './incident';

/** Overall state, which tray and window show at a glance. */
export type AppState = 'unconfigured' | 'watching' | 'alert' | 'paused' | 'problem';

/** Kind of a problem at run time; src/shared/i18n has title and remedy under `problem`. */
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
  | 'journal-missing-program'
  | 'journal-denied'
  | 'journal-empty'
  | 'journal-volatile'
  | 'journal-unknown-unit'
  | 'journal-failing'
  | 'journal-gap'
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
  | 'channel-incomplete'
  | 'channel-refused'
  | 'channel-bad-request'
  | 'channel-redirected'
  | 'channel-too-fast'
  | 'channel-server'
  | 'channel-unreachable'
  | 'channel-odd-answer'
  | 'channel-certificate'
  | 'channel-unconfirmed'
  | 'text-failed'
  | 'text-unknown'
  | 'text-refused'
  | 'texts-too-late'
  | 'practice-unavailable'
  | 'status-unavailable'
  | 'engine-stuck'
  | 'clock-wrong'
  | 'heartbeat-undelivered'
  | 'metrics-unavailable'
  | 'receive-unavailable';

/**
 * A fault that the user should know of or fix. `subject` distinguishes problems of one code (a path, a rule's id); it
 * is never a number, key or log line.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly subject: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** First seen, ms since 1970. */
  readonly since: number;
}

/** State of one watched file. */
export interface FileStatus {
  readonly fileId: string;
  readonly path: string;
  readonly state: 'following' | 'waiting' | 'unreadable' | 'refused';
  /** Bytes read so far, and size of the file. */
  readonly position: number;
  readonly size: number;
  /** True if the system reports no changes (a network mount, a limit) and Logbell checks the file once a second. */
  readonly polled: boolean;
  /** True for entries of the systemd journal; `path` is then their title, and position and size are 0. */
  readonly isJournal?: true;
  /** True for received alerts; `path` is then their title, and position and size are 0. */
  readonly isAlerts?: true;
  /** Time of the last alert received since the start, ms since 1970. */
  readonly lastAlertAt?: number;
}

/** Number of files in each state, for one entry of the settings. */
export interface FileCount extends Readonly<Record<FileStatus['state'], number>> {
  readonly fileId: string;
}

/** A rule that the user muted. */
export interface Mute {
  /** Id and name of the rule. */
  readonly rule: string;
  readonly title: string;
  /** End of the mute, ms since 1970. */
  readonly until: number;
  /** Number of matches held so far. */
  readonly held: number;
}

/** Number of texts and their estimated cost in won. */
export interface Spent {
  readonly texts: number;
  readonly won: number;
}

/** Spending of the current day and month in `policy.zone`, without practice texts. */
export interface SpentView {
  readonly today: Spent;
  readonly month: Spent;
}

/** Totals of one day in `policy.zone`, practice included. */
export interface DayCount {
  /** `2026-11-23`. */
  readonly date: string;
  readonly matches: number;
  readonly texts: number;
}

/** Status of the engine. */
export interface EngineStatus {
  readonly running: boolean;
  /** At most 100 for each entry of the settings, faulty ones first; `fileCounts` counts all. */
  readonly files: readonly FileStatus[];
  readonly fileCounts: readonly FileCount[];
  /** Number of active rules. */
  readonly rules: number;
  readonly problems: readonly Problem[];
  /** End of the pause, ms since 1970; null if not paused. */
  readonly pausedUntil: number | null;
  /** Number of matches held by the pause so far. */
  readonly heldByPause: number;
  readonly mutes: readonly Mute[];
  readonly incidents: OpenIncidents;
  /** Number of texts queued or on their way. */
  readonly pendingTexts: number;
  /** Number of messages through other channels that are queued or on their way. */
  readonly pendingMessages: number;
  /** Time since which the oldest text waits to be sent or confirmed, ms since 1970; null if none does. */
  readonly queuedSince: number | null;
  readonly spent: SpentView;
  /** The last 14 days, oldest first, today last. */
  readonly days: readonly DayCount[];
}

/** One alert as the tray lists it. */
export interface AlertSummary {
  readonly id: number;
  readonly at: number;
  readonly ruleId: string;
  /** Name of the rule. */
  readonly rule: string;
  readonly line: string;
  /** Number of the incident, if any. */
  readonly incident?: number;
  /** Number of matches that the text reports; 1 if missing. */
  readonly count?: number;
}

/** The whole state, the same for tray, window and CLI. */
export interface AppStatus extends EngineStatus {
  readonly state: AppState;
  readonly practice: boolean;
  readonly recentAlerts: readonly AlertSummary[];
  /** Number of alerts since the user last looked. */
  readonly unseenAlerts: number;
}

/** Status before the engine has reported anything. */
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
  pendingMessages: 0,
  queuedSince: null,
  spent: { today: { texts: 0, won: 0 }, month: { texts: 0, won: 0 } },
  days: [],
};
