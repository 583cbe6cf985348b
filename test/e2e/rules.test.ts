import { statSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import type { LogbellApp } from '../support/e2e/logbell-app';

async function newRule(app: LogbellApp): Promise<Locator> {
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: 'Add rule' }).click();
  return rules.getByRole('dialog', { name: 'New rule' });
}

/** Waits until all of the log has been read. */
async function expectRead(app: LogbellApp, log: string): Promise<void> {
  const size = `${statSync(log).size} bytes`;
  const overview = await app.goTo('overview');
  await expect(overview.getByText(`${size} of ${size}`)).toBeVisible();
}

test('a rule added in the window is active at once', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const drawer = await newRule(app);
  await drawer.getByLabel('Name').fill('Payments');
  await drawer.getByText('Regex', { exact: true }).click();
  await drawer.getByRole('textbox', { name: 'Look for' }).fill('payment (\\d+) failed');
  await drawer.getByRole('textbox', { name: 'Message' }).fill('Payment {{1}}');
  await drawer.getByLabel('Try a line').fill('payment 42 failed');
  await expect(drawer.getByRole('status')).toHaveText('This line alerts. Matched: payment 42 failed');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  await expect((await app.window()).getByRole('table', { name: 'Rules' })).toContainText('Payments');
  expect(folder.config()).toMatchObject({
    rules: [{ id: 'hello' }, { name: 'Payments', match: { regex: 'payment (\\d+) failed' } }],
  });

  folder.append('payment 7 failed\n');
  const entry = (await app.goTo('history')).getByRole('article', { name: 'Payments' });
  await expect(entry).toContainText('Payment 7');
  await expect(entry).toContainText('An alert goes out.');
});

test('an invalid regular expression is refused beside its field', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newRule(app);
  await drawer.getByText('Regex', { exact: true }).click();
  const pattern = drawer.getByRole('textbox', { name: 'Look for' });
  await pattern.fill('(unclosed');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(pattern).toHaveAccessibleDescription(/The regular expression is not valid/);
  await expect(drawer).toBeVisible();
  expect(folder.config()).toEqual(before);
});

test('a pattern that matches every line is refused', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newRule(app);
  await drawer.getByText('Regex', { exact: true }).click();
  const pattern = drawer.getByRole('textbox', { name: 'Look for' });
  await pattern.fill('x*');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(pattern).toHaveAccessibleDescription(/empty or matches every line/);
  expect(folder.config()).toEqual(before);
});

test('a deleted rule is inactive, and restored by undo', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: 'Delete: Hello' }).click();
  await expect(rules.getByText('No rules yet')).toBeVisible();
  expect(folder.config()).toMatchObject({ rules: [] });
  const state = await app.state();
  await expect(state).toContainText('Needs setup');
  folder.append('hello world, while deleted\n');
  await expectRead(app, folder.paths.sampleLog);

  await (await app.window()).getByRole('button', { name: 'Undo' }).click();
  await app.goTo('rules');
  await expect(rules.getByRole('table', { name: 'Rules' })).toContainText('Hello');
  await expect(state).toContainText('Watching');
  folder.append('hello world, again\n');
  const history = await app.goTo('history');
  await expect(history.getByRole('article', { name: 'Hello' })).toContainText('hello world, again');
  await expect(history.getByRole('article')).toHaveCount(1);
});

test('a disabled rule ignores its lines', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  const on = rules.getByRole('switch', { name: 'Rule on: Hello' });
  await on.press('Space');
  await expect(on).not.toBeChecked();
  await expect.poll(() => folder.config()['rules']).toMatchObject([{ enabled: false }]);
  const state = await app.state();
  await expect(state).toContainText('Needs setup');
  folder.append('hello world, while off\n');
  await expectRead(app, folder.paths.sampleLog);
  await (await app.goTo('rules')).getByRole('switch', { name: 'Rule on: Hello' }).press('Space');
  await expect.poll(() => folder.config()['rules']).toMatchObject([{ enabled: true }]);
  await expect(state).toContainText('Watching');
  folder.append('hello world, while on\n');
  const history = await app.goTo('history');
  await expect(history.getByRole('article', { name: 'Hello' })).toContainText('hello world, while on');
});

test('unsaved edits need a confirmation before they are lost', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newRule(app);
  await drawer.getByLabel('Name').fill('Half done');
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  const question = (await app.window()).getByRole('dialog', { name: 'You have unsaved changes' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(drawer.getByLabel('Name')).toHaveValue('Half done');
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()).toEqual(before);
});
