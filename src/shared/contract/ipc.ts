import type { Result } from '../common/result';
import type { Pattern } from '../settings/patterns/pattern';
import type { RegexFault } from '../settings/patterns/regex-errors';
import type { SettingsProblem } from '../settings/problems';
import type { Language } from '../settings/schema';
import type { ImageFacts, ImageFault } from '../sms/jpeg';
import type { ImportFault, ImportPlan } from '../transfer/settings-import';
import type { DryRunFault, DryRunLimits, DryRunProgress, DryRunResult } from './dry-run';
import type { HistoryEntry, HistoryFilter, HistoryQuery } from './history';
import type { IncidentQuery, IncidentRefusal, IncidentView } from './incident';
import type { EncodingPreview, FileViewFault, LinesAround, LiveLine, LiveReading, MatchShare } from './live-view';
import type { SaveRefusal, SettingsBase, Settlement } from './settings-save';
import type { AppStatus } from './status';
import type { ActionRefusal } from './text-actions';

/** Where the keys are, never what they are. */
export interface KeysView {
  readonly accessKey: 'set' | 'not-set';
  readonly secretKey: 'set' | 'not-set';
  /**
   * How they are kept: by the desktop's keyring, in a 0600 file in clear (after consent), only until Logbell quits,
   * from the environment, or not at all.
   */
  readonly kept: 'keyring' | 'file' | 'session' | 'environment' | 'none';
  /** Whether this desktop has a keyring that answers. */
  readonly keyring: boolean;
}

/** Start at login, as the autostart file says it. */
export interface AutostartView {
  readonly supported: boolean;
  readonly enabled: boolean;
}

/** The settings as the window edits them; an edit begins from them. */
export interface SettingsView extends SettingsBase {
  /** What is wrong in the file on disk; those parts are not at work. */
  readonly problems: readonly SettingsProblem[];
}

/** An edit of the settings. */
export interface SettingsEdit {
  /** As edited: what is wrong with them is the answer. */
  readonly settings: unknown;
  /** The revision and the settings that the window showed when the edit began. */
  readonly base: { readonly revision: string; readonly settings: unknown };
  /** The person's choice in a conflict; null before there was one. */
  readonly settlement: Settlement | null;
}

/** What a saving left. */
export interface SettingsSaved {
  readonly view: SettingsView;
  /** Where the version lies that was not kept; null when there was none. */
  readonly copy: string | null;
}

/** Facts about this run that do not change. */
export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly configFile: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** The sample log of the practice set-up. */
  readonly sampleLog: string;
  /** False when the desktop shows no tray icons. */
  readonly trayHost: boolean;
  /** The language of the desktop, for `app.language: "system"`. */
  readonly systemLanguage: Language;
}

/** Everything the window needs to paint itself; from then on it listens to pushes. */
export interface Snapshot {
  readonly settings: SettingsView;
  readonly status: AppStatus;
  readonly keys: KeysView;
  readonly autostart: AutostartView;
  readonly info: AppInfo;
  readonly history: readonly HistoryEntry[];
}

/** New keys; a missing one is left as it is. `keepInFile` is the person's consent to store them in clear when there is no keyring. */
export interface KeysChange {
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  readonly keepInFile: boolean;
}

/** How long to pause: minutes, or to the next local midnight. */
export type PauseLength = '15m' | '1h' | 'tomorrow';

/** How long to mute a rule: a time, or to eight in the morning. */
export type MuteLength = '30m' | '2h' | 'morning';

/** What a line would do to a rule being edited. */
export interface PatternTrial {
  readonly match: Pattern;
  readonly butNot: readonly Pattern[];
  /** Lines that match say that all is well. */
  readonly ok?: Pattern | undefined;
  readonly line: string;
}

/** Outcome of a trial: whether the rule would fire, and what stopped it (`ok`: the line says that all is well); `too-slow` when a pattern ran out of time. */
export interface TrialOutcome {
  readonly outcome: 'matches' | 'no-match' | 'ok' | 'but-not' | 'too-slow';
  /** The part of the line that matched; empty when none did. */
  readonly matched: string;
}

/** A rule being edited, to be tried on the lines of its files; `run` is the window's own number for that, which progress carries. */
interface DryRunRequested {
  readonly run: number;
  /** As the form has it: what is wrong with it is the answer. */
  readonly rule: unknown;
  readonly limits: DryRunLimits;
}

/** A rule being edited, as the form has it, and a file of which the last lines are wanted. */
export interface LastLinesRequest extends Omit<LiveRequest, 'view'> {
  readonly rule: unknown;
}

