import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { AppFolder } from '../support/e2e/app-folder';
import { test as base } from '../support/e2e/desktop-test';
import { en } from '../support/text/strings';

/** A home folder without private data; created by root, and must not exist yet. */
const HOME = '/home/operator';

const test = base.extend({
  folder: async ({}, use) => {
    mkdirSync(HOME);
    const folder = new AppFolder(HOME);
    await use(folder);
    folder.remove();
  },
});

test('the window after the first practice text', async ({ start }) => {
  const app = await start({
    env: { HOME, LOGBELL_CONFIG_DIR: '', XDG_CONFIG_HOME: '', XDG_DATA_HOME: '', XDG_STATE_HOME: '' },
  });
  const window = await app.window();
  await expect(window.getByRole('region', { name: en('window.overview.files') })).toContainText(
    en('window.fileState.following'),
  );
  const command = await window.getByRole('textbox', { name: en('window.tryIt.command') }).inputValue();
  execFileSync('sh', ['-c', command]);
  await expect(window.getByRole('article', { name: 'Hello' })).toContainText(en('window.text.delivered'));
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_100, 760));
  await expect.poll(() => window.evaluate<number>('innerHeight')).toBe(760);
  await window.screenshot({ path: 'docs/window.png', animations: 'disabled', caret: 'hide' });
});
