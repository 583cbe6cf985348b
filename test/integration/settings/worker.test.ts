import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createEngineClient, type EngineClient } from '../../../src/main/desktop/engine/engine-client';
import { openLog } from '../../../src/main/desktop/common/log';
import type { EngineConfig } from '../../../src/main/engine/engine-api';
import type { EngineEvent } from '../../../src/main/engine/common/events';
import { errorCode, errorFrames } from '../../../src/main/engine/common/error-code';
import { engineConfig } from '../../../src/main/settings/engine-config';
import { appPaths } from '../../../src/main/settings/config-dir';
import { parseSettings } from '../../../src/shared/settings/parse';
import { scratchDir } from '../../support/files/scratch-dir';
import {
  channelSecrets,
  NO_SERVICES,
  secretChannels,
  SECRETS,
  type SecretServices,
  secretsBelow,
  secretsIn,
} from '../../support/files/secret-search';
import { REPEATED, startAnyKeySens } from '../../support/sens/secret-sens';
import { until } from '../../support/time/until';

const WORKER = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js');

/** Configuration of the engine in its thread: the number from the settings, the keys, secrets of channels and tokens. */
function configOn(services: SecretServices, dir: string): EngineConfig {
  const { baseUrl } = services;
  const { accessKey, secretKey, number, alertmanagerToken, receiveToken } = SECRETS;
  const { settings } = parseSettings({
    sens: { mode: 'live', zone: 'custom', baseUrl, serviceId: 'ncp:sms:kr:123456789012:demo', from: '02-123-4567' },
    recipients: [{ id: 'me', name: '당직', number }],
    files: [{ id: 'app', path: join(dir, 'app.log') }],
    rules: [{ id: 'hello', match: { text: 'hello world' }, message: 'An Event Occurred' }],
    ...secretChannels(services),
  });
  const paths = appPaths({ LOGBELL_CONFIG_DIR: dir }, dir);
  return engineConfig({
    settings,
    keys: { accessKey, secretKey },
    channels: { known: () => channelSecrets(services) },
    alertmanager: { known: () => ({ out: { token: alertmanagerToken } }) },
    receive: { known: () => ({ in: { token: receiveToken } }) },
    practice: null,
    paths,
  });
}

/** Captures all output of the process from now on. */
function printed(): () => string {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
  return () => said.join('');
}

interface Hosted {
  readonly host: EngineClient;
  readonly events: EngineEvent[];
  readonly crashes: Error[];
}

function hosted(workerFile: string): Hosted {
  const events: EngineEvent[] = [];
  const crashes: Error[] = [];
  const emit = (event: EngineEvent): void => void events.push(event);
  const host = createEngineClient({ emit, crashed: (error) => crashes.push(error), workerFile });
  onTestFinished(() => host.stop());
  return { host, events, crashes };
}

it('no output of the thread has keys or full numbers, whatever SENS repeats and Node has to print', async () => {
  const sens = await startAnyKeySens(REPEATED);
  onTestFinished(() => sens.close());
  const dir = scratchDir();
  writeFileSync(join(dir, 'app.log'), '');
  vi.stubEnv('NODE_DEBUG', 'http,https,net,tls');
  onTestFinished(() => void vi.unstubAllEnvs());
  const said = printed();
  const { host, events } = hosted(WORKER);
  await host.start(configOn(sens, dir));
  appendFileSync(join(dir, 'app.log'), 'hello world\n');
  await until(() => events.some(({ event }) => event === 'problem'), 'the refusal was reported');
  const history = await host.history({ before: null, limit: 100, search: '' });
  expect(history.length).toBeGreaterThan(0);
  expect(secretsIn(JSON.stringify([events, history]))).toEqual([]);
  expect(secretsBelow(dir)).toEqual({});
  await host.stop();
  expect(secretsIn(said())).toEqual([]);
  expect(secretsBelow(dir)).toEqual({});
});

it.each([
  ['throws', 'throw error;'],
  ['rejects', 'void Promise.reject(error);'],
])('a thread that %s with all its data leaves none of it in the log', async (_how, fails) => {
  const dir = scratchDir();
  mkdirSync(join(dir, 'logs'));
  const broken = join(scratchDir(), 'broken.mjs');
  writeFileSync(
    broken,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ config }) => {
      const all = JSON.stringify(config);
      const error = Object.assign(new Error('failed\\n    at ' + all + ':1:2'), { config });
      ${fails}
    });`,
  );
  const said = printed();
  const { host, crashes } = hosted(broken);
  await host.start(configOn(NO_SERVICES, dir));
  const error = await until(() => crashes[0], 'it crashed');
  expect(secretsIn(`${error.message} ${JSON.stringify(error)}`)).toEqual(
    Object.keys(SECRETS).filter((name) => name !== 'heartbeatPath'),
  );
  const file = join(dir, 'logs', 'logbell.log');
  openLog(file).error('engine', errorCode(error), { at: errorFrames(error) });
  await host.stop();
  expect(readFileSync(file, 'utf8')).toContain('engine Error at=');
  expect(secretsBelow(dir)).toEqual({});
  expect(secretsIn(said())).toEqual([]);
});