/** How far a dry run is. */
interface DryRunNews extends DryRunProgress {
  readonly run: number;
}

/** What stands behind a path or glob right now. */
export interface PathPreview {
  readonly paths: readonly string[];
  /** How many there are in all; `paths` holds at most 20. */
  readonly total: number;
  /** False when there is more to look through than is looked through here. */
  readonly isWhole: boolean;
}

/** A picture chosen for a test text. */
export interface ImageView extends ImageFacts {
  /** The file's name without its folder. */
  readonly name: string;
}

/** A file whose lines the window wants to see as they come; `view` is its own number for that, which what comes carries. */
export interface LiveRequest {
  readonly view: number;
  readonly fileId: string;
  readonly path: string;
}

/** What a look at the file of a live view brought. */
export interface LiveNews extends Omit<LiveReading, 'cursor'> {
  readonly view: number;
}

/** What a file would change if it were imported; nothing has been saved. */
export interface ImportView extends Omit<ImportPlan, 'settings'> {
  readonly path: string;
}

/** Why a file cannot be imported. */
export type ImportRefusal = ImportFault | 'unreadable' | 'too-large';

/** What an import left behind: the path of the copy of `config.json` as it was, null when there was none. */
export interface ImportOutcome {
  readonly backup: string | null;
}

/** The links the window may ask to open; nothing else is ever opened. */
export type LinkName = 'ncloud-console' | 'sens-guide' | 'sens-projects' | 'api-keys';
/** The folders the window may ask to show. */
export type FolderName = 'config' | 'data' | 'logs';

/** An address or a folder that the desktop did not open: the person can do it by hand. */
export interface Unopened {
  readonly place: string;
}

/** Every call from the window to the main process: argument and answer. */
export interface Calls {
  'app:snapshot': { in: undefined; out: Snapshot };
  /** Saves an edit, merged with what was changed in `config.json` since it began; a conflict is to be settled by the person. */
  'settings:save': { in: SettingsEdit; out: Result<SettingsSaved, SaveRefusal> };
  'keys:save': { in: KeysChange; out: Result<KeysView, 'no-keyring' | 'bad-key' | 'not-saved'> };
  'keys:forget': { in: undefined; out: Result<KeysView, 'not-saved'> };
  'text:send-test': {
    /** `withImage` sends the picture chosen last as an MMS. */
    in: { readonly recipientIds: readonly string[]; readonly withImage: boolean };
    out: Result<{ readonly testId: number }, SettingsProblem>;
  };
  'image:pick': { in: undefined; out: Result<ImageView | null, ImageFault> };
  'text:resend': { in: { readonly id: number; readonly sure: boolean }; out: Result<undefined, ActionRefusal> };
  'text:drop': { in: { readonly id: number }; out: Result<undefined, ActionRefusal> };
  'history:list': { in: HistoryQuery; out: readonly HistoryEntry[] };
  /** The line of a match in its file, with those around it. */
  'history:in-file': { in: { readonly id: number }; out: Result<LinesAround, FileViewFault> };
  'incidents:list': { in: IncidentQuery; out: readonly IncidentView[] };
  /** The newest matches of an incident, and the texts to others. */
  'incidents:history': { in: { readonly id: number }; out: readonly HistoryEntry[] };
  'incidents:acknowledge': { in: { readonly id: number }; out: Result<undefined, IncidentRefusal> };
  'incidents:close': { in: { readonly id: number }; out: Result<undefined, IncidentRefusal> };
  /** Writes what the filter lets through as CSV where the person says; null when they cancelled. */
  'history:export': { in: HistoryFilter; out: Result<string | null, 'not-saved'> };
  'watch:pause': { in: PauseLength; out: undefined };
  'watch:resume': { in: undefined; out: undefined };
  'alerts:seen': { in: undefined; out: undefined };
  'rules:mute': { in: { readonly ruleId: string; readonly length: MuteLength }; out: undefined };
  /** Ends the mute of this rule. */
  'rules:unmute': { in: string; out: undefined };
  'files:pick': { in: undefined; out: string | null };
  'files:preview': { in: string; out: PathPreview };
  'files:encodings': { in: string; out: EncodingPreview };
  /** Begins to push `live:news` of one file; a view that was open is closed. */
  'live:open': { in: LiveRequest; out: undefined };
  'live:close': { in: undefined; out: undefined };
  'rules:try': { in: PatternTrial; out: Result<TrialOutcome, RegexFault> };
  /** The last lines of one of a rule's files, with what the rule matches as it is edited; null where there is nothing to read. */
  'rules:last-lines': { in: LastLinesRequest; out: Result<readonly LiveLine[] | null, readonly SettingsProblem[]> };
  /** How many of the last lines of its files a rule matches as it is edited. */
  'rules:match-share': { in: { readonly rule: unknown }; out: Result<MatchShare, readonly SettingsProblem[]> };
  /** What the rule would have done; pushes `dry-run:news` meanwhile. One that was going on is cancelled. */
  'rules:dry-run': { in: DryRunRequested; out: Result<DryRunResult, readonly SettingsProblem[] | DryRunFault> };
  'rules:cancel-dry-run': { in: undefined; out: undefined };
  /** Writes rules, files and recipients to a file that the person names; gives its path, null when they cancelled. */
  'settings:export': { in: { readonly withNumbers: boolean }; out: Result<string | null, 'not-saved'> };
  /** Reads a file that the person names and says what it would change; null when they cancelled. */
  'settings:open-import': { in: undefined; out: Result<ImportView | null, ImportRefusal> };
  /** Imports the file that was read last. The error is what it would change by now, when what it replaces has changed since. */
  'settings:import': { in: undefined; out: Result<ImportOutcome, readonly SettingsProblem[] | ImportView> };
  /** Diagnostics without keys, numbers, names, patterns, messages and lines, as the text of a JSON file. */
  'diagnostics:read': { in: undefined; out: string };
  /** Saves the diagnosis read last where the person says; gives the path, null when they cancelled. */
  'diagnostics:save': { in: undefined; out: Result<string | null, 'not-saved'> };
  'autostart:set': { in: boolean; out: Result<AutostartView, 'not-supported' | 'not-saved'> };
  /** Puts a short text on the clipboard; the page itself has no permission to. */
  'clipboard:write': { in: string; out: undefined };
  'link:open': { in: LinkName; out: Result<undefined, Unopened> };
  /** Opens the practice phone in the browser; `no-phone` when there is none. */
  'phone:open': { in: undefined; out: Result<undefined, Unopened | 'no-phone'> };
  'folder:open': { in: FolderName; out: Result<undefined, Unopened> };
}

