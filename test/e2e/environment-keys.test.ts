import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import type { AppFolder } from '../support/e2e/app-folder';
import { appArguments, appEnvironment, ELECTRON } from '../support/e2e/logbell-app';
import {
  chromiumKind,
  processesBelow,
  secretChannels,
  secretsInProcess,
  secretVariables,
} from '../support/files/secret-search';
import { REPEATED, startAnyKeySens, type AnyKeySens } from '../support/sens/secret-sens';
import { until } from '../support/time/until';

/** Live settings with one log and one rule. */
function configure(folder: AppFolder, sens: AnyKeySens): void {
  folder.configure({
    sens: {
      ...{ mode: 'live', zone: 'custom', baseUrl: sens.baseUrl },
      ...{ serviceId: 'ncp:sms:kr:123456789012:demo', from: '02-123-4567' },
    },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log'), start: 'beginning' }],
    rules: [{ id: 'hello', match: { text: 'hello world' } }],
    ...secretChannels(sens),
  });
  folder.append('hello world\n', folder.path('app.log'));
}

/** Starts the app like a desktop, without a debugger attached. */
function startPlainly(folder: AppFolder, sens: AnyKeySens): ReturnType<typeof spawn> {
  const env = appEnvironment(folder, { env: secretVariables(sens) });
  return spawn(ELECTRON, appArguments(), { env, stdio: 'ignore' });
}

test('keys in the environment are used, and are in no renderer, zygote or other process of Chromium', async ({
  folder,
}) => {
  const sens = await startAnyKeySens(REPEATED);
  configure(folder, sens);
  const app = startPlainly(folder, sens);
  const kinds = (): string[] => processesBelow(app.pid ?? 0).map(chromiumKind);
  await until(() => sens.asked() > 0 && folder.ownLog().includes(' app started'), 'SENS was asked');
  const expected = ['zygote', 'gpu-process', 'utility', 'renderer'];
  await until(() => expected.every((kind) => kinds().includes(kind)), 'Chromium runs all its processes');

  const chromium = processesBelow(app.pid ?? 0).filter((pid) => chromiumKind(pid) !== '');
  expect(new Set(kinds())).toEqual(new Set(['', ...expected]));
  expect(chromium.flatMap(secretsInProcess)).toEqual([]);

  const second = startPlainly(folder, sens);
  expect(await once(second, 'exit')).toEqual([0, null]);
  expect(folder.ownLog()).toContain('already-running');

  const processes = processesBelow(app.pid ?? 0);
  app.kill('SIGTERM');
  expect(await once(app, 'exit')).toEqual([0, null]);
  await until(() => processes.every((pid) => !existsSync(`/proc/${pid}`)), 'every process of the app has ended');
  sens.close();
});
