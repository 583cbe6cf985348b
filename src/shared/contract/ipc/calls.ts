import type { Result } from '../../common/result';
import type { Pattern } from '../../settings/patterns/pattern';
import type { RegexFault } from '../../settings/patterns/regex-errors';
import type { SettingsProblem } from '../../settings/validation/problems';
import type { ImageFacts, ImageFault } from '../../sms/jpeg';
import type { ImportFault, ImportPlan } from '../../transfer/settings-import';
import type { ChannelSecretsChange, ChannelSecretsRefusal, ChannelSecretsView } from '../delivery/channel-secrets';
import type { ActionRefusal } from '../delivery/text-actions';
import type { DryRunFault, DryRunLimits, DryRunResult } from '../dry-run';
import type { HeartbeatView } from '../heartbeat-view';
import type { HistoryEntry, HistoryFilter, HistoryQuery } from '../history';
import type { IncidentQuery, IncidentRefusal, IncidentView } from '../incident';
import type { EncodingPreview, FileViewFault, LinesAround, LiveLine, MatchShare } from '../live-view';
import type { SaveRefusal, Settlement } from '../settings-save';
import type { AutostartView, KeysView, SettingsView, Snapshot } from './snapshot';

/** Calls from the window to the main process: argument and result. */
export interface Calls {
  'app:snapshot': { in: undefined; out: Snapshot };
  /** Saves an edit, merged with changes of `config.json` since it began; the user settles a conflict. */
  'settings:save': { in: SettingsEdit; out: Result<SettingsSaved, SaveRefusal> };
  'keys:save': { in: KeysChange; out: Result<KeysView, 'no-keyring' | 'bad-key' | 'not-saved'> };
  'keys:forget': { in: undefined; out: Result<KeysView, 'not-saved'> };
  'channel:secrets': { in: undefined; out: ChannelSecretsView };
  'channel:save-secrets': { in: ChannelSecretsChange; out: Result<ChannelSecretsView, ChannelSecretsRefusal> };
  /** Removes the stored secrets of a channel; those of a channel that is removed from the settings stay until then. */
  'channel:forget-secrets': { in: { readonly id: string }; out: Result<ChannelSecretsView, 'not-saved'> };
  'text:send-test': {
    /** `withImage` sends the picture chosen last as an MMS. */
    in: {
      readonly recipientIds: readonly string[];
      readonly channelIds: readonly string[];
      readonly withImage: boolean;
    };
    out: Result<{ readonly testId: number }, SettingsProblem>;
  };
  'image:pick': { in: undefined; out: Result<ImageView | null, ImageFault> };
  'text:resend': { in: { readonly id: number; readonly sure: boolean }; out: Result<undefined, ActionRefusal> };
  'text:drop': { in: { readonly id: number }; out: Result<undefined, ActionRefusal> };
  'history:list': { in: HistoryQuery; out: readonly HistoryEntry[] };
  /** Finds the line of a match in its file, with the lines around it. */
  'history:in-file': { in: { readonly id: number }; out: Result<LinesAround, FileViewFault> };
  'incidents:list': { in: IncidentQuery; out: readonly IncidentView[] };
  /** Newest matches of an incident, and its escalation texts. */
  'incidents:history': { in: { readonly id: number }; out: readonly HistoryEntry[] };
  'incidents:acknowledge': { in: { readonly id: number }; out: Result<undefined, IncidentRefusal> };
  'incidents:close': { in: { readonly id: number }; out: Result<undefined, IncidentRefusal> };
  /** Exports the filtered history as CSV to a path that the user chooses; null if cancelled. */
  'history:export': { in: HistoryFilter; out: Result<string | null, 'not-saved'> };
  'watch:pause': { in: PauseLength; out: undefined };
  'watch:resume': { in: undefined; out: undefined };
  'alerts:seen': { in: undefined; out: undefined };
  'rules:mute': { in: { readonly ruleId: string; readonly length: MuteLength }; out: undefined };
  /** Ends the mute of a rule, by id. */
  'rules:unmute': { in: string; out: undefined };
  'files:pick': { in: undefined; out: string | null };
  'files:preview': { in: string; out: PathPreview };
  'files:encodings': { in: string; out: EncodingPreview };
  /** Starts to push `live:news` for one file; closes the previous view. */
  'live:open': { in: LiveRequest; out: undefined };
  'live:close': { in: undefined; out: undefined };
  'rules:try': { in: PatternTrial; out: Result<TrialOutcome, RegexFault> };
  /**
   * Last lines of one of a rule's files, with the parts that the edited rule matches; null if there is nothing to read.
   */
  'rules:last-lines': { in: LastLinesRequest; out: Result<readonly LiveLine[] | null, readonly SettingsProblem[]> };
  /** Share of the last lines of its files that an edited rule matches. */
  'rules:match-share': { in: { readonly rule: unknown }; out: Result<MatchShare, readonly SettingsProblem[]> };
  /** Runs a rule against its log files and pushes `dry-run:news` meanwhile; cancels the previous run. */
  'rules:dry-run': { in: DryRunRequested; out: Result<DryRunResult, readonly SettingsProblem[] | DryRunFault> };
  'rules:cancel-dry-run': { in: undefined; out: undefined };
  /** Exports rules, files and recipients to a path that the user chooses; returns the path, null if cancelled. */
  'settings:export': { in: { readonly withNumbers: boolean }; out: Result<string | null, 'not-saved'> };
  /** Reads a file that the user chooses and returns the changes that an import would make; null if cancelled. */
  'settings:open-import': { in: undefined; out: Result<ImportView | null, ImportRefusal> };
  /** Imports the file that was read last. The error lists the changes anew if the current settings changed since. */
  'settings:import': { in: undefined; out: Result<ImportOutcome, readonly SettingsProblem[] | ImportView> };
  /** Diagnostics as JSON text, without keys, numbers, names, patterns, messages and log lines. */
  'diagnostics:read': { in: undefined; out: string };
  /** Saves the diagnostics read last to a path that the user chooses; returns the path, null if cancelled. */
  'diagnostics:save': { in: undefined; out: Result<string | null, 'not-saved'> };
  /** Heartbeats without their URLs. */
  'heartbeats:list': { in: undefined; out: readonly HeartbeatView[] };
  'autostart:set': { in: boolean; out: Result<AutostartView, 'not-supported' | 'not-saved'> };
  /** Copies a short text to the clipboard; the page itself has no permission. */
  'clipboard:write': { in: string; out: undefined };
  'link:open': { in: LinkName; out: Result<undefined, Unopened> };
  /** Opens the practice phone in the browser; `no-phone` if none runs. */
  'phone:open': { in: undefined; out: Result<undefined, Unopened | 'no-phone'> };
  'folder:open': { in: FolderName; out: Result<undefined, Unopened> };
}