/** Every push from the main process to the window. */
export interface Pushes {
  'status:changed': AppStatus;
  'settings:changed': SettingsView;
  'keys:changed': KeysView;
  /** A new entry, or an entry whose fate has changed. */
  'history:entry': HistoryEntry;
  'live:news': LiveNews;
  'dry-run:news': DryRunNews;
  /** The tray or a notification asks for a page. */
  'window:show-page': Place;
}

/** The pages of the window. */
export type PageName = 'overview' | 'rules' | 'files' | 'delivery' | 'history' | 'settings' | 'help';

/** What the window can be asked to show: a page, the incidents in the history or one of them, or where a setting is mended, by its path. */
export type Place = PageName | 'incidents' | `incident:${number}` | `setting:${string}`;

export type CallName = keyof Calls;
export type PushName = keyof Pushes;

/** All call names; leaving one out does not compile. */
export const CALL_NAMES = Object.keys({
  'app:snapshot': true,
  'settings:save': true,
  'keys:save': true,
  'keys:forget': true,
  'text:send-test': true,
  'image:pick': true,
  'text:resend': true,
  'text:drop': true,
  'history:list': true,
  'history:in-file': true,
  'incidents:list': true,
  'incidents:history': true,
  'incidents:acknowledge': true,
  'incidents:close': true,
  'history:export': true,
  'watch:pause': true,
  'watch:resume': true,
  'alerts:seen': true,
  'rules:mute': true,
  'rules:unmute': true,
  'files:pick': true,
  'files:preview': true,
  'files:encodings': true,
  'live:open': true,
  'live:close': true,
  'rules:try': true,
  'rules:last-lines': true,
  'rules:match-share': true,
  'rules:dry-run': true,
  'rules:cancel-dry-run': true,
  'settings:export': true,
  'settings:open-import': true,
  'settings:import': true,
  'diagnostics:read': true,
  'diagnostics:save': true,
  'autostart:set': true,
  'clipboard:write': true,
  'link:open': true,
  'phone:open': true,
  'folder:open': true,
} satisfies Record<CallName, true>) as readonly CallName[];

/** All push names; leaving one out does not compile. */
export const PUSH_NAMES = Object.keys({
  'status:changed': true,
  'settings:changed': true,
  'keys:changed': true,
  'history:entry': true,
  'live:news': true,
  'dry-run:news': true,
  'window:show-page': true,
} satisfies Record<PushName, true>) as readonly PushName[];
