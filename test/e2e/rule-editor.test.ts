import { expect, type Locator } from '@playwright/test';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import type { AppFolder } from '../support/e2e/app-folder';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { resize, SMALL } from '../support/e2e/pictures';
import { en, enPattern, type StringKey } from '../support/text/strings';

const LOGIN = 'failed login of (?<user>\\S+)';

/** Two recipients and a rule whose lines name a user. */
function configured(folder: AppFolder): void {
  folder.append('', folder.path('app.log'));
  folder.configure({
    recipients: [
      { id: 'me', name: 'Me', number: '010-1234-5678' },
      { id: 'lead', name: 'Lead', number: '010-1234-5679' },
    ],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [{ id: 'login', name: 'Login', match: { regex: LOGIN }, cooldown: '10m' }],
  });
}

async function editLogin(app: LogbellApp): Promise<Locator> {
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.row.editOf', { title: 'Login' }) }).click();
  return rules.getByRole('dialog', { name: en('window.rules.edit', { title: 'Login' }) });
}

/** Label of a field as warnings quote it. */
function quoted(label: StringKey): string {
  return en('window.warning.quoted', { label: en(label) });
}

async function open(drawer: Locator, part: 'when' | 'limits'): Promise<void> {
  await drawer.getByRole('button', { name: en(`window.part.${part}`) }).click();
}

test('every part of a policy is set in the window, and summarized in plain words', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const drawer = await editLogin(app);
  const says = drawer.getByRole('group', { name: en('window.says.title') });
  await expect(says).toContainText(en('window.says.lines', { pattern: LOGIN }));
  await open(drawer, 'when');
  await drawer.getByRole('switch', { name: en('window.when.threshold') }).check();
  await drawer.getByLabel(en('window.when.key')).fill('user');
  await expect(says).toContainText(
    en('window.says.thresholdOfKey', {
      ...{ count: 3, key: 'user', pattern: LOGIN },
      within: en('window.duration.m', { amount: 1 }),
    }),
  );
  await expect(drawer.getByText(en('window.when.orMore'), { exact: true })).toBeVisible();
  await drawer.getByRole('switch', { name: en('window.limits.grow') }).check();
  await open(drawer, 'limits');
  await drawer.getByRole('radio', { name: en('window.quiet.own') }).check();
  const night = drawer.getByRole('group', { name: en('window.quiet.span', { number: 1 }) });
  await night.getByLabel(en('window.quiet.to'), { exact: true }).fill('06:30');
  await night.getByRole('checkbox', { name: 'Sunday' }).press('Space');
  await drawer.getByLabel(en('window.budget.textsPerDay')).fill('5');
  await drawer.getByRole('switch', { name: en('window.escalate.on') }).check();
  await drawer.getByLabel(en('window.escalate.to')).click();
  await (await app.window()).getByRole('option', { name: 'Lead' }).click();
  await expect(says).toContainText(
    `${en('window.says.textsPerDay', { count: 5 })} ${en('window.says.quiet', { spans: 'Mon Tue Wed Thu Fri Sat 23:00–06:30' })}`,
  );
  await expect(says).toContainText(
    en('window.says.escalate', { after: en('window.duration.m', { amount: 15 }), names: 'Lead' }),
  );
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
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

test('a closed section shows its values, and the summary stays in view', async ({ start, folder }) => {
  configured(folder);
  folder.configure({
    ...folder.config(),
    rules: [
      {
        ...{ id: 'login', name: 'Login', match: { regex: LOGIN }, cooldown: '10m', cooldownBy: 'rule' },
        threshold: { count: 6, within: '1m' },
      },
    ],
  });
  const app = await start();
  await resize(app, SMALL);
  const drawer = await editLogin(app);
  const [within, cooldown] = [1, 10].map((amount) => en('window.duration.m', { amount }));
  const when = drawer.getByRole('button', { name: en('window.part.when') });
  const values = `${en('window.brief.threshold', { count: 6, within: within ?? '' })} · ${en('window.brief.cooldown.rule', { cooldown: cooldown ?? '' })}`;
  await expect(when).toHaveAccessibleDescription(values);
  const says = drawer.getByRole('group', { name: en('window.says.title') });
  await drawer.getByRole('combobox', { name: en('window.dryRun.range') }).scrollIntoViewIfNeeded();
  await expect(says).toBeInViewport({ ratio: 1 });
  await open(drawer, 'when');
  await expect(when).toHaveAccessibleDescription('');
  await drawer.getByLabel(en('window.when.count'), { exact: true }).fill('7');
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.rules.cooldown') })).fill('20');
  await open(drawer, 'when');
  await expect(when).toHaveAccessibleDescription(
    values.replace('6', '7').replace(cooldown ?? '', en('window.duration.m', { amount: 20 })),
  );
});

test('an error in a closed section opens it and is shown beside its field', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const before = folder.config();
  const drawer = await editLogin(app);
  await open(drawer, 'limits');
  await drawer.getByRole('radio', { name: en('window.quiet.own') }).check();
  const to = drawer
    .getByRole('group', { name: en('window.quiet.span', { number: 1 }) })
    .getByLabel(en('window.quiet.to'), { exact: true });
  await to.fill('7 am');
  await open(drawer, 'limits');
  await expect(to).toBeHidden();
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(to).toBeFocused();
  await expect(to).toHaveAccessibleDescription(enPattern('settingsProblem.bad-time'));
  expect(folder.config()).toEqual(before);
});

