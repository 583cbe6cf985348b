import type { Engine } from '../../engine/engine';
import type { EngineConfig } from '../../engine/engine-api';
import { errorCode } from '../../engine/common/error-code';
import type { PracticeServer } from '../../practice/practice-server';
import { engineConfig } from '../../settings/engine-config';
import { secretProblems } from '../../settings/secrets/secret-problems';
import { watchKeys } from '../../settings/secrets/watch-keys';
import type { SettingsState } from '../../settings/settings-file';
import type { CliContext } from '../cli-context';
import { type EventWriter, writeLedgerFault } from '../format/event-writer';
import type { SettingsNotices } from '../settings-notices';
import type { PracticeAccess } from './practice-access';
import type { WatchHeartbeats } from './watch-heartbeats';
import type { ServedMetrics } from './watch-metrics';
import type { WatchStatus } from './watch-status';

/** Configuration of the engine for these settings and the keys of the moment. */
export function configOf(
  { secrets, paths }: CliContext,
  { settings, problems }: SettingsState,
  practice: PracticeServer | null,
): EngineConfig {
  const { channels, alertmanager, receive } = secrets;
  const given = { settings, problems, keys: secrets.keys(), channels, alertmanager, receive };
  return engineConfig({ ...given, practice, paths });
}

export interface FollowDeps {
  readonly context: CliContext;
  readonly engine: Engine;
  readonly writer: EventWriter;
  readonly practice: PracticeAccess;
  readonly metrics: ServedMetrics;
  readonly notices: SettingsNotices;
  readonly announcePhone: (url: string | null) => void;
  readonly watch: WatchStatus;
  readonly heartbeats: WatchHeartbeats;
}

export interface FollowedSettings {
  /** Resolves with the reason if the practice SENS cannot start. */
  readonly failed: Promise<Error>;
  /** Reads settings and keys again; resolves once they are in effect. */
  readonly reload: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Starts the practice SENS, then applies each change of the settings and keys and reports its faults. */
export function followSettings(deps: FollowDeps): FollowedSettings {
  const { context, engine, writer, practice, metrics, notices, announcePhone, watch, heartbeats } = deps;
  const { file, secrets, environment, paths } = context;
  let reportFailed: (reason: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    reportFailed = resolve;
  });
  const startPractice = async (): Promise<void> => {
    const server = await practice.for(context.state.settings.sens);
    if (server !== null) {
      engine.useAccess(configOf(context, context.state, server).access);
      announcePhone(practice.phoneUrl());
    }
  };
  const apply = async (state: SettingsState): Promise<void> => {
    secrets.load();
    notices.report(state.settings, [...state.problems, ...secretProblems(state.settings, secrets, environment)]);
    await engine.apply(configOf(context, state, await practice.for(state.settings.sens)));
    heartbeats.apply();
    await metrics.apply();
    notices.reloaded(engine.status(), state.problems);
    announcePhone(practice.phoneUrl());
  };
  // Serialized, so that an older change cannot take effect last.
  let last = startPractice().catch(reportFailed);
  const enqueue = (state: SettingsState): void => {
    last = last
      .then(() => apply(state))
      .catch((error: unknown) => writeLedgerFault(writer, { code: 'ledger-unusable', reason: errorCode(error) }));
  };
  const unwatchKeys = watchKeys(paths.secretsFile, () => enqueue(file.state()));
  const unwatch = file.watch(enqueue, (reason) => {
    watch.setProblems('settings-file', [{ code: 'watch-limit', subject: paths.configFile, params: { reason } }]);
  });
  return {
    failed,
    reload: () => {
      file.reload();
      return last;
    },
    end: async () => {
      unwatchKeys();
      await unwatch();
      await last;
    },
  };
}
