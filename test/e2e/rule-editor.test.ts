import { expect, type Locator } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import type { AppFolder } from '../support/e2e/app-folder';
import type { LogbellApp } from '../support/e2e/logbell-app';

/** Two recipients and a rule whose lines name a user. */
function configured(folder: AppFolder): void {
  folder.append('', folder.path('app.log'));
  folder.configure({
    recipients: [
      { id: 'me', name: 'Me', number: '010-1234-5678' },
      { id: 'lead', name: 'Lead', number: '010-1234-5679' },
    ],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [{ id: 'login', name: 'Login', match: { regex: 'failed login of (?<user>\\S+)' }, cooldown: '10m' }],
  });
}

async function editLogin(app: LogbellApp): Promise<Locator> {
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: 'Edit: Login' }).click();
  return rules.getByRole('dialog', { name: 'Edit rule: Login' });
}

async function open(drawer: Locator, part: 'When to text' | 'Limits'): Promise<void> {
  await drawer.getByRole('button', { name: part }).click();
}

test('every part of a policy is set in the window, and summarized in plain words', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const drawer = await editLogin(app);
  const says = drawer.getByRole('group', { name: 'What this rule does' });
  await expect(says).toContainText('Texts when a line matches “failed login of (?<user>\\S+)”.');
  await open(drawer, 'When to text');
  await drawer.getByRole('switch', { name: 'Only when it happens often' }).check();
  await drawer.getByLabel('Tell cases apart by').fill('user');
  await expect(says).toContainText('Texts when 3 lines with the same user match');
  await drawer.getByRole('radio', { name: 'Its own' }).check();
  const night = drawer.getByRole('group', { name: 'Quiet hours 1' });
  await night.getByLabel('To', { exact: true }).fill('06:30');
  await night.getByRole('checkbox', { name: 'Sunday' }).press('Space');
  await open(drawer, 'Limits');
  await drawer.getByLabel('Texts a day').fill('5');
  await drawer.getByRole('switch', { name: 'Longer while trouble goes on' }).check();
  await drawer.getByRole('switch', { name: 'Text others too if nobody acknowledges' }).check();
  await drawer.getByLabel('Then text').click();
  await (await app.window()).getByRole('option', { name: 'Lead' }).click();
  await expect(says).toContainText('At most 5 texts a day. Not in quiet hours (Mon Tue Wed Thu Fri Sat 23:00–06:30)');
  await expect(says).toContainText('Not acknowledged within 15 min, also to: Lead.');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([
    {
      id: 'login',
      key: 'user',
      threshold: { count: 3, within: '1m' },
      quiet: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '23:00', to: '06:30' }],
      escalate: { after: '15m', to: ['lead'] },
      cooldown: '10m',
      cooldownMax: '1h',
      budget: { textsPerDay: 5 },
    },
  ]);
});

test('an error in a closed section opens it and is shown beside its field', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const before = folder.config();
  const drawer = await editLogin(app);
  await open(drawer, 'When to text');
  await drawer.getByRole('radio', { name: 'Its own' }).check();
  const to = drawer.getByRole('group', { name: 'Quiet hours 1' }).getByLabel('To', { exact: true });
  await to.fill('7 am');
  await open(drawer, 'When to text');
  await expect(to).toBeHidden();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(to).toBeFocused();
  await expect(to).toHaveAccessibleDescription(/two digits each of hours and minutes/);
  expect(folder.config()).toEqual(before);
});

test('a rule can expect lines, with its own message', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const drawer = await editLogin(app);
  await open(drawer, 'When to text');
  await drawer.getByRole('radio', { name: 'When an expected line stays away' }).check();
  await drawer.getByLabel('Expect a line every: amount').fill('26');
  await drawer.getByRole('textbox', { name: 'Message' }).fill('No backup');
  await expect(drawer.getByRole('group', { name: 'Preview' })).toContainText('No backup');
  await drawer.getByLabel('When lines are back').fill('Backup again');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([
    {
      absence: { after: '26h', by: 'rule', message: 'No backup', recovered: 'Backup again' },
      message: '[{{rule}}] {{line}}',
    },
  ]);
});

test('questionable values cause a warning before they are saved', async ({ start, folder }) => {
  const app = await start();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: 'Add rule' }).click();
  const drawer = rules.getByRole('dialog', { name: 'New rule' });
  const name = drawer.getByLabel('Name');
  await name.fill('Hello');
  await expect(name).toHaveAccessibleDescription(/Hello/);
  await name.fill('Hello again');
  await expect(name).toHaveAccessibleDescription('');
  await drawer.getByRole('textbox', { name: 'Look for' }).fill('again');
  await open(drawer, 'Limits');
  await drawer.getByLabel('Cooldown: amount').fill('0');
  await drawer.getByRole('switch', { name: 'Say at its end what was held back' }).check();
  const warnings = drawer.getByRole('note', { name: 'Worth a look' });
  await expect(warnings).toContainText('“Say at its end what was held back”: This has no effect without “Cooldown”.');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ id: 'hello' }, { name: 'Hello again', rollup: true }]);
});