/** Names of calls. */
export type CallName = keyof Calls;

/** All call names; a missing one does not compile. */
export const CALL_NAMES = Object.keys({
  'app:snapshot': true,
  'settings:save': true,
  'keys:save': true,
  'keys:forget': true,
  'channel:secrets': true,
  'channel:save-secrets': true,
  'channel:forget-secrets': true,
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
  'heartbeats:list': true,
  'autostart:set': true,
  'clipboard:write': true,
  'link:open': true,
  'phone:open': true,
  'folder:open': true,
} satisfies Record<CallName, true>) as readonly CallName[];

/** An edit of the settings. */
export interface SettingsEdit {
  /** Unchecked; the result lists faults. */
  readonly settings: unknown;
  /** Revision and settings that the window showed when the edit began. */
  readonly base: { readonly revision: string; readonly settings: unknown };
  /** Choice of the user in a conflict; null before there was one. */
  readonly settlement: Settlement | null;
}

/** Result of a save. */
export interface SettingsSaved {
  readonly view: SettingsView;
  /** Path of a copy of the version that was not kept; null if there was none. */
  readonly copy: string | null;
}

/** New keys; a missing one stays. `keepInFile`: the user agrees to clear-text storage if there is no keyring. */
export interface KeysChange {
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  readonly keepInFile: boolean;
}

/** Length of a pause; `tomorrow` ends at the next local midnight. */
export type PauseLength = '15m' | '1h' | 'tomorrow';

/** Length of a mute; `morning` ends at 8 a.m. */
export type MuteLength = '30m' | '2h' | 'morning';

/** A line to test against the patterns of an edited rule. */
export interface PatternTrial {
  readonly match: Pattern;
  readonly butNot: readonly Pattern[];
  /** Pattern of recovery lines. */
  readonly ok?: Pattern | undefined;
  readonly line: string;
}

/**
 * Outcome of a pattern test. `ok`: a recovery line; `but-not`: an exception applied; `too-slow`: a pattern ran out of
 * time.
 */
export interface TrialOutcome {
  readonly outcome: 'matches' | 'no-match' | 'ok' | 'but-not' | 'too-slow';
  /** Part of the line that matched; empty if none did. */
  readonly matched: string;
}

/** Dry run of an edited rule; `run` is a number of the window's own, which progress repeats. */
interface DryRunRequested {
  readonly run: number;
  /** Unchecked form values; the result lists faults. */
  readonly rule: unknown;
  readonly limits: DryRunLimits;
}

/** An edited rule, as unchecked form values, and a file whose last lines are shown. */
export interface LastLinesRequest extends Omit<LiveRequest, 'view'> {
  readonly rule: unknown;
}

/** Paths that a path or glob matches now. */
export interface PathPreview {
  readonly paths: readonly string[];
  /** Number of all matches; `paths` holds at most 20. */
  readonly total: number;
  /** False if the search stopped at its limit. */
  readonly isWhole: boolean;
}

/** A picture chosen for a test text. */
export interface ImageView extends ImageFacts {
  /** File name without its folder. */
  readonly name: string;
}

/** A file to follow on screen; `view` is a number of the window's own, which pushes repeat. */
export interface LiveRequest {
  readonly view: number;
  readonly fileId: string;
  readonly path: string;
}

/** Changes that an import would make; nothing has been saved. */
export interface ImportView extends Omit<ImportPlan, 'settings'> {
  readonly path: string;
}

/** Reason why a file cannot be imported. */
export type ImportRefusal = ImportFault | 'unreadable' | 'too-large';

/** Result of an import; `backup` is the path of a copy of the previous `config.json`, null if there was none. */
export interface ImportOutcome {
  readonly backup: string | null;
}

/** Links that the window may open; no others open. */
export type LinkName = 'ncloud-console' | 'sens-guide' | 'sens-projects' | 'api-keys';

/** Folders that the window may show. */
export type FolderName = 'config' | 'data' | 'logs';

/** Address or folder that the desktop failed to open, so that the user can open it by hand. */
export interface Unopened {
  readonly place: string;
}
