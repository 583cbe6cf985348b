import { app } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HistoryEntry } from '../../shared/contract/history';
import type { AppInfo } from '../../shared/contract/ipc/snapshot';
import type { Problem } from '../../shared/contract/status';
import { chooseLanguage } from '../../shared/i18n/language';
import { type Translate, translator } from '../../shared/i18n/translator';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import type { Language, Prices } from '../../shared/settings/schema';
import { findOthers } from '../control/other-logbells';
import { startStatusServer } from '../control/status-server';
import { errorCode, errorFrames } from '../engine/common/error-code';
import { MetricsService } from '../metrics/metrics-service';
import { practicePhone } from '../practice/phone/phone';
import { startPracticeServer } from '../practice/practice-server';
import type { AppPaths, Environment } from '../settings/config-dir';
import { setUpPractice } from '../settings/first-run';
import { createSecrets, type Secrets } from '../settings/secrets/secrets';
import { createSecretsFile } from '../settings/secrets/secrets-file';
import { SettingsFile } from '../settings/settings-file';
import { watchKeys } from '../settings/secrets/watch-keys';
import { type Autostart, createAutostart } from './autostart/autostart';
import type { Log } from './common/log';
import { type AppStatusStore, createAppStatusStore } from './engine/app-status';
import { createEngineClient, type EngineClient } from './engine/engine-client';
import { createEngineController, type EngineController } from './engine/engine-controller';
import { createEngineListener } from './engine/engine-events';
import { SelfWatch } from './engine/self-watch';
import { desktopCalls, settingsView } from './ipc/calls';
import { channelSecretsView } from './ipc/channel-calls';
import { checkedCalls } from './ipc/ipc';
import { noTrayNotice, problemNotice } from './notifications/notices';
import { createNotifier, type Notifier } from './notifications/notifier';
import type { EarlyWindow } from './startup/early-window';
import { onWake, stopBeforeQuit } from './startup/quit';
import { onSecondStart } from './startup/single-instance';
import { desktopVault } from './storage/keyring';
import { openElectronStore } from './storage/settings-store';
import { createTrayController, type TrayController } from './tray/tray';
import { createTrayActions } from './tray/tray-actions';
import type { SettingsWindow } from './window/settings-window';

/** Parameters of this start and the parts that already run. */
export interface DesktopAppDeps {
  /** Root folder of the repository or the packaged app; contains `out/` and `assets/`. */
  readonly root: string;
  readonly paths: AppPaths;
  /** Config folder chosen by flag or variable; null for the default. */
  readonly configDir: string | null;
  readonly hidden: boolean;
  readonly environment: Environment;
  readonly log: Log;
  readonly earlyWindow: EarlyWindow;
}

/** Number of history entries read to restore the alerts in the tray. */
const RESTORED_ENTRIES = 50;

/** Starts everything behind the early window: settings, engine, tray and keys. */
export async function startDesktopApp(deps: DesktopAppDeps): Promise<void> {
  const { root, paths, environment, log, earlyWindow } = deps;
  const { window, icon } = earlyWindow;
  const systemLanguage = chooseLanguage('system', app.getPreferredSystemLanguages()[0] ?? app.getLocale());
  const { settings, secrets, firstRun, startProblems } = openSettings(deps, systemLanguage);
  const language = (): Language => chooseLanguage(settings.state().settings.app.language, systemLanguage);
  const prices = (): Prices => settings.state().settings.delivery.prices;
  const getTranslate = (): Translate => translator(language());
  const built = join(root, 'out', 'main');

  const notifier = createNotifier({
    icon,
    isWanted: () => settings.state().settings.app.notifications,
    clicked: (page) => window.open(page),
    log,
  });
  const statusStore = createAppStatusStore((status) => {
    tray.refresh();
    window.push('status:changed', status);
  });
  const isUrgent = (ruleId: string): boolean =>
    settings.state().settings.rules.some(({ id, urgent }) => id === ruleId && urgent);
  const listen = createEngineListener({ statusStore, notifier, window, getTranslate, isUrgent });
  const engine = createEngineClient({
    emit: listen,
    crashed: (error) => log.error('engine', errorCode(error), { at: errorFrames(error) }),
    workerFile: join(built, 'worker.js'),
  });
  const showProblems = (problems: readonly Problem[]): void =>
    problems.forEach((problem) => notifier.show(problemNotice(problem, getTranslate())));
  const controller = createEngineController({
    ...{ engine, settings, secrets, statusStore, paths, environment, startProblems, getTranslate, log },
    raised: showProblems,
    prepared: () => selfWatch.apply(),
    metrics: new MetricsService({
      engine,
      health: () => statusStore.status(),
      settings: () => settings.state().settings,
    }),
    startPractice: () => startPracticeServer({ phone: practicePhone({ language, prices }) }),
  });
  const selfWatch = new SelfWatch({
    ...{ engine, settings, secrets, statusStore, getTranslate },
    raised: showProblems,
    changed: () => void controller.sync(),
  });
  const tray = createTrayController({
    icons: join(root, 'assets', 'tray'),
    status: () => statusStore.status(),
    context: () => ({ t: getTranslate(), language: language() }),
    act: createTrayActions({ engine, controller, settings, window, notifier, getTranslate, log }),
    log,
  });
  const autostart = createAutostart({ ...deps, packaged: app.isPackaged, executable: process.execPath }, homedir());
  const info = (): ReturnType<typeof appInfo> => appInfo(paths, tray.hasHost(), systemLanguage);
  const calls = desktopCalls({
    ...{ engine, controller, settings, secrets, statusStore, autostart, window, paths, info, getTranslate },
    dryRunWorker: join(built, 'dry-run.js'),
    others: () => findOthers({ environment, paths }),
    heartbeats: () => selfWatch.heartbeats(),
  });
  earlyWindow.answer(checkedCalls(calls, earlyWindow.refusedCall));
  await runApp({
    ...deps,
    firstRun,
    settings,
    secrets,
    controller,
    engine,
    statusStore,
    window,
    tray,
    notifier,
    getTranslate,
    autostart,
    selfWatch,
  });
}

