import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en } from '../support/text/strings';

test('start at login depends only on the autostart file', async ({ start, folder }) => {
  const file = join(folder.configHome, 'autostart', 'io.github.logbell.Logbell.desktop');
  const app = await start();
  const settings = await app.goTo('settings');
  const atLogin = settings.getByRole('switch', { name: en('window.autostart.label') });
  await expect(atLogin).not.toBeChecked();
  await atLogin.press('Space');
  await expect(atLogin).toBeChecked();
  const entry = readFileSync(file, 'utf8');
  expect(entry).toMatch(/^\[Desktop Entry\]\n/);
  expect(entry).toMatch(/^Exec=.*start\.mjs.*--hidden/m);
  expect(entry).toContain(folder.paths.configDir);
  await app.close();

  const again = await start();
  const switchAgain = (await again.goTo('settings')).getByRole('switch', { name: en('window.autostart.label') });
  await expect(switchAgain).toBeChecked();
  await switchAgain.press('Space');
  await expect(switchAgain).not.toBeChecked();
  expect(existsSync(file)).toBe(false);
});

test('a removed autostart file shows as off', async ({ start, folder }) => {
  const app = await start();
  const atLogin = (await app.goTo('settings')).getByRole('switch', { name: en('window.autostart.label') });
  await atLogin.press('Space');
  await expect(atLogin).toBeChecked();
  rmSync(join(folder.configHome, 'autostart'), { recursive: true });
  await app.close();
  const again = await start();
  await expect(
    (await again.goTo('settings')).getByRole('switch', { name: en('window.autostart.label') }),
  ).not.toBeChecked();
});
