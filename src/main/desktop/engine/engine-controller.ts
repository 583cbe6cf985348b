import type { Translate } from '../../../shared/i18n/translator';
import type { SettingsProblem } from '../../../shared/settings/problems';
import type { Problem } from '../../../shared/contract/status';
import type { EngineConfig } from '../../engine/engine-api';
import type { AppPaths, Environment } from '../../settings/config-dir';
import { engineConfig, keysProblems, type PracticeAccess } from '../../settings/engine-config';
import { errorCode } from '../../engine/common/error-code';
import type { Secrets } from '../../settings/secrets';
import type { SettingsFile } from '../../settings/settings-file';
import { desktopProblems } from './desktop-problems';
import type { EngineHost } from './engine-client';
import type { Log } from '../common/log';
import type { StatusBoard } from './app-status';

/** A practice SENS that runs, and the way to end it. */
interface RunningPractice extends PracticeAccess {
  /** Where the practice phone's page is; null when there is none. */
  readonly phoneUrl: string | null;
  close(): Promise<void>;
}

/** What the runner is given. */
export interface EngineRunnerDeps {
  readonly engine: EngineHost;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly board: StatusBoard;
  readonly paths: AppPaths;
  readonly environment: Environment;
  readonly startPractice: () => Promise<RunningPractice>;
  /** Why the settings of the first start were not written. */
  readonly startProblems: readonly SettingsProblem[];
  readonly words: () => Translate;
  /** New problems of the app around the engine. */
  readonly raised: (problems: readonly Problem[]) => void;
  readonly log: Log;
}

/** Keeps the engine working by the settings, keys and practice SENS as they are now. */
export interface EngineRunner {
  /** Starts the engine before the keys are read, as the keyring may keep the person waiting; texts stay owed till then. */
  start(): Promise<void>;
  /** Reads the keys anew, then works by them. */
  unlock(): Promise<void>;
  /** Works by changed settings or keys; changes are taken one after the other. */
  sync(): Promise<void>;
  /** Changes of the settings file can no longer be seen, for this reason. */
  goBlind(reason: string): Promise<void>;
  /** What live mode lacks besides the settings; nothing before the keys are read. */
  keysProblems(): readonly SettingsProblem[];
  /** Where the practice phone's page is; null in live mode and when the practice SENS could not start. */
  phoneUrl(): string | null;
  /** Stops the engine, then the practice SENS it may be sending to. */
  stop(): Promise<void>;
}

/** Creates the runner. */
export function createEngineRunner(deps: EngineRunnerDeps): EngineRunner {
  const { engine, settings, secrets, board } = deps;
  let practice: RunningPractice | null = null;
  let practiceFault: string | null = null;
  let blind: string | null = null;
  let keysRead = false;
  let last: Promise<void> = Promise.resolve();

  const lacking = (): readonly SettingsProblem[] =>
    keysRead ? keysProblems(settings.state().settings.sens, secrets, deps.environment) : [];

  const wantPractice = async (): Promise<void> => {
    practiceFault = null;
    if (practice !== null || settings.state().settings.sens.mode !== 'practice') {
      return;
    }
    try {
      practice = await deps.startPractice();
    } catch (error) {
      practiceFault = errorCode(error);
      deps.log.error('practice', practiceFault);
    }
  };

  const prepared = async (): Promise<EngineConfig> => {
    await wantPractice();
    const state = settings.state();
    board.setPractice(state.settings.sens.mode === 'practice');
    const facts = { state, keysProblems: lacking(), lockedKeyring: secrets.locked(), practiceFault, blind };
    const problems = desktopProblems(
      // Once there is a file, the first settings have been written after all.
      { ...facts, startProblems: state.missing ? deps.startProblems : [], configFile: deps.paths.configFile },
      deps.words(),
    );
    deps.raised(board.setProblems(problems, Date.now()));
    const config = engineConfig({ ...state, keys: secrets.keys(), practice, paths: deps.paths });
    return { ...config, hostProblems: problems };
  };

  const inOrder = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((error: unknown) => deps.log.error('engine', errorCode(error)));
    return last;
  };
  const sync = (): Promise<void> => inOrder(async () => engine.apply(await prepared()));

  return {
    start: () => inOrder(async () => engine.start(await prepared())),
    unlock: () => {
      secrets.load();
      keysRead = true;
      return sync();
    },
    sync,
    goBlind: (reason) => {
      blind = reason;
      return sync();
    },
    keysProblems: lacking,
    phoneUrl: () => (settings.state().settings.sens.mode === 'practice' ? (practice?.phoneUrl ?? null) : null),
    stop: async () => {
      await last;
      await engine.stop();
      await practice?.close();
    },
  };
}
