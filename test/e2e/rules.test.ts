import { statSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { resize, SMALL } from '../support/e2e/pictures';
import { en, enPattern } from '../support/text/strings';

async function newRule(app: LogbellApp): Promise<Locator> {
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.rules.add') }).click();
  return rules.getByRole('dialog', { name: en('window.rules.new') });
}

/** Waits until all of the log has been read. */
async function expectRead(app: LogbellApp, log: string): Promise<void> {
  const size = `${statSync(log).size} bytes`;
  const overview = await app.goTo('overview');
  await expect(overview.getByText(en('window.overview.position', { position: size, size }))).toBeVisible();
}

test('a rule added in the window is active at once', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const drawer = await newRule(app);
  await drawer.getByLabel(en('window.rules.name')).fill('Payments');
  await drawer.getByText(en('window.rules.kindRegex'), { exact: true }).click();
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('payment (\\d+) failed');
  await drawer.getByRole('textbox', { name: en('window.message.label') }).fill('Payment {{1}}');
  await drawer.getByLabel(en('window.try.label')).fill('payment 42 failed');
  await expect(drawer.getByRole('status')).toHaveText(en('window.try.matches', { matched: 'payment 42 failed' }));
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  await expect((await app.window()).getByRole('table', { name: en('window.page.rules') })).toContainText('Payments');
  expect(folder.config()).toMatchObject({
    rules: [{ id: 'hello' }, { name: 'Payments', match: { regex: 'payment (\\d+) failed' } }],
  });

  folder.append('payment 7 failed\n');
  const entry = (await app.goTo('history')).getByRole('article', { name: 'Payments' });
  await expect(entry).toContainText('Payment 7');
  await expect(entry).toContainText(en('decision.matched'));
});

test('a click on the name of an item opens its form', async ({ start, folder }) => {
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    groups: [{ id: 'night', name: 'Night', recipients: ['me'] }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [{ id: 'r', name: 'Payments', match: { text: 'payment' } }],
  });
  const app = await start();
  const page = await app.goTo('rules');
  const opens = async (table: Locator, name: string, title: string): Promise<void> => {
    await table.getByText(name, { exact: true }).click();
    await page
      .getByRole('dialog', { name: title })
      .getByRole('button', { name: en('window.form.cancel') })
      .click();
  };
  await opens(page.getByRole('table'), 'Payments', en('window.rules.edit', { title: 'Payments' }));
  await app.goTo('files');
  await opens(page.getByRole('table'), folder.path('app.log'), en('window.files.edit'));
  await app.goToDelivery('people');
  await opens(page.getByRole('table', { name: en('window.recipients.title') }), 'Me', en('window.recipients.edit'));
  await opens(page.getByRole('table', { name: en('window.groups.title') }), 'Night', en('window.groups.edit'));
});

test('a saved rule is confirmed beside the form, and its row is highlighted', async ({ start, folder }) => {
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: Array.from({ length: 30 }, (_nothing, at) => ({ id: `r${at}`, name: `Rule ${at}`, match: { text: 'x' } })),
  });
  const app = await start();
  const page = await resize(app, SMALL);
  const drawer = await newRule(app);
  await drawer.getByLabel(en('window.rules.name')).fill('Payments');
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('payment');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: 'Payments' });
  await expect(row).toHaveAttribute('data-saved', 'true');
  await expect(row).toBeInViewport();
  const notice = page.getByRole('alert').filter({ hasText: en('window.notice.saved') });
  await expect(notice).toBeVisible();
  const box = await notice.boundingBox();
  const navigation = await page.getByRole('navigation').boundingBox();
  expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThanOrEqual(navigation?.width ?? 0);
  await app.goTo('files');
  await app.goTo('rules');
  await expect(row).not.toHaveAttribute('data-saved');
});

test('an invalid regular expression is refused beside its field', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newRule(app);
  await drawer.getByText(en('window.rules.kindRegex'), { exact: true }).click();
  const pattern = drawer.getByRole('textbox', { name: en('window.rules.pattern') });
  await pattern.fill('(unclosed');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(pattern).toHaveAccessibleDescription(
    enPattern('settingsProblem.bad-regex', { reason: en('regexFault.unclosed-group') }),
  );
  await expect(drawer).toBeVisible();
  expect(folder.config()).toEqual(before);
});

test('a pattern that matches every line is refused', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newRule(app);
  await drawer.getByText(en('window.rules.kindRegex'), { exact: true }).click();
  const pattern = drawer.getByRole('textbox', { name: en('window.rules.pattern') });
  await pattern.fill('x*');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(pattern).toHaveAccessibleDescription(enPattern('settingsProblem.matches-empty'));
  expect(folder.config()).toEqual(before);
});

