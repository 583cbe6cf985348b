import type { LogbellApi } from '../../preload/api';
import { fail, ok, type Result } from '../../shared/common/result';
import type {
  ChannelSecretsChange,
  ChannelSecretsRefusal,
  ChannelSecretsView,
} from '../../shared/contract/delivery/channel-secrets';
import type { HeartbeatView } from '../../shared/contract/heartbeat-view';
import type { HistoryEntry, HistoryFilter, HistoryQuery } from '../../shared/contract/history';
import type { IncidentQuery, IncidentRefusal, IncidentView } from '../../shared/contract/incident';
import type {
  FolderName,
  ImageView,
  ImportOutcome,
  ImportRefusal,
  ImportView,
  KeysChange,
  LastLinesRequest,
  LinkName,
  MuteLength,
  PathPreview,
  PatternTrial,
  PauseLength,
  SettingsEdit,
  SettingsSaved,
  TrialOutcome,
  Unopened,
} from '../../shared/contract/ipc/calls';
import type { AutostartView, KeysView } from '../../shared/contract/ipc/snapshot';
import type {
  EncodingPreview,
  FileViewFault,
  LinesAround,
  LiveLine,
  MatchShare,
} from '../../shared/contract/live-view';
import type { SaveRefusal } from '../../shared/contract/settings-save';
import type { ActionRefusal } from '../../shared/contract/delivery/text-actions';
import type { RegexFault } from '../../shared/settings/patterns/regex-errors';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import type { Rule } from '../../shared/settings/schema';
import type { ImageFault } from '../../shared/sms/jpeg';
import { type AppStore, isUnfiltered, withEntries } from './app-store';
import {
  createStartDryRun,
  createWatchChannelSecrets,
  createWatchLive,
  type StartDryRun,
  type WatchChannelSecrets,
  type WatchLive,
} from './subscriptions';

/** Error if the main process did not answer: a fault of Logbell, not of the person. */
export type NoAnswer = 'no-answer';