test('a rule can expect lines, with its own message', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const drawer = await editLogin(app);
  await open(drawer, 'when');
  await drawer.getByRole('radio', { name: en('window.when.absence') }).check();
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.absence.after') })).fill('26');
  await drawer.getByRole('textbox', { name: en('window.message.label'), exact: true }).fill('No backup');
  await expect(drawer.getByRole('group', { name: en('window.message.preview') })).toContainText('No backup');
  await drawer.getByLabel(en('window.absence.recovered')).fill('Backup again');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
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
  await rules.getByRole('button', { name: en('window.rules.add') }).click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.new') });
  const name = drawer.getByLabel(en('window.rules.name'));
  await name.fill('Hello');
  await expect(name).toHaveAccessibleDescription(/Hello/);
  await name.fill('Hello again');
  await expect(name).toHaveAccessibleDescription('');
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('again');
  await open(drawer, 'when');
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.rules.cooldown') })).fill('0');
  await drawer.getByRole('switch', { name: en('window.limits.rollup') }).check();
  const warnings = drawer.getByRole('note', { name: en('window.warning.title') });
  await expect(warnings).toContainText(
    en('window.problem.at', {
      path: quoted('window.limits.rollup'),
      sentence: en('settingsProblem.effect-needs', { field: quoted('window.rules.cooldown') }),
    }),
  );
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ id: 'hello' }, { name: 'Hello again', rollup: true }]);
});

test('a new rule has no warning before a pattern is entered, and its example stays an example', async ({ start }) => {
  const app = await start();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.rules.add') }).click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.new') });
  const says = drawer.getByRole('group', { name: en('window.says.title') });
  await expect(says).toContainText(en('window.says.noPattern'));
  await expect(drawer.getByRole('note', { name: en('window.warning.title') })).toHaveCount(0);
  const pattern = drawer.getByRole('textbox', { name: en('window.rules.pattern') });
  await expect(pattern).toHaveAttribute('placeholder', en('window.form.example', { example: 'hello world' }));
  const color = async (): Promise<string> => {
    await pattern.focus();
    return rules.evaluate<string>(`getComputedStyle(document.activeElement, '::placeholder').color`);
  };
  const before = await color();
  expect(before).toContain('rgb');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(pattern).toHaveAttribute('aria-invalid', 'true');
  expect(await color()).toBe(before);
});

