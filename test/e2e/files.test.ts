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

test('a trace is one entry in a file configured for it', async ({ start, folder }) => {
  const log = folder.path('app.log');
  writeFileSync(log, '');
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    rules: [{ id: 'net', name: 'Network', match: { text: 'ConnectException' } }],
  });
  const app = await start();
  const drawer = await newFile(app);
  await drawer.getByLabel('Path').fill(log);
  await drawer.getByRole('combobox', { name: 'Lines that belong together' }).click();
  await (await app.window()).getByRole('option', { name: 'Java stack traces' }).click();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['files']).toMatchObject([{ multiLine: { preset: 'java', timeout: '1s', maxLines: 500 } }]);
  await app.follows();
  const trace = 'ERROR payment failed\njava.net.ConnectException: refused\n\tat a.B.c(B.java:1)\n';
  folder.append(trace, log);
  const history = await app.goTo('history');
  const entry = history.getByRole('article', { name: 'Network' });
  await expect(entry.locator('pre')).toHaveText(trace.trimEnd());
  await expect(entry).toContainText('[Network] java.net.ConnectException: refused');
});

test('a custom first line is tested while it is typed', async ({ start, folder }) => {
  folder.configure({ recipients: [{ id: 'me', number: '010-1234-5678' }] });
  const app = await start();
  const drawer = await newFile(app);
  await drawer.getByLabel('Path').fill('/var/log/app.log');
  await drawer.getByRole('combobox', { name: 'Lines that belong together' }).click();
  await (await app.window()).getByRole('option', { name: 'By first line' }).click();
  const expression = drawer.getByLabel('Regular expression of first lines');
  const line = drawer.getByLabel('Try a line');
  await expression.fill('^(\\d{4}');
  await line.fill('2026-01-31 started');
  await expect(drawer.getByRole('status').last()).toContainText('The regular expression is wrong');
  await expression.fill('^\\d{4}-');
  await expect(drawer.getByRole('status').last()).toHaveText('This line begins a new log.');
  await line.fill('\tat a.B.c(B.java:1)');
  await expect(drawer.getByRole('status').last()).toHaveText('This line goes on with the log before it.');
  await drawer.getByLabel('Wait for the next line: amount').fill('0');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByText('Enter a value from 100 ms to 1 min.')).toBeVisible();
  await drawer.getByLabel('Wait for the next line: amount').fill('2');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['files']).toMatchObject([{ multiLine: { firstLine: '^\\d{4}-', timeout: '2s' } }]);
});

test('read limits apply as soon as their field is left', async ({ start, folder }) => {
  const app = await start();
  const settings = await app.goTo('settings');
  const longest = settings.getByLabel('Longest line (bytes)');
  await longest.fill('10');
  await longest.blur();
  await expect(settings.getByText('Enter a value from 1,024 to 524,288.')).toBeVisible();
  await longest.fill('131072');
  await longest.blur();
  await expect.poll(() => folder.config()['watch']).toMatchObject({ maxLineLength: 131_072 });
  await settings.getByLabel('Read on after rotation: amount').fill('30');
  await settings.getByLabel('Read on after rotation: amount').blur();
  await expect.poll(() => folder.config()['watch']).toEqual({ maxLineLength: 131_072, grace: '30s' });
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

test('a folder in place of a file is a problem with its fix', async ({ start, folder }) => {
  const dir = folder.path('logs');
  mkdirSync(dir);
  const app = await start();
  const drawer = await newFile(app);
  await drawer.getByLabel('Path').fill(dir);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(await app.state()).toContainText('Problem');
  const files = await app.window();
  const row = files.getByRole('row').filter({ hasText: dir }).last();
  await expect(row).toContainText('Cannot be watched');
  await expect(row).toContainText(`${dir} is a folder.`);
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
  await expect(files.getByText('Change these first: Hello')).toBeVisible();
  expect(folder.config()['files']).toHaveLength(1);
});
