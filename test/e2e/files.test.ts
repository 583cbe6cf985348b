import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import type { LogbellApp } from '../support/e2e/logbell-app';

async function newFile(app: LogbellApp): Promise<Locator> {
  const files = await app.goTo('files');
  await files.getByRole('button', { name: 'Add file' }).click();
  return files.getByRole('dialog', { name: 'Add file' });
}

test('a file added in the window is followed at once', async ({ start, folder }) => {
  const log = folder.path('app.log');
  writeFileSync(log, 'an old hello world\n');
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    rules: [{ id: 'hello', name: 'Hello', match: { text: 'hello world' } }],
  });
  const app = await start();
  const drawer = await newFile(app);
  await drawer.getByLabel('Path').fill(log);
  await expect(drawer.getByRole('status')).toContainText('Files that match this path now: 1');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  await app.follows();
  folder.append('a new hello world\n', log);
  const history = await app.goTo('history');
  await expect(history.getByRole('article', { name: 'Hello' })).toContainText('a new hello world');
  await expect(history.getByRole('article')).toHaveCount(1);
});

test('a path that is not absolute is refused beside its field', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newFile(app);
  await drawer.getByLabel('Path').fill('logs/app.log');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByLabel('Path')).toHaveAccessibleDescription(/is not an absolute path/);
  expect(folder.config()).toEqual(before);
});

test('a folder in place of a file is a problem with its remedy', async ({ start, folder }) => {
  const dir = folder.path('logs');
  mkdirSync(dir);
  const app = await start();
  const drawer = await newFile(app);
  await drawer.getByLabel('Path').fill(dir);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(await app.state()).toContainText('Problem');
  const files = await app.window();
  await expect(files.getByRole('row').filter({ hasText: dir }).last()).toContainText('Cannot be watched');
  const overview = await app.goTo('overview');
  const problems = overview.getByRole('region', { name: 'Problems that need you' });
  await expect(problems.getByRole('alert')).toContainText(`${dir} is a folder.`);
  await expect(problems.getByRole('alert')).toContainText(`${dir}/*.log`);
  await problems.getByRole('button', { name: 'Open Files' }).click();
  await files.getByRole('button', { name: `Delete: ${dir}` }).click();
  await expect(await app.state()).toContainText('Watching');
});

test('a file that rules depend on is not deleted', async ({ start, folder }) => {
  const app = await start();
  const files = await app.goTo('files');
  await files.getByRole('button', { name: `Delete: ${folder.paths.sampleLog}` }).click();
  await expect(files.getByText('Change these rules first: Hello')).toBeVisible();
  expect(folder.config()['files']).toHaveLength(1);
});