/** Everything the window can ask of the main process. No call rejects: a lost connection is the error `no-answer`. */
export interface Actions {
  retry(): Promise<void>;
  /** Saves an edit. The person resolves a conflict (components/saving/settings-saver.tsx). */
  saveSettings(edit: SettingsEdit): Promise<Result<SettingsSaved, SaveRefusal | NoAnswer>>;
  saveKeys(change: KeysChange): Promise<Result<KeysView, 'no-keyring' | 'bad-key' | 'not-saved' | NoAnswer>>;
  forgetKeys(): Promise<Result<KeysView, 'not-saved' | NoAnswer>>;
  /** Reports which secrets of the channels are set, now and after each change, until the returned function is called. */
  watchChannelSecrets: WatchChannelSecrets;
  saveChannelSecrets(
    change: ChannelSecretsChange,
  ): Promise<Result<ChannelSecretsView, ChannelSecretsRefusal | NoAnswer>>;
  forgetChannelSecrets(id: string): Promise<Result<ChannelSecretsView, 'not-saved' | NoAnswer>>;
  /** Sends a test text, and a test message to channels; `withImage` attaches the image picked last. */
  sendTest(
    recipientIds: readonly string[],
    withImage: boolean,
    channelIds?: readonly string[],
  ): Promise<Result<{ readonly testId: number }, SettingsProblem | NoAnswer>>;
  /** Image that the person picked; null if they cancel. */
  pickImage(): Promise<Result<ImageView | null, ImageFault | NoAnswer>>;
  /** Sends a text again. `sure` allows it even if the phone may then get the text twice. */
  resendText(id: number, sure: boolean): Promise<Result<undefined, ActionRefusal | NoAnswer>>;
  dropText(id: number): Promise<Result<undefined, ActionRefusal | NoAnswer>>;
  /** Entries of the history. The newest, without a search or filter, are also merged into the window's own list. */
  history(query: HistoryQuery): Promise<Result<readonly HistoryEntry[], NoAnswer>>;
  /** Line of a match in its file, with the lines around it. */
  lineInFile(id: number): Promise<Result<LinesAround, FileViewFault | NoAnswer>>;
  incidents(query: IncidentQuery): Promise<Result<readonly IncidentView[], NoAnswer>>;
  /** Newest matches of an incident, and its escalation texts. */
  incidentHistory(id: number): Promise<Result<readonly HistoryEntry[], NoAnswer>>;
  acknowledge(id: number): Promise<Result<undefined, IncidentRefusal | NoAnswer>>;
  closeIncident(id: number): Promise<Result<undefined, IncidentRefusal | NoAnswer>>;
  /** Path of the CSV written; null if the person cancels. */
  exportHistory(filter: HistoryFilter): Promise<Result<string | null, 'not-saved' | NoAnswer>>;
  pause(length: PauseLength): Promise<Result<undefined, NoAnswer>>;
  resume(): Promise<Result<undefined, NoAnswer>>;
  alertsSeen(): Promise<Result<undefined, NoAnswer>>;
  muteRule(ruleId: string, length: MuteLength): Promise<Result<undefined, NoAnswer>>;
  unmuteRule(ruleId: string): Promise<Result<undefined, NoAnswer>>;
  /** Path that the person picked; null if they cancel. */
  pickFile(): Promise<Result<string | null, NoAnswer>>;
  previewPath(path: string): Promise<Result<PathPreview, NoAnswer>>;
  previewEncodings(path: string): Promise<Result<EncodingPreview, NoAnswer>>;
  /** Reports a file's lines until the returned function is called; one file at a time. */
  watchLive: WatchLive;
  tryRule(trial: PatternTrial): Promise<Result<TrialOutcome, RegexFault | NoAnswer>>;
  /** Last lines of a file, marked with the matches of an edited rule; null if there is nothing to read. */
  lastLines(
    request: LastLinesRequest,
  ): Promise<Result<readonly LiveLine[] | null, readonly SettingsProblem[] | NoAnswer>>;
  /** Share of the last lines of its files that an edited rule matches. */
  matchShare(rule: Rule): Promise<Result<MatchShare, readonly SettingsProblem[] | NoAnswer>>;
  /** Runs an edited rule on the lines of its files. */
  startDryRun: StartDryRun;
  /** Path written; null if the person cancels. */
  exportSettings(withNumbers: boolean): Promise<Result<string | null, 'not-saved' | NoAnswer>>;
  /** Changes that the file picked by the person would make; null if they cancel. */
  openImport(): Promise<Result<ImportView | null, ImportRefusal | NoAnswer>>;
  /** Imports the file. If the settings it replaces have changed since the preview, the error is the new preview. */
  importOpened(): Promise<Result<ImportOutcome, readonly SettingsProblem[] | ImportView | NoAnswer>>;
  /** Text of the diagnostics, without secrets. */
  readDiagnostics(): Promise<Result<string, NoAnswer>>;
  /** Saves the diagnostics read last. Returns its path; null if the person cancels. */
  saveDiagnostics(): Promise<Result<string | null, 'not-saved' | NoAnswer>>;
  /** Heartbeats with the outcomes of their last requests. */
  heartbeats(): Promise<Result<readonly HeartbeatView[], NoAnswer>>;
  setAutostart(enabled: boolean): Promise<Result<AutostartView, 'not-supported' | 'not-saved' | NoAnswer>>;
  copy(text: string): Promise<Result<undefined, NoAnswer>>;
  openLink(link: LinkName): Promise<Result<undefined, Unopened | NoAnswer>>;
  /** Opens the practice phone in the browser. */
  openPhone(): Promise<Result<undefined, Unopened | 'no-phone' | NoAnswer>>;
  /** Shows a folder in the file manager. */
  openFolder(folder: FolderName): Promise<Result<undefined, Unopened | NoAnswer>>;
}