interface RunDeps extends DesktopAppDeps {
  readonly firstRun: boolean;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly controller: EngineController;
  readonly engine: EngineClient;
  readonly statusStore: AppStatusStore;
  readonly window: SettingsWindow;
  readonly tray: TrayController;
  readonly notifier: Notifier;
  readonly getTranslate: () => Translate;
  readonly autostart: Autostart;
  readonly selfWatch: SelfWatch;
}

/** Starts the engine first and reads the keys last, as the keyring may prompt the person. */
async function runApp(deps: RunDeps): Promise<void> {
  const { settings, controller, window, tray, log } = deps;
  let closeStatus = (): Promise<void> => Promise.resolve();
  const unwatch = settings.watch(
    () => {
      window.push('settings:changed', settingsView(deps));
      void controller.sync();
    },
    (reason) => void controller.settingsWatchFailed(reason),
  );
  const unwatchKeys = watchKeys(deps.paths.secretsFile, () => void unlock(deps));
  stopBeforeQuit(
    async () => {
      deps.selfWatch.stop();
      unwatchKeys();
      await unwatch();
      await closeStatus();
      await controller.stop();
    },
    (error) => log.error('quit', errorCode(error)),
  );
  onSecondStart(() => window.open());

  const started = controller.start();
  if (deps.firstRun && deps.hidden) {
    window.open();
  }
  const trayShown = tray.start();
  await started;
  closeStatus = await serveStatus(deps);
  deps.statusStore.restore(await recentHistory(deps.engine));
  await unlock(deps);
  deps.selfWatch.start();
  onWake(() => void unlock(deps));
  deps.autostart.repair();
  log.info('app', 'started');
  if (!(await trayShown) && deps.hidden) {
    deps.notifier.show(noTrayNotice(deps.getTranslate()));
  }
}

/** Lets `logbell status` read the status; returns a function that ends this. */
async function serveStatus({
  environment,
  paths,
  statusStore,
  settings,
  controller,
}: RunDeps): Promise<() => Promise<void>> {
  const { fault, close } = await startStatusServer({
    ...{ program: 'desktop', environment, paths },
    current: () => ({ status: statusStore.status(), settings: settings.state().settings }),
  });
  if (fault !== null) {
    await controller.statusFailed(fault);
  }
  return close;
}

/** Reloads the keys and updates a window that is already open. */
async function unlock(deps: RunDeps): Promise<void> {
  await deps.controller.unlock();
  deps.window.push('keys:changed', deps.secrets.view());
  deps.window.push('channel:secrets-changed', channelSecretsView(deps.secrets, deps.settings));
  deps.window.push('settings:changed', settingsView(deps));
}

/** Reads the latest history; empty if the engine could not start, which the status already shows. */
async function recentHistory(engine: EngineClient): Promise<readonly HistoryEntry[]> {
  return engine.history({ before: null, limit: RESTORED_ENTRIES, search: '' }).catch(() => []);
}

interface OpenedSettings {
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  /** True if there was no settings file, so the practice setup was written. */
  readonly firstRun: boolean;
  readonly startProblems: readonly SettingsProblem[];
}

function openSettings({ paths, environment }: DesktopAppDeps, language: Language): OpenedSettings {
  const common = { openStore: openElectronStore, now: Date.now };
  const settings = new SettingsFile({ ...common, path: paths.configFile });
  const firstRun = settings.load().missing;
  const written = firstRun ? setUpPractice(settings, paths, language) : null;
  const file = createSecretsFile({ ...common, path: paths.secretsFile });
  return {
    settings,
    secrets: createSecrets({ vault: desktopVault, file, environment }),
    firstRun,
    startProblems: written?.ok === false ? written.error : [],
  };
}

/** Facts about this run that the window shows. */
function appInfo(paths: AppPaths, trayHost: boolean, systemLanguage: Language): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    configFile: paths.configFile,
    dataDir: paths.dataDir,
    logFile: paths.logFile,
    sampleLog: paths.sampleLog,
    trayHost,
    systemLanguage,
  };
}
