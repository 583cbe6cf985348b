import type { Translate } from '../../../shared/i18n/translator';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { Problem } from '../../../shared/contract/status';
import type { EngineConfig } from '../../engine/engine-api';
import type { AppPaths, Environment } from '../../settings/config-dir';
import { engineConfig, type PracticeAccess } from '../../settings/engine-config';
import { errorCode } from '../../engine/common/error-code';
import { lockedKeyring, secretProblems } from '../../settings/secrets/secret-problems';
import type { Secrets } from '../../settings/secrets/secrets';
import type { MetricsService } from '../../metrics/metrics-service';
import type { SettingsFile } from '../../settings/settings-file';
import { type DesktopFacts, desktopProblems } from './desktop-problems';
import type { EngineClient } from './engine-client';
import type { Log } from '../common/log';
import type { AppStatusStore } from './app-status';

/** Running practice SENS server. */
interface RunningPractice extends PracticeAccess {
  /** URL of the practice phone's page; null if there is none. */
  readonly phoneUrl: string | null;
  close(): Promise<void>;
}

export interface EngineControllerDeps {
  readonly engine: EngineClient;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly statusStore: AppStatusStore;
  readonly paths: AppPaths;
  readonly environment: Environment;
  readonly startPractice: () => Promise<RunningPractice>;
  /** Serves metrics as the settings say. */
  readonly metrics: Pick<MetricsService, 'apply' | 'close'>;
  /** Problems from writing the settings of the first start. */
  readonly startProblems: readonly SettingsProblem[];
  readonly getTranslate: () => Translate;
  /** Called with new problems of the app around the engine. */
  readonly raised: (problems: readonly Problem[]) => void;
  /** Called whenever the settings have been taken up. */
  readonly prepared?: () => void;
  readonly log: Log;
}

/** Keeps the engine running with the current settings, keys and practice SENS. */
export interface EngineController {
  /** Starts the engine before the keys are read, as the keyring may prompt the person; texts stay owed until then. */
  start(): Promise<void>;
  /** Reloads the keys and applies them. */
  unlock(): Promise<void>;
  /** Applies changed settings or keys; concurrent calls run one after the other. */
  sync(): Promise<void>;
  /** Raises the problem that changes of the settings file are no longer seen, for this reason (an errno). */
  settingsWatchFailed(reason: string): Promise<void>;
  /** Raises the problem that commands cannot read the status. */
  statusFailed(fault: DesktopFacts['statusFault']): Promise<void>;
  /** Faults of the keys that live mode needs; empty before the keys are read. */
  keysProblems(): readonly SettingsProblem[];
  /** URL of the practice phone's page; null in live mode and if the practice SENS could not start. */
  phoneUrl(): string | null;
  /** Stops the engine, then the practice SENS it may be sending to. Nothing is applied from then on. */
  stop(): Promise<void>;
}

interface PracticeHost {
  /** Starts the server unless it runs; returns the fault (an errno), or null. */
  start(): Promise<string | null>;
  running(): RunningPractice | null;
  close(): Promise<void>;
}

/** Keeps at most one practice SENS server. */
function practiceHost({ startPractice, log }: Pick<EngineControllerDeps, 'startPractice' | 'log'>): PracticeHost {
  let running: RunningPractice | null = null;
  return {
    start: async () => {
      try {
        running ??= await startPractice();
        return null;
      } catch (error) {
        const fault = errorCode(error);
        log.error('practice', fault);
        return fault;
      }
    },
    running: () => running,
    close: async () => running?.close(),
  };
}

/** Creates the controller; nothing runs until `start`. */
export function createEngineController(deps: EngineControllerDeps): EngineController {
  const { engine, settings, secrets, statusStore } = deps;
  const practice = practiceHost(deps);
  let settingsWatchFault: string | null = null;
  let statusFault: DesktopFacts['statusFault'] = null;
  let keysRead = false;
  let last: Promise<void> = Promise.resolve();
  let isStopping = false;

  const missingKeys = (): readonly SettingsProblem[] =>
    keysRead ? secretProblems(settings.state().settings, secrets, deps.environment) : [];

  const prepareConfig = async (): Promise<EngineConfig> => {
    const practiceFault = settings.state().settings.sens.mode === 'practice' ? await practice.start() : null;
    const state = settings.state();
    statusStore.setPractice(state.settings.sens.mode === 'practice');
    const facts = {
      state,
      keysProblems: missingKeys(),
      lockedKeyring: lockedKeyring(secrets, state.settings),
      practiceFault,
      settingsWatchFault,
      statusFault,
      metricsFault: await deps.metrics.apply(),
    };
    const problems = desktopProblems(
      // Once there is a file, the first settings have been written after all.
      { ...facts, startProblems: state.missing ? deps.startProblems : [], configFile: deps.paths.configFile },
      deps.getTranslate(),
    );
    deps.raised(statusStore.setProblems(problems, Date.now()));
    const config = engineConfig({
      ...state,
      keys: secrets.keys(),
      ...{ channels: secrets.channels, alertmanager: secrets.alertmanager, receive: secrets.receive },
      practice: practice.running(),
      paths: deps.paths,
    });
    deps.prepared?.();
    return { ...config, hostProblems: statusStore.ownProblems() };
  };

  const enqueue = (work: () => Promise<void>): Promise<void> => {
    if (isStopping) {
      return last;
    }
    last = last.then(work).catch((error: unknown) => deps.log.error('engine', errorCode(error)));
    return last;
  };
  const sync = (): Promise<void> => enqueue(async () => engine.apply(await prepareConfig()));

  return {
    start: () => enqueue(async () => engine.start(await prepareConfig())),
    unlock: () => {
      secrets.load();
      keysRead = true;
      return sync();
    },
    sync,
    settingsWatchFailed: (reason) => {
      settingsWatchFault = reason;
      return sync();
    },
    statusFailed: (fault) => {
      statusFault = fault;
      return sync();
    },
    keysProblems: missingKeys,
    phoneUrl: () =>
      settings.state().settings.sens.mode === 'practice' ? (practice.running()?.phoneUrl ?? null) : null,
    stop: async () => {
      isStopping = true;
      await last;
      await deps.metrics.close();
      await engine.stop();
      await practice.close();
    },
  };
}