test('each invalid value has one error beside its field, and nothing is saved', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const before = folder.config();
  const drawer = await editLogin(app);
  const save = drawer.getByRole('button', { name: 'Save' });
  await open(drawer, 'When to text');
  await drawer.getByRole('switch', { name: 'Only when it happens often' }).check();
  await drawer.getByLabel('Within: amount').fill('0');
  await drawer.getByLabel('Tell cases apart by').fill('nobody');
  await drawer.getByRole('textbox', { name: 'Message' }).fill('x'.repeat(5_000));
  await save.click();
  await expect(drawer.getByText('This is too long. At most 2,000 characters fit.')).toHaveCount(1);
  await expect(drawer.getByText('Out of range. Enter a value from 1 s to 7 d.')).toHaveCount(1);
  await drawer.getByRole('textbox', { name: 'Message' }).fill('{{line}}');
  await drawer.getByLabel('Within: amount').fill('10');
  await save.click();
  await expect(drawer.getByText('has no group "nobody"')).toHaveCount(1);
  await drawer.getByLabel('Tell cases apart by').fill('user');
  await drawer.getByRole('radio', { name: 'When an expected line stays away' }).check();
  await drawer.getByLabel('Expect a line every: amount').fill('90000');
  await save.click();
  await expect(drawer.getByText('Out of range. Enter a value from 1 s to 30 d.')).toHaveCount(1);
  await drawer.getByRole('textbox', { name: 'Look for' }).fill('x*');
  await drawer.getByLabel('Expect a line every: amount').fill('1');
  await save.click();
  await expect(drawer.getByText(/empty or matches every line/)).toHaveCount(1);
  expect(folder.config()).toEqual(before);
});

test('a rule that matches nearly every line needs one confirmation before it is saved', async ({ start, folder }) => {
  configured(folder);
  folder.append('failed login of kim\n'.repeat(30), folder.path('app.log'));
  const app = await start();
  const before = folder.config();
  const drawer = await editLogin(app);
  const pattern = drawer.getByRole('textbox', { name: 'Look for' });
  await pattern.fill('login');
  const question = (await app.window()).getByRole('dialog', { name: 'This rule matches nearly every line' });
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(question).toContainText('It matches 30 of the last 30 lines of its files. Save it anyway?');
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(question).toBeHidden();
  expect(folder.config()).toEqual(before);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await question.getByRole('button', { name: 'Save anyway' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ id: 'login', match: { regex: 'login' } }]);
  await editLogin(app);
  await drawer.getByLabel('Name', { exact: true }).fill('Logins');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ id: 'login', name: 'Logins' }]);
});

for (const language of LANGUAGES) {
  test(`every field of a rule and of the policy is accessible: ${language}`, async ({ start, folder }) => {
    test.setTimeout(60_000);
    configured(folder);
    const app = await start({ language });
    const { t } = app;
    const page = await app.window();
    for (const theme of ['light', 'dark']) {
      await app.goTo('settings');
      await page.getByText(t(`window.theme.${theme}`), { exact: true }).click();
      await app.goTo('rules');
      await page.getByRole('button', { name: t('window.row.editOf', { title: 'Login' }) }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByLabel(t('window.rules.name'), { exact: true }).fill('');
      for (const part of ['when', 'limits']) {
        await drawer.getByRole('button', { name: t(`window.part.${part}`), exact: true }).click();
      }
      for (const on of ['when.threshold', 'when.wait', 'limits.grow', 'limits.rollup', 'ok.on', 'escalate.on']) {
        await drawer.getByRole('switch', { name: t(`window.${on}`) }).check();
      }
      await drawer.getByRole('radio', { name: t('window.quiet.own') }).check();
      await drawer.getByRole('radio', { name: t('window.when.pair') }).check();
      await drawer.getByRole('button', { name: t('window.form.save') }).click();
      await expect(drawer.getByRole('textbox', { name: t('window.pair.end') })).toBeFocused();
      expect(await axeViolations(page), theme).toEqual([]);
      await page.getByRole('button', { name: t('window.form.cancel') }).click();
      await page.getByRole('button', { name: t('window.unsaved.discard') }).click();
    }
  });
}
