import { rmSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { PUSH_NAMES } from '../../src/shared/contract/ipc/pushes';
import { test } from '../support/e2e/desktop-test';
import type { LogbellApp } from '../support/e2e/logbell-app';
import {
  processArguments,
  secretChannels,
  SECRETS,
  secretsBelow,
  secretsIn,
  secretVariables,
  SENT_SECRETS,
} from '../support/files/secret-search';
import { REPEATED, startAnyKeySens } from '../support/sens/secret-sens';
import { until } from '../support/time/until';
import { en } from '../support/text/strings';

/** The settings keep the numbers of recipients, which people edit in the window. */
const KEPT_BY_DESIGN = { 'logbell/config.json': ['number'] };

/** Captures all output of the app from now on. */
function printedBy(app: LogbellApp): () => string {
  const said: string[] = [];
  const { stdout, stderr } = app.electron.process();
  [stdout, stderr].forEach((stream) => stream?.on('data', (part: Buffer) => said.push(part.toString('utf8'))));
  return () => said.join('');
}

/** Collects everything pushed to the window from now on. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(`
    window.heard = [];
    ${JSON.stringify(PUSH_NAMES)}.forEach((name) => window.logbell.on(name, (value) => window.heard.push([name, value])));
  `);
}

/** All pushes and the snapshot, with the settings apart. */
async function heard(page: Page): Promise<{ readonly settings: string; readonly rest: string }> {
  return page.evaluate<{ settings: string; rest: string }>(`(async () => {
    const { settings, ...snapshot } = await window.logbell.call('app:snapshot', undefined);
    const pushed = Object.groupBy(window.heard, ([name]) => (name === 'settings:changed' ? 'settings' : 'rest'));
    return {
      settings: JSON.stringify([settings, pushed.settings]),
      rest: JSON.stringify([snapshot, pushed.rest]),
    };
  })()`);
}

/** Makes something in the main process fail like a library, with all its data in the error. */
async function sabotage(app: LogbellApp): Promise<void> {
  await app.electron.evaluate((_electron, secrets) => {
    const error = Object.assign(new Error(`failed\n    at ${JSON.stringify(secrets)}:1:2`), { config: secrets });
    void Promise.reject(error);
    setTimeout(() => {
      throw error;
    });
  }, SECRETS);
}

test('keys and full numbers are in nothing that the desktop app writes, logs or shows', async ({ start, folder }) => {
  test.slow();
  const sens = await startAnyKeySens(REPEATED);
  folder.configure({
    sens: {
      mode: 'live',
      zone: 'custom',
      baseUrl: sens.baseUrl,
      serviceId: 'ncp:sms:kr:123456789012:demo',
      from: '02-123-4567',
    },
    recipients: [{ id: 'me', name: 'Me', number: SECRETS.number }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [{ id: 'hello', match: { text: 'hello world' }, message: 'An Event Occurred' }],
    ...secretChannels(sens),
  });
  folder.append('', folder.path('app.log'));
  const app = await start({ env: { ...secretVariables(sens), DEBUG: '*', NODE_DEBUG: 'http,https,net,tls,timer' } });
  const said = printedBy(app);
  await app.follows();
  await listen(await app.window());
  await until(() => secretsIn(sens.heard()).includes('heartbeatPath'), 'the monitor was called');
  folder.append('hello world\n', folder.path('app.log'));
  const entry = (await app.goTo('history')).getByRole('article', { name: 'hello', exact: true });
  await expect(entry).toContainText('An Event Occurred');
  await until(() => sens.asked() > 0, 'SENS was asked');
  await until(
    () => SENT_SECRETS.every((name) => secretsIn(sens.heard()).includes(name)),
    'each channel and the monitor were asked',
    30_000,
  );
  await expect(await app.state()).toContainText(en('window.state.problem'));

  await sabotage(app);
  await until(
    () => ['uncaught', 'unhandled'].every((code) => folder.ownLog().includes(` app ${code} `)),
    'it was logged',
  );
  const { settings, rest } = await heard(await app.window());
  const [channels, diagnosis] = await (
    await app.window()
  ).evaluate<[string, string]>(`Promise.all([
    window.logbell.call('channel:secrets', undefined).then(JSON.stringify),
    window.logbell.call('diagnostics:read', undefined),
  ])`);
  expect(JSON.parse(channels)).toMatchObject({
    channels: { chat: { url: 'environment' }, hook: { token: 'environment', secret: 'environment' } },
  });
  expect(diagnosis).toContain('"channel-1"');
  expect(secretsIn(channels + diagnosis)).toEqual([]);
  expect(secretsIn(rest)).toEqual([]);
  expect(secretsIn(settings)).toEqual(['number']);
  expect(secretsIn(await (await app.window()).content())).toEqual([]);
  expect(processArguments().toString()).toContain('--type=renderer');
  expect(secretsIn(processArguments())).toEqual([]);
  expect(secretsBelow(folder.dir)).toEqual(KEPT_BY_DESIGN);
  // The errors in the log were caused by this test.
  rmSync(folder.paths.logFile);
  expect(await app.close()).toBe(0);
  expect(said()).toContain('TIMER');
  expect(secretsIn(said())).toEqual([]);
  expect(secretsBelow(folder.dir)).toEqual(KEPT_BY_DESIGN);
  sens.close();
});