test('the preview shows the newest match of the chosen file, and the number of matches', async ({ start, folder }) => {
  configured(folder);
  folder.append('failed login of kim\nfailed login of lee\nsomething else\n', folder.path('app.log'));
  const app = await start();
  await app.follows();
  const drawer = await editLogin(app);
  const preview = drawer.getByRole('group', { name: en('window.message.preview') });
  await expect(preview).toContainText('[Login] failed login of lee');
  await drawer.getByRole('textbox', { name: en('window.message.label') }).fill('{{count}}× {{match}} {{file}}');
  await open(drawer, 'when');
  await drawer.getByRole('switch', { name: en('window.when.threshold') }).check();
  await drawer.getByLabel(en('window.when.count'), { exact: true }).fill('6');
  await expect(preview).toContainText(`6× failed login of lee ${folder.path('app.log')}`);
  await drawer.getByLabel(en('window.try.label')).fill('failed login of park');
  await expect(preview).toContainText('6× failed login of park');
});

test('without a chosen file, the preview has a match of any of them', async ({ start, folder }) => {
  folder.append('started\n', folder.path('web.log'));
  folder.append('ERROR disk full\n', folder.path('app.log'));
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: ['web', 'app'].map((id) => ({ id, path: folder.path(`${id}.log`) })),
    rules: [{ id: 'login', name: 'Login', match: { text: 'ERROR' } }],
  });
  const app = await start();
  await app.follows(2);
  const drawer = await editLogin(app);
  await expect(drawer.getByRole('group', { name: en('window.message.preview') })).toContainText('ERROR disk full');
  const file = drawer.getByRole('combobox', { name: en('window.dryRun.lastLinesFile') });
  await expect(file).toHaveValue(folder.path('app.log'));
});

test('escalating to somebody who is alerted anyway causes a warning at that field', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const drawer = await editLogin(app);
  await drawer.getByRole('switch', { name: en('window.escalate.on') }).check();
  const to = drawer.getByLabel(en('window.escalate.to'), { exact: true });
  await expect(to).toHaveAccessibleDescription(en('window.escalate.toHelp'));
  await to.click();
  await (await app.window()).getByRole('option', { name: 'Lead' }).click();
  const warning = en('settingsProblem.escalates-to-recipient', { name: 'Lead' });
  await expect(to).toHaveAccessibleDescription(warning);
  await expect(drawer.getByText(warning)).toHaveCount(1);
  const takeOut = drawer.getByRole('button', { name: en('window.escalate.takeOut') });
  await takeOut.click();
  await expect(to).toHaveAccessibleDescription(en('window.escalate.toHelp'));
  await expect(takeOut).toBeHidden();
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ recipients: ['me'], escalate: { to: ['lead'] } }]);
});

test('a log file and a person to escalate to are added from the form, which keeps its edits', async ({
  start,
  folder,
}) => {
  configured(folder);
  folder.append('', folder.path('other.log'));
  const app = await start();
  const page = await app.window();
  const drawer = await editLogin(app);
  await drawer.getByLabel(en('window.rules.name'), { exact: true }).fill('Logins');
  await drawer.getByRole('radio', { name: en('window.rules.chosenFiles') }).check();
  await drawer.getByRole('button', { name: en('window.files.add') }).click();
  const file = page.getByRole('dialog', { name: en('window.files.new') });
  await file.getByRole('textbox', { name: en('window.files.path') }).fill(folder.path('other.log'));
  await file.getByRole('button', { name: en('window.form.save') }).click();
  await expect(file).toBeHidden();
  await drawer.getByRole('switch', { name: en('window.escalate.on') }).check();
  await drawer.getByRole('button', { name: en('window.escalate.add') }).click();
  const person = page.getByRole('dialog', { name: en('window.recipients.new') });
  await page.keyboard.press('Escape');
  await expect(person).toBeHidden();
  await expect(drawer).toBeVisible();
  await drawer.getByRole('button', { name: en('window.escalate.add') }).click();
  await person.getByLabel(en('window.recipients.name'), { exact: true }).fill('Night');
  await person.getByLabel(en('window.recipients.number')).fill('010-1234-5680');
  await person.getByRole('button', { name: en('window.form.save') }).click();
  await expect(person).toBeHidden();
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()).toMatchObject({
    files: [{ id: 'app' }, { id: 'other-log', path: folder.path('other.log') }],
    recipients: [{ id: 'me' }, { id: 'lead' }, { name: 'Night' }],
    rules: [{ name: 'Logins', files: ['other-log'], escalate: { to: ['night'] } }],
  });
  const row = page.getByRole('row').filter({ hasText: 'Logins' });
  await expect(row).toContainText(
    en('window.brief.escalate', { after: en('window.duration.m', { amount: 15 }), names: 'Night' }),
  );
});

