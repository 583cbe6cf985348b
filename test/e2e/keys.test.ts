import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { KEYRING_DESKTOP } from '../support/e2e/keyring';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { PRACTICE_IDENTITY } from '../../src/main/practice/http/practice-identity';

const { accessKey, secretKey } = PRACTICE_IDENTITY;

async function keysSection(app: LogbellApp): Promise<ReturnType<Page['getByRole']>> {
  return (await app.goTo('delivery')).getByRole('region', { name: 'API keys' });
}

async function typeKeys(app: LogbellApp): Promise<ReturnType<Page['getByRole']>> {
  const section = await keysSection(app);
  await section.getByLabel('Access Key ID', { exact: true }).fill(accessKey);
  await section.getByLabel('Secret Key', { exact: true }).fill(secretKey);
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
  await expect(section).toContainText('encrypted with the keyring');
  await section.getByRole('button', { name: 'Store keys' }).click();
  await expect(section).toContainText('Access Key ID: set');
  await expect(section).toContainText('Secret Key: set');
  await expect(section).toContainText('Encrypted with the keyring of this desktop.');

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
  await expect(await keysSection(again)).toContainText('Secret Key: set');
  await (await keysSection(again)).getByRole('button', { name: 'Forget keys' }).click();
  await expect(await keysSection(again)).toContainText('Secret Key: not set');
  expect(readFileSync(folder.paths.secretsFile, 'utf8')).not.toContain('secretKey');
});

test('keys that cannot be removed are not reported as removed', async ({ start, folder }) => {
  const app = await start();
  const section = await typeKeys(app);
  await section.getByRole('button', { name: 'Store keys' }).click();
  await expect(section).toContainText('Secret Key: set');
  // No file can replace a folder that is not empty.
  mkdirSync(join(folder.paths.secretsFile, 'in-the-way'), { recursive: true });
  await section.getByRole('button', { name: 'Forget keys' }).click();
  await expect((await app.window()).getByText('The stored keys could not be removed.')).toBeVisible();
  await expect(section).toContainText('Secret Key: set');
});

test('keys from the keyring sign real requests', async ({ start, folder, keyring, sens }) => {
  expect(keyring).toBeUndefined();
  folder.configure({
    sens: { mode: 'live', zone: 'custom', baseUrl: sens.baseUrl, serviceId: sens.serviceId, from: sens.from },
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
  });
  const app = await start({ env: KEYRING_DESKTOP });
  await (await typeKeys(app)).getByRole('button', { name: 'Store keys' }).click();
  await expect(await keysSection(app)).toContainText('Secret Key: set');
  expect(await app.close()).toBe(0);

  const again = await start({ env: KEYRING_DESKTOP });
  const delivery = await again.goTo('delivery');
  await delivery.getByRole('button', { name: 'Send test SMS' }).click();
  await expect(delivery.getByRole('region', { name: 'Test', exact: true })).toContainText('Delivered');
  expect(sens.received()).toHaveLength(1);
});

test('without a keyring, keys go into a file only after consent, and the window says so', async ({ start, folder }) => {
  const app = await start();
  const section = await typeKeys(app);
  await section.getByRole('checkbox', { name: 'I agree to keep the keys unencrypted' }).check();
  await section.getByRole('button', { name: 'Store keys' }).click();
  await expect(section).toContainText('In a file (0600), not encrypted.');
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
  await expect(await keysSection(again)).toContainText('In a file (0600), not encrypted.');
  await expect(await keysSection(again)).toContainText('Access Key ID: set');
});

test('without a keyring and without consent, keys last until Logbell quits', async ({ start, folder }) => {
  const app = await start();
  const section = await typeKeys(app);
  await section.getByRole('button', { name: 'Store keys' }).click();
  await expect(section).toContainText('In memory only, until Logbell quits.');
  await expect(section).toContainText('Secret Key: set');
  expect(existsSync(folder.paths.secretsFile)).toBe(false);
  expect(await app.close()).toBe(0);

  const again = await start();
  await expect(await keysSection(again)).toContainText('Secret Key: not set');
});

test('an invalid key is refused with an explanation', async ({ start }) => {
  const app = await start();
  const section = await keysSection(app);
  await section.getByLabel('Secret Key', { exact: true }).fill('two words');
  await section.getByRole('button', { name: 'Store keys' }).click();
  await expect((await app.window()).getByText('A key contains spaces or quotation marks.')).toBeVisible();
  await expect(section).toContainText('Secret Key: not set');
});
