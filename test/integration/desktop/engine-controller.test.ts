import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EngineClient } from '../../../src/main/desktop/engine/engine-client';
import { createEngineController } from '../../../src/main/desktop/engine/engine-controller';
import { createAppStatusStore } from '../../../src/main/desktop/engine/app-status';
import type { EngineConfig } from '../../../src/main/engine/engine-api';
import { appPaths, makeAppDirs } from '../../../src/main/settings/config-dir';
import { setUpPractice } from '../../../src/main/settings/first-run';
import { openJsonStore, type OpenStore } from '../../../src/main/settings/json-store';
import { createSecrets } from '../../../src/main/settings/secrets/secrets';
import { createSecretsFile } from '../../../src/main/settings/secrets/secrets-file';
import { SettingsFile } from '../../../src/main/settings/settings-file';
import { NO_VAULT } from '../../../src/main/settings/secrets/vault';
import { translator } from '../../../src/shared/i18n/translator';
import { emptySettings } from '../../../src/shared/settings/schema';
import { scratchDir } from '../../support/files/scratch-dir';

/** A disk that is full until `full` is reset. */
function fullDisk(): { readonly openStore: OpenStore; full: boolean } {
  const disk = {
    full: true,
    openStore: ((dir, name) => {
      if (disk.full) {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      }
      return openJsonStore(dir, name);
    }) as OpenStore,
  };
  return disk;
}

it('the problem of a first start that could not be saved is cleared once settings are saved', async () => {
  const paths = appPaths({ LOGBELL_CONFIG_DIR: join(scratchDir(), 'config') }, '/');
  makeAppDirs(paths);
  const disk = fullDisk();
  const common = { openStore: disk.openStore, now: Date.now };
  const settings = new SettingsFile({ ...common, path: paths.configFile });
  settings.load();
  const written = setUpPractice(settings, paths, 'ko');
  const configs: EngineConfig[] = [];
  const take = (config: EngineConfig): Promise<void> => {
    configs.push(config);
    return Promise.resolve();
  };
  const statusStore = createAppStatusStore(() => undefined);
  const metricsFault = { listen: '127.0.0.1:9096', reason: 'EADDRINUSE' };
  let metrics: typeof metricsFault | null = null;
  const controller = createEngineController({
    ...{ settings, statusStore, paths, environment: {} },
    engine: { start: take, apply: take, stop: () => Promise.resolve() } as Partial<EngineClient> as EngineClient,
    secrets: createSecrets({
      vault: NO_VAULT,
      file: createSecretsFile({ ...common, path: paths.secretsFile }),
      environment: {},
    }),
    metrics: { apply: () => Promise.resolve(metrics), close: () => Promise.resolve() },
    startPractice: () => Promise.reject(Object.assign(new Error('no port'), { code: 'EADDRNOTAVAIL' })),
    startProblems: written.ok ? [] : written.error,
    getTranslate: () => translator('ko'),
    raised: () => undefined,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const standing = (): readonly string[] => statusStore.status().problems.map(({ code }) => code);
  await controller.start();
  expect(standing()).toEqual(['settings-not-saved', 'practice-unavailable']);
  disk.full = false;
  expect(settings.save(emptySettings(), settings.state())).toMatchObject({ ok: true });
  await controller.sync();
  expect(standing()).toEqual(['practice-unavailable']);
  expect(configs.map(({ hostProblems = [] }) => hostProblems.map(({ code }) => code))).toEqual([
    ['settings-not-saved', 'practice-unavailable'],
    ['practice-unavailable'],
  ]);
  metrics = metricsFault;
  await controller.sync();
  expect(standing()).toEqual(['practice-unavailable', 'metrics-unavailable']);
});

it('applies nothing once it was stopped, also if that was during its start', async () => {
  const paths = appPaths({ LOGBELL_CONFIG_DIR: join(scratchDir(), 'config') }, '/');
  makeAppDirs(paths);
  const common = { openStore: openJsonStore, now: Date.now };
  const settings = new SettingsFile({ ...common, path: paths.configFile });
  settings.load();
  let isRunning = false;
  const calls: string[] = [];
  const errors: unknown[] = [];
  const engine = {
    start: () => {
      calls.push('start');
      isRunning = true;
      return Promise.resolve();
    },
    apply: () => {
      calls.push('apply');
      return isRunning ? Promise.resolve() : Promise.reject(new Error('The engine is not running.'));
    },
    stop: () => {
      calls.push('stop');
      isRunning = false;
      return Promise.resolve();
    },
  };
  const controller = createEngineController({
    ...{ settings, paths, environment: {}, startProblems: [] },
    statusStore: createAppStatusStore(() => undefined),
    engine: engine as Partial<EngineClient> as EngineClient,
    metrics: { apply: () => Promise.resolve(null), close: () => Promise.resolve() },
    secrets: createSecrets({
      vault: NO_VAULT,
      file: createSecretsFile({ ...common, path: paths.secretsFile }),
      environment: {},
    }),
    startPractice: () => Promise.reject(Object.assign(new Error('no port'), { code: 'EADDRNOTAVAIL' })),
    getTranslate: () => translator('ko'),
    raised: () => undefined,
    log: { info: () => undefined, warn: () => undefined, error: (scope) => errors.push(scope) },
  });
  const started = controller.start();
  const stopped = controller.stop();
  await Promise.all([started, controller.unlock(), controller.sync(), stopped]);
  await controller.statusFailed(null);
  expect(calls).toEqual(['start', 'stop']);
  expect(errors).not.toContain('engine');
});