test('each invalid value has one error beside its field, and nothing is saved', async ({ start, folder }) => {
  configured(folder);
  const app = await start();
  const before = folder.config();
  const drawer = await editLogin(app);
  const save = drawer.getByRole('button', { name: en('window.form.save') });
  await open(drawer, 'when');
  await drawer.getByRole('switch', { name: en('window.when.threshold') }).check();
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.when.within') })).fill('0');
  await drawer.getByLabel(en('window.when.key')).fill('nobody');
  await drawer.getByRole('textbox', { name: en('window.message.label') }).fill('x'.repeat(5_000));
  await save.click();
  await expect(drawer.getByText(en('settingsProblem.too-long', { maximum: '2,000' }))).toHaveCount(1);
  await expect(
    drawer.getByText(
      en('settingsProblem.out-of-range', {
        minimum: en('window.duration.s', { amount: 1 }),
        maximum: en('window.duration.d', { amount: 7 }),
      }),
    ),
  ).toHaveCount(1);
  await drawer.getByRole('textbox', { name: en('window.message.label') }).fill('{{line}}');
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.when.within') })).fill('10');
  await save.click();
  await expect(drawer.getByText(en('settingsProblem.unknown-group', { group: 'nobody' }))).toHaveCount(1);
  await drawer.getByLabel(en('window.when.key')).fill('user');
  await drawer.getByRole('radio', { name: en('window.when.absence') }).check();
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.absence.after') })).fill('90000');
  await save.click();
  await expect(
    drawer.getByText(
      en('settingsProblem.out-of-range', {
        minimum: en('window.duration.s', { amount: 1 }),
        maximum: en('window.duration.d', { amount: 30 }),
      }),
    ),
  ).toHaveCount(1);
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('x*');
  await drawer.getByLabel(en('window.form.amountOf', { label: en('window.absence.after') })).fill('1');
  await save.click();
  await expect(drawer.getByText(en('settingsProblem.matches-empty'))).toHaveCount(1);
  expect(folder.config()).toEqual(before);
});

test('a rule that matches nearly every line needs one confirmation before it is saved', async ({ start, folder }) => {
  configured(folder);
  folder.append('failed login of kim\n'.repeat(30), folder.path('app.log'));
  const app = await start();
  const before = folder.config();
  const drawer = await editLogin(app);
  const pattern = drawer.getByRole('textbox', { name: en('window.rules.pattern') });
  await pattern.fill('login');
  const question = (await app.window()).getByRole('dialog', { name: en('window.matchShare.title') });
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(question).toContainText(en('window.matchShare.text', { count: 30, lines: 30 }));
  await question.getByRole('button', { name: en('window.matchShare.stay') }).click();
  await expect(question).toBeHidden();
  expect(folder.config()).toEqual(before);
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await question.getByRole('button', { name: en('window.matchShare.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ id: 'login', match: { regex: 'login' } }]);
  await editLogin(app);
  await drawer.getByLabel(en('window.rules.name'), { exact: true }).fill('Logins');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ id: 'login', name: 'Logins' }]);
});

for (const language of LANGUAGES) {
  test(`every field of a rule and of the policy is accessible: ${language}`, async ({ start, folder }) => {
    configured(folder);
    const app = await start({ language });
    const { t } = app;
    const page = await app.window();
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
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });
}