test('a deleted rule is inactive, and restored by undo', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.row.deleteOf', { title: 'Hello' }) }).click();
  await expect(rules.getByText(en('window.rules.empty'))).toBeVisible();
  expect(folder.config()).toMatchObject({ rules: [] });
  const state = await app.state();
  await expect(state).toContainText(en('window.state.unconfigured'));
  folder.append('hello world, while deleted\n');
  await expectRead(app, folder.paths.sampleLog);

  await (await app.window()).getByRole('button', { name: en('window.removal.undo') }).click();
  await app.goTo('rules');
  await expect(rules.getByRole('table', { name: en('window.page.rules') })).toContainText('Hello');
  await expect(state).toContainText(en('window.state.watching'));
  folder.append('hello world, again\n');
  const history = await app.goTo('history');
  await expect(history.getByRole('article', { name: 'Hello' })).toContainText('hello world, again');
  await expect(history.getByRole('article')).toHaveCount(1);
});

test('a disabled rule ignores its lines', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  const on = rules.getByRole('switch', { name: en('window.rules.enabledOf', { title: 'Hello' }) });
  await on.press('Space');
  await expect(on).not.toBeChecked();
  await expect.poll(() => folder.config()['rules']).toMatchObject([{ enabled: false }]);
  const state = await app.state();
  await expect(state).toContainText(en('window.state.unconfigured'));
  folder.append('hello world, while off\n');
  await expectRead(app, folder.paths.sampleLog);
  await (
    await app.goTo('rules')
  )
    .getByRole('switch', { name: en('window.rules.enabledOf', { title: 'Hello' }) })
    .press('Space');
  await expect.poll(() => folder.config()['rules']).toMatchObject([{ enabled: true }]);
  await expect(state).toContainText(en('window.state.watching'));
  folder.append('hello world, while on\n');
  const history = await app.goTo('history');
  await expect(history.getByRole('article', { name: 'Hello' })).toContainText('hello world, while on');
});

test('unsaved edits need a confirmation before they are lost', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const drawer = await newRule(app);
  await drawer.getByLabel(en('window.rules.name')).fill('Half done');
  await drawer.getByRole('button', { name: en('window.form.cancel') }).click();
  const question = (await app.window()).getByRole('dialog', { name: en('window.unsaved.title') });
  await question.getByRole('button', { name: en('window.unsaved.stay') }).click();
  await expect(drawer.getByLabel(en('window.rules.name'))).toHaveValue('Half done');
  await drawer.getByRole('button', { name: en('window.form.cancel') }).click();
  await question.getByRole('button', { name: en('window.unsaved.discard') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()).toEqual(before);
});

const LONG = 'A payment server that loses its database connection and tries again until somebody looks at it';
const OUTSIDE = `[...document.querySelectorAll('main button, main input[type=checkbox]')]
  .map((one) => [one.getAttribute('aria-label') ?? one.textContent, one.getBoundingClientRect()])
  .filter(([, { left, right, width }]) => width > 0 && (left < 200 || right > innerWidth))
  .map(([name]) => name)`;

for (const language of LANGUAGES) {
  test(`every control of 30 rules with long names is inside the window: ${language}`, async ({ start, folder }) => {
    folder.configure({
      recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
      files: [{ id: 'app', path: folder.path('app.log') }],
      rules: Array.from({ length: 30 }, (_nothing, number) => ({
        ...{ id: `rule-${number}`, name: `${LONG} ${number}`, match: { regex: `${'E'.repeat(90)}${number}` } },
        ...{ threshold: { count: 6, within: '1m' }, cooldownBy: 'rule', recipients: ['me'], files: ['app'] },
      })),
    });
    const app = await start({ language });
    const { t } = app;
    const page = await app.goTo('rules');
    const row = page.getByRole('row').filter({ hasText: `${LONG} 29` });
    const threshold = t('window.brief.threshold', { count: 6, within: t('window.duration.m', { amount: 1 }) });
    for (const size of [SMALL, { width: 1_000, height: 720 }, { width: 640, height: 600 }]) {
      await resize(app, size);
      expect(await page.evaluate(OUTSIDE), `${size.width}`).toEqual([]);
      await expect(row.getByText('Me', { exact: true }).filter({ visible: true })).toHaveCount(1);
      await expect(row.getByText(threshold).filter({ visible: true })).toHaveCount(1);
      expect(await axeViolations(page)).toEqual([]);
    }
  });
}

test('a rule has a dry run on its row and at the top of its form', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  folder.append('hello world 1\nhello world 2\n');
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.dryRun.titleOf', { title: 'Hello' }) }).click();
  const dryRun = rules.getByRole('dialog', { name: en('window.dryRun.titleOf', { title: 'Hello' }) });
  await dryRun.getByRole('button', { name: en('window.dryRun.start') }).click();
  await expect(dryRun.getByRole('tab', { name: en('window.dryRun.matches', { count: 2 }) })).toBeVisible();
  expect(await axeViolations(rules)).toEqual([]);
  await rules.keyboard.press('Escape');
  await expect(dryRun).toBeHidden();

  await rules.getByRole('button', { name: en('window.row.editOf', { title: 'Hello' }) }).click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.edit', { title: 'Hello' }) });
  await drawer.getByRole('button', { name: en('window.dryRun.title'), exact: true }).click();
  await expect(drawer.getByRole('tab', { name: en('window.dryRun.matches', { count: 2 }) })).toBeInViewport();
});
