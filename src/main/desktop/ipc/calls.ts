import { clipboard, dialog } from 'electron';
import type { HeartbeatView } from '../../../shared/contract/heartbeat-view';
import type { HistoryEntry } from '../../../shared/contract/history';
import type { AppInfo, SettingsView, Snapshot } from '../../../shared/contract/ipc/snapshot';
import type { OtherLogbell } from '../../../shared/contract/other-logbell';
import type { Translate } from '../../../shared/i18n/translator';
import type { AppPaths } from '../../settings/config-dir';
import { lockedKeyring } from '../../settings/secrets/secret-problems';
import type { Secrets } from '../../settings/secrets/secrets';
import type { SettingsFile } from '../../settings/settings-file';
import type { Autostart } from '../autostart/autostart';
import type { AppStatusStore } from '../engine/app-status';
import type { EngineClient } from '../engine/engine-client';
import type { EngineController } from '../engine/engine-controller';
import { allEntries, historyCsv } from '../files/history-csv';
import { dayStamp, saveFile } from '../files/save-file';
import { openFolder, openLink, openPhone } from '../window/links';
import type { SettingsWindow } from '../window/settings-window';
import { channelCalls, channelSecretsView } from './channel-calls';
import { diagnosticsCalls } from './diagnostics-calls';
import { dryRunCalls } from './dry-run-calls';
import { incidentCalls, silenceCalls } from './incident-calls';
import type { CallHandlers } from './ipc';
import { liveCalls } from './live-calls';
import { settingsCalls } from './settings-calls';
import { textCalls } from './text-calls';
import { transferCalls } from './transfer-calls';

/** Parts of the app that answer the calls. */
export interface DesktopCallDeps {
  readonly engine: EngineClient;
  readonly controller: EngineController;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly statusStore: AppStatusStore;
  readonly autostart: Autostart;
  readonly window: SettingsWindow;
  readonly paths: AppPaths;
  readonly info: () => AppInfo;
  /** Finds the Logbells that run beside this one. */
  readonly others: () => Promise<readonly OtherLogbell[]>;
  readonly heartbeats: () => Promise<readonly HeartbeatView[]>;
  readonly getTranslate: () => Translate;
  /** Path of the built engine/dry-run/worker.ts. */
  readonly dryRunWorker: string;
}

export type SettingsViewDeps = Pick<DesktopCallDeps, 'settings' | 'secrets' | 'controller'>;

/** Number of history entries in the snapshot. */
const FIRST_ENTRIES = 100;
/** Longest time the snapshot waits for history, ms. */
const HISTORY_LIMIT_MS = 3_000;

/** Creates the handlers of all calls of the window. */
export function desktopCalls(deps: DesktopCallDeps): CallHandlers {
  const { engine, controller, settings, secrets, statusStore, autostart, window, paths } = deps;
  const ongoing = { ...liveCalls(engine, window), ...dryRunCalls(deps) };
  const transfer = transferCalls({ settings, now: Date.now }, async () => {
    window.push('settings:changed', settingsView(deps));
    await controller.sync();
  });
  const keysChanged = async (): Promise<void> => {
    window.push('keys:changed', secrets.view());
    window.push('channel:secrets-changed', channelSecretsView(secrets, settings));
    // Missing keys are a problem of the settings, too.
    window.push('settings:changed', settingsView(deps));
    await controller.sync();
  };

  return {
    ...ongoing,
    ...transfer,
    ...settingsCalls({ settings, controller, view: () => settingsView(deps) }),
    ...channelCalls({ secrets, settings, changed: keysChanged }),
    ...textCalls(deps),
    ...incidentCalls(engine),
    ...silenceCalls(engine),
    ...diagnosticsCalls({
      ...deps,
      view: () => settingsView(deps),
      channelSecrets: () => channelSecretsView(secrets, settings).channels,
    }),
    'app:snapshot': async () => {
      // A page that has just loaded shows no file and waits for no dry run.
      void ongoing['live:close'](undefined);
      void ongoing['rules:cancel-dry-run'](undefined);
      const [history, others] = await Promise.all([firstHistory(engine), deps.others()]);
      window.listening();
      return { ...snapshot(deps), history, others };
    },
    'keys:save': async (change) => {
      const saved = secrets.save(change);
      if (saved.ok) {
        await keysChanged();
      }
      return saved;
    },
    'keys:forget': async () => {
      const forgotten = secrets.forget();
      if (forgotten.ok) {
        await keysChanged();
      }
      return forgotten;
    },
    'history:list': (query) => engine.history(query),
    'history:export': async (filter) => {
      const entries = await allEntries((query) => engine.history(query), filter);
      return saveFile(`logbell-history-${dayStamp(Date.now())}.csv`, historyCsv(entries, deps.getTranslate()));
    },
    'alerts:seen': () => {
      statusStore.markSeen();
      return undefined;
    },
    'files:pick': pickFile,
    'files:preview': (path) => engine.previewPath(path),
    'rules:try': (trial) => engine.tryPattern(trial),
    'heartbeats:list': () => deps.heartbeats(),
    'autostart:set': (enabled) => autostart.set(enabled),
    'clipboard:write': async (text) => {
      // Electron 33 returns nothing to wait for, later versions a promise.
      await clipboard.writeText(text);
      return undefined;
    },
    'link:open': openLink,
    'phone:open': () => openPhone(controller.phoneUrl()),
    'folder:open': (name) => openFolder(name, paths),
  };
}

/** Reads the first history; empty if the engine is down or slow, so that the window opens and can show why. */
async function firstHistory(engine: EngineClient): Promise<readonly HistoryEntry[]> {
  const history = engine.history({ before: null, limit: FIRST_ENTRIES, search: '' }).catch(() => []);
  const timeout = new Promise<readonly HistoryEntry[]>((resolve) => setTimeout(() => resolve([]), HISTORY_LIMIT_MS));
  return Promise.race([history, timeout]);
}

/**
 * Settings with all their problems, as the window shows them: without the secret URLs of heartbeats, which a save keeps
 * as the file has them. Keys in a locked keyring do not count as missing.
 */
export function settingsView({ settings, secrets, controller }: SettingsViewDeps): SettingsView {
  const state = settings.state();
  const locked = lockedKeyring(secrets, state.settings);
  const keysProblems = locked === null ? controller.keysProblems() : [];
  const shown = { ...state.settings, heartbeats: [] };
  return { settings: shown, revision: state.revision, problems: [...state.problems, ...keysProblems] };
}

function snapshot(deps: DesktopCallDeps): Omit<Snapshot, 'history' | 'others'> {
  return {
    settings: settingsView(deps),
    status: deps.statusStore.status(),
    keys: deps.secrets.view(),
    autostart: deps.autostart.view(),
    info: deps.info(),
  };
}

async function pickFile(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    defaultPath: '/var/log',
    properties: ['openFile', 'showHiddenFiles'],
  });
  return filePaths[0] ?? null;
}