/** Binds the actions to the bridge; answers that change the shown state go into the store at once. */
export function createActions(api: LogbellApi, store: AppStore): Actions {
  return {
    retry: () => store.start(),
    saveSettings: (edit) =>
      resultOf(api.call('settings:save', edit), ({ view }) => store.change((data) => ({ ...data, settings: view }))),
    saveKeys: (change) =>
      resultOf(api.call('keys:save', change), (keys) => store.change((data) => ({ ...data, keys }))),
    forgetKeys: () =>
      resultOf(api.call('keys:forget', undefined), (keys) => store.change((data) => ({ ...data, keys }))),
    watchChannelSecrets: createWatchChannelSecrets(api),
    saveChannelSecrets: (change) => resultOf(api.call('channel:save-secrets', change)),
    forgetChannelSecrets: (id) => resultOf(api.call('channel:forget-secrets', { id })),
    sendTest: (recipientIds, withImage, channelIds = []) =>
      resultOf(api.call('text:send-test', { recipientIds, channelIds, withImage })),
    pickImage: () => resultOf(api.call('image:pick', undefined)),
    resendText: (id, sure) => resultOf(api.call('text:resend', { id, sure })),
    dropText: (id) => resultOf(api.call('text:drop', { id })),
    history: async (query) => {
      const answer = await orNoAnswer(api.call('history:list', query));
      if (answer.ok && query.before === null && isUnfiltered(query)) {
        store.change((data) => ({ ...data, history: withEntries(data.history, answer.value) }));
      }
      return answer;
    },
    lineInFile: (id) => resultOf(api.call('history:in-file', { id })),
    incidents: (query) => orNoAnswer(api.call('incidents:list', query)),
    incidentHistory: (id) => orNoAnswer(api.call('incidents:history', { id })),
    acknowledge: (id) => resultOf(api.call('incidents:acknowledge', { id })),
    closeIncident: (id) => resultOf(api.call('incidents:close', { id })),
    exportHistory: (filter) => resultOf(api.call('history:export', filter)),
    pause: (length) => orNoAnswer(api.call('watch:pause', length)),
    resume: () => orNoAnswer(api.call('watch:resume', undefined)),
    alertsSeen: () => orNoAnswer(api.call('alerts:seen', undefined)),
    muteRule: (ruleId, length) => orNoAnswer(api.call('rules:mute', { ruleId, length })),
    unmuteRule: (ruleId) => orNoAnswer(api.call('rules:unmute', ruleId)),
    pickFile: () => orNoAnswer(api.call('files:pick', undefined)),
    previewPath: (path) => orNoAnswer(api.call('files:preview', path)),
    previewEncodings: (path) => orNoAnswer(api.call('files:encodings', path)),
    watchLive: createWatchLive(api),
    tryRule: async (trial) => {
      const answer = await orNoAnswer(api.call('rules:try', trial));
      return answer.ok ? answer.value : answer;
    },
    matchShare: (rule) => resultOf(api.call('rules:match-share', { rule })),
    lastLines: (request) => resultOf(api.call('rules:last-lines', request)),
    startDryRun: createStartDryRun(api),
    exportSettings: (withNumbers) => resultOf(api.call('settings:export', { withNumbers })),
    openImport: () => resultOf(api.call('settings:open-import', undefined)),
    importOpened: () => resultOf(api.call('settings:import', undefined)),
    readDiagnostics: () => orNoAnswer(api.call('diagnostics:read', undefined)),
    saveDiagnostics: () => resultOf(api.call('diagnostics:save', undefined)),
    heartbeats: () => orNoAnswer(api.call('heartbeats:list', undefined)),
    setAutostart: (enabled) =>
      resultOf(api.call('autostart:set', enabled), (autostart) => store.change((data) => ({ ...data, autostart }))),
    copy: (text) => orNoAnswer(api.call('clipboard:write', text)),
    openLink: (link) => resultOf(api.call('link:open', link)),
    openPhone: () => resultOf(api.call('phone:open', undefined)),
    openFolder: (folder) => resultOf(api.call('folder:open', folder)),
  };
}

async function orNoAnswer<T>(answer: Promise<T>): Promise<Result<T, NoAnswer>> {
  try {
    return ok(await answer);
  } catch {
    return fail('no-answer');
  }
}

async function resultOf<T, E>(
  answer: Promise<Result<T, E>>,
  onSuccess?: (value: T) => void,
): Promise<Result<T, E | NoAnswer>> {
  const result = await orNoAnswer(answer);
  if (!result.ok) {
    return result;
  }
  if (result.value.ok) {
    onSuccess?.(result.value.value);
  }
  return result.value;
}
