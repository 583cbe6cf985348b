import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { KEYRING_DESKTOP } from '../support/e2e/keyring';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { en } from '../support/text/strings';
import { PRACTICE_IDENTITY } from '../../src/main/practice/http/practice-identity';

const { accessKey, secretKey } = PRACTICE_IDENTITY;

/** Built command line. */
const CLI = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');

async function keysSection(app: LogbellApp): Promise<ReturnType<Page['getByRole']>> {
  return (await app.goTo('delivery')).getByRole('region', { name: en('window.keys.title') });
}

async function typeKeys(app: LogbellApp): Promise<ReturnType<Page['getByRole']>> {
  const section = await keysSection(app);
  await section.getByLabel(en('window.keys.accessKey'), { exact: true }).fill(accessKey);
  await section.getByLabel(en('window.keys.secretKey'), { exact: true }).fill(secretKey);
  return section;
}

/** Everything the window could reveal: its page, and every response about keys. */
async function allTheWindowKnows(page: Page): Promise<string> {
  const answers = await page.evaluate<string>(`(async () => JSON.stringify([
    await window.logbell.call('app:snapshot', undefined),
    await window.logbell.call('keys:save', { keepInFile: true }),
    document.documentElement.outerHTML,
    Array.from(document.querySelectorAll('input'), ({ value }) => value),
  ]))()`);
  return answers;
}

test('keys are stored in the keyring and survive a restart', async ({ start, folder, keyring }) => {
  expect(keyring).toBeUndefined();
  const app = await start({ env: KEYRING_DESKTOP });
  const section = await typeKeys(app);
  await expect(section).toContainText(en('window.keys.keyring'));
  await section.getByRole('button', { name: en('window.keys.store') }).click();
  await expect(section).toContainText(en('window.keys.isSet', { key: en('window.keys.accessKey') }));
  await expect(section).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  await expect(section).toContainText(en('window.keys.kept.keyring'));

  const stored = readFileSync(folder.paths.secretsFile, 'utf8');
  expect(JSON.parse(stored)).toMatchObject({ kept: 'keyring', backend: 'gnome_libsecret' });
  expect(statSync(folder.paths.secretsFile).mode & 0o777).toBe(0o600);
  const told = await allTheWindowKnows(await app.window());
  for (const text of [stored, told, folder.ownLog(), readFileSync(folder.paths.configFile, 'utf8')]) {
    expect(text).not.toContain(accessKey);
    expect(text).not.toContain(secretKey);
  }
  expect(await app.close()).toBe(0);

  const again = await start({ env: KEYRING_DESKTOP });
  await expect(await keysSection(again)).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  await (await keysSection(again)).getByRole('button', { name: en('window.keys.forget') }).click();
  await expect(await keysSection(again)).toContainText(
    en('window.keys.isNotSet', { key: en('window.keys.secretKey') }),
  );
  expect(readFileSync(folder.paths.secretsFile, 'utf8')).not.toContain('secretKey');
});

test('keys that cannot be removed are not reported as removed', async ({ start, folder }) => {
  const app = await start();
  const section = await typeKeys(app);
  await section.getByRole('button', { name: en('window.keys.store') }).click();
  await expect(section).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  // No file can replace a folder that is not empty.
  mkdirSync(join(folder.paths.secretsFile, 'in-the-way'), { recursive: true });
  await section.getByRole('button', { name: en('window.keys.forget') }).click();
  await expect((await app.window()).getByText(en('window.keys.notForgotten'))).toBeVisible();
  await expect(section).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
});

test('keys from the keyring sign real requests', async ({ start, folder, keyring, sens }) => {
  expect(keyring).toBeUndefined();
  folder.configure({
    sens: { mode: 'live', zone: 'custom', baseUrl: sens.baseUrl, serviceId: sens.serviceId, from: sens.from },
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
  });
  const app = await start({ env: KEYRING_DESKTOP });
  const missing = (await app.window()).getByRole('alert').filter({ hasText: en('settingsProblem.no-keys') });
  await app.goTo('delivery');
  await expect(missing).toBeVisible();
  await (await typeKeys(app)).getByRole('button', { name: en('window.keys.store') }).click();
  await expect(await keysSection(app)).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  await expect(missing).toBeHidden();
  expect(await app.close()).toBe(0);

  const again = await start({ env: KEYRING_DESKTOP });
  const delivery = await again.goTo('delivery');
  await delivery.getByRole('button', { name: en('window.test.send') }).click();
  await expect(delivery.getByRole('region', { name: en('window.test.title'), exact: true })).toContainText(
    en('window.text.delivered'),
  );
  expect(sens.received()).toHaveLength(1);
});

test('without a keyring, keys go into a file only after consent, and the window says so', async ({ start, folder }) => {
  const app = await start();
  const section = await typeKeys(app);
  await section.getByRole('checkbox', { name: en('window.keys.consent') }).check();
  await section.getByRole('button', { name: en('window.keys.store') }).click();
  await expect(section).toContainText(en('window.keys.kept.file'));
  expect(statSync(folder.paths.secretsFile).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(folder.paths.secretsFile, 'utf8'))).toMatchObject({
    kept: 'file',
    accessKey,
    secretKey,
  });
  const told = await allTheWindowKnows(await app.window());
  expect(told).not.toContain(secretKey);
  expect(await app.close()).toBe(0);

  const again = await start();
  await expect(await keysSection(again)).toContainText(en('window.keys.kept.file'));
  await expect(await keysSection(again)).toContainText(en('window.keys.isSet', { key: en('window.keys.accessKey') }));
});

test('without a keyring and without consent, keys last until Logbell quits', async ({ start, folder }) => {
  const app = await start();
  const section = await typeKeys(app);
  await section.getByRole('button', { name: en('window.keys.store') }).click();
  await expect(section).toContainText(en('window.keys.kept.session'));
  await expect(section).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  expect(existsSync(folder.paths.secretsFile)).toBe(false);
  expect(await app.close()).toBe(0);

  const again = await start();
  await expect(await keysSection(again)).toContainText(
    en('window.keys.isNotSet', { key: en('window.keys.secretKey') }),
  );
});

test('keys that the command line stores are taken up without a restart', async ({ start, folder }) => {
  folder.configure({
    sens: { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:made-up', from: '0212345678' },
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
  });
  const app = await start();
  const missing = (await app.window()).getByRole('alert').filter({ hasText: en('settingsProblem.no-keys') });
  const section = await keysSection(app);
  await expect(missing).toBeVisible();
  const set = spawn(process.execPath, [CLI, 'keys', 'set', '--stdin'], {
    env: { PATH: process.env['PATH'], HOME: folder.dir, LOGBELL_CONFIG_DIR: folder.paths.configDir },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  set.stdin.end(`${accessKey}\n${secretKey}\n`);
  expect(await once(set, 'exit')).toEqual([0, null]);
  await expect(section).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  await expect(section).toContainText(en('window.keys.kept.file'));
  await expect(missing).toBeHidden();
});

test('an invalid key is refused with an explanation', async ({ start }) => {
  const app = await start();
  const section = await keysSection(app);
  await section.getByLabel(en('window.keys.secretKey'), { exact: true }).fill('two words');
  await section.getByRole('button', { name: en('window.keys.store') }).click();
  await expect((await app.window()).getByText(en('window.keys.wrong.bad-key'))).toBeVisible();
  await expect(section).toContainText(en('window.keys.isNotSet', { key: en('window.keys.secretKey') }));
});
