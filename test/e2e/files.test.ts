import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { en, enPattern } from '../support/text/strings';

async function newFile(app: LogbellApp): Promise<Locator> {
  const files = await app.goTo('files');
  await files.getByRole('button', { name: en('window.files.add') }).click();
  return files.getByRole('dialog', { name: en('window.files.new') });
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
  await drawer.getByLabel(en('window.files.path')).fill(log);
  await expect(drawer.getByRole('status')).toContainText(en('window.files.found', { count: 1 }));
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  await app.follows();
  folder.append('a new hello world\n', log);
  const history = await app.goTo('history');
  await expect(history.getByRole('article', { name: 'Hello' })).toContainText('a new hello world');
  await expect(history.getByRole('article')).toHaveCount(1);
});

test('a file that was just added leads to a rule for it', async ({ start, folder }) => {
  const log = folder.path('app.log');
  writeFileSync(log, '');
  const app = await start();
  await app.follows();
  const offer = (await app.window()).getByRole('button', { name: en('window.files.makeRuleOf', { path: log }) });
  const drawer = await newFile(app);
  await expect(offer).toHaveCount(0);
  await drawer.getByLabel(en('window.files.path')).fill(log);
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await offer.click();
  const rule = (await app.window()).getByRole('dialog', { name: en('window.rules.new') });
  await rule.getByRole('textbox', { name: en('window.rules.pattern') }).fill('payment failed');
  await rule.getByRole('button', { name: en('window.form.save') }).click();
  await expect(rule).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ id: 'hello' }, { files: ['app-log'] }]);
  await app.goTo('files');
  await expect(offer).toHaveCount(0);
});

test('a file that no rule checks says so, and a change of its state applies no theme', async ({ start, folder }) => {
  const path = folder.path('app.log');
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path }],
    rules: [{ id: 'off', enabled: false, match: { text: 'x' } }],
  });
  const app = await start();
  const files = await app.goTo('files');
  await expect(files.getByText(en('window.files.noRule'))).toBeVisible();
  await expect(files.getByRole('button', { name: en('window.files.makeRuleOf', { path }) })).toBeVisible();
  // Applying it computes the styles of the whole window again.
  await files.evaluate(`window.applied = 0;
    new MutationObserver(() => { window.applied += 1; }).observe(document.documentElement, { attributes: true });`);
  folder.append('the first line\n', path);
  await expect(files.getByRole('table')).toContainText(en('window.fileState.following'));
  expect(await files.evaluate<number>('window.applied')).toBe(0);
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
  await drawer.getByLabel(en('window.files.path')).fill(log);
  await drawer.getByRole('combobox', { name: en('window.files.grouping') }).click();
  await (await app.window()).getByRole('option', { name: en('window.grouping.java') }).click();
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
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
  await drawer.getByLabel(en('window.files.path')).fill('/var/log/app.log');
  await drawer.getByRole('combobox', { name: en('window.files.grouping') }).click();
  await (await app.window()).getByRole('option', { name: en('window.grouping.custom') }).click();
  const expression = drawer.getByLabel(en('window.files.firstLine'));
  const line = drawer.getByLabel(en('window.try.label'));
  await expression.fill('^(\\d{4}');
  await line.fill('2026-01-31 started');
  await expect(drawer.getByRole('status').last()).toContainText(enPattern('window.try.wrong'));
  await expression.fill('^\\d{4}-');
  await expect(drawer.getByRole('status').last()).toHaveText(en('window.firstLine.first'));
  await line.fill('\tat a.B.c(B.java:1)');
  await expect(drawer.getByRole('status').last()).toHaveText(en('window.firstLine.next'));
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.files.wait') })).fill('0');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(
    drawer.getByText(
      en('settingsProblem.out-of-range', {
        minimum: en('window.duration.ms', { amount: 100 }),
        maximum: en('window.duration.m', { amount: 1 }),
      }),
    ),
  ).toBeVisible();
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.files.wait') })).fill('2');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['files']).toMatchObject([{ multiLine: { firstLine: '^\\d{4}-', timeout: '2s' } }]);
});

test('read limits apply as soon as their field is left', async ({ start, folder }) => {
  const app = await start();
  const settings = await app.goTo('settings');
  const longest = settings.getByLabel(en('window.settings.maxLineLength'));
  await longest.fill('10');
  await longest.blur();
  await expect(
    settings.getByText(en('settingsProblem.out-of-range', { minimum: '1,024', maximum: '524,288' })),
  ).toBeVisible();
  await longest.fill('131072');
  await longest.blur();
  await expect.poll(() => folder.config()['watch']).toMatchObject({ maxLineLength: 131_072 });
  await settings.getByLabel(en('window.form.amountOf', { label: en('window.settings.grace') })).fill('30');
  await settings.getByLabel(en('window.form.amountOf', { label: en('window.settings.grace') })).blur();
  await expect.poll(() => folder.config()['watch']).toEqual({ maxLineLength: 131_072, grace: '30s' });
});

test('a path that is not absolute is refused beside its field', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newFile(app);
  await drawer.getByLabel(en('window.files.path')).fill('logs/app.log');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer.getByLabel(en('window.files.path'))).toHaveAccessibleDescription(
    enPattern('settingsProblem.relative-path', { path: 'logs/app.log' }),
  );
  expect(folder.config()).toEqual(before);
});

test('a folder in place of a file is a problem with its fix', async ({ start, folder }) => {
  const dir = folder.path('logs');
  mkdirSync(dir);
  const app = await start();
  const drawer = await newFile(app);
  await drawer.getByLabel(en('window.files.path')).fill(dir);
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(await app.state()).toContainText(en('window.state.problem'));
  const files = await app.window();
  const row = files.getByRole('row').filter({ hasText: dir }).last();
  await expect(row).toContainText(en('window.fileState.refused'));
  await expect(row).toContainText(en('problem.file-directory.title', { subject: dir }));
  const overview = await app.goTo('overview');
  const problems = overview.getByRole('region', { name: en('window.problem.standing') });
  await expect(problems.getByRole('alert')).toContainText(en('problem.file-directory.title', { subject: dir }));
  await expect(problems.getByRole('alert')).toContainText(en('problem.file-directory.remedy', { subject: dir }));
  await problems.getByRole('button', { name: en('window.problem.goTo', { page: en('window.page.files') }) }).click();
  await files.getByRole('button', { name: en('window.row.deleteOf', { title: dir }) }).click();
  await expect(await app.state()).toContainText(en('window.state.watching'));
});

test('a file that rules depend on is not deleted', async ({ start, folder }) => {
  const app = await start();
  const files = await app.goTo('files');
  await files.getByRole('button', { name: en('window.row.deleteOf', { title: folder.paths.sampleLog }) }).click();
  await expect(
    files.getByText(en('window.removal.inUse', { title: folder.paths.sampleLog, rules: 'Hello' })),
  ).toBeVisible();
  expect(folder.config()['files']).toHaveLength(1);
});
