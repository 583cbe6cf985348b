import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';
import { openFrom } from '../support/e2e/dialogs';
import { LANGUAGES } from '../support/e2e/languages';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { en, enPattern } from '../support/text/strings';

const DISK = { id: 'disk', name: 'Disk', match: { text: 'disk full' }, cooldown: '10m' };
/** Height of what is cut off from messages, CSS pixels. */
const CUT_HEIGHT = `[...document.querySelectorAll('[role=alert]')]
  .reduce((sum, { scrollHeight, clientHeight }) => sum + scrollHeight - clientHeight, 0)`;
const LOGIN = { id: 'login', name: 'Login', match: { text: 'failed login' } };

function settingsOf(folder: AppFolder, ...rules: object[]): object {
  return {
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: rules.length > 0 ? rules : [DISK, LOGIN],
  };
}

async function startOn(
  start: (options: { language: 'ko' | 'en' }) => Promise<LogbellApp>,
  folder: AppFolder,
  language: 'ko' | 'en' = 'en',
) {
  folder.append('', folder.path('app.log'));
  folder.configure(settingsOf(folder));
  const app = await start({ language });
  await app.follows();
  return app;
}

/** Opens the form of the rule "Disk". */
async function editDisk(app: LogbellApp): Promise<Locator> {
  const page = await app.goTo('rules');
  await page.getByRole('button', { name: app.t('window.row.editOf', { title: 'Disk' }) }).click();
  return page.getByRole('dialog', { name: app.t('window.rules.edit', { title: 'Disk' }) });
}

const conflictIn = (page: Page, { t }: LogbellApp): Locator =>
  page.getByRole('dialog', { name: t('window.conflict.title') });

const copiesIn = (folder: AppFolder): readonly string[] =>
  readdirSync(folder.paths.configDir).filter((name) => name.startsWith('config.json.'));

const readCopy = (folder: AppFolder, name = ''): unknown =>
  JSON.parse(readFileSync(join(folder.paths.configDir, name), 'utf8'));

for (const language of LANGUAGES) {
  test(`a rule edited by hand behind its open form is not overwritten without a question: ${language}`, async ({
    start,
    folder,
  }) => {
    const app = await startOn(start, folder, language);
    const { t } = app;
    const drawer = await editDisk(app);
    const page = await app.window();
    const name = drawer.getByRole('textbox', { name: t('window.rules.name'), exact: true });
    await name.fill('Disk of mine');
    folder.configure(settingsOf(folder, { ...DISK, cooldown: '1h', urgent: true }, LOGIN));
    await expect(drawer.getByText(t('window.conflict.behind.changed'))).toBeVisible();
    const edited = folder.config();

    await drawer.getByRole('button', { name: t('window.form.save') }).click();
    const dialog = conflictIn(page, app);
    await expect(dialog.getByRole('listitem')).toHaveText([t('window.conflict.item.rules', { title: 'Disk of mine' })]);
    const compare = dialog.getByRole('button', { name: t('window.conflict.compare') });
    await expect(compare).toBeFocused();
    await page.keyboard.press('Enter');
    const rows = dialog.getByRole('table').getByRole('row');
    await expect(rows.filter({ hasText: t('window.rules.name') }).last()).toContainText('Disk of mineDisk');
    const cooldown = rows.filter({
      has: page.getByRole('rowheader', { name: t('window.rules.cooldown'), exact: true }),
    });
    await expect(cooldown.getByRole('cell')).toHaveText([
      t('window.duration.m', { amount: 10 }),
      t('window.duration.h', { amount: 1 }),
    ]);
    expect(await axeViolations(page)).toEqual([]);

    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(drawer).toBeVisible();
    await expect(name).toHaveValue('Disk of mine');
    expect(folder.config()).toEqual(edited);

    await drawer.getByRole('button', { name: t('window.form.save') }).click();
    await dialog.getByRole('button', { name: t('window.conflict.mine') }).click();
    await expect(drawer).toBeHidden();
    expect(folder.config()['rules']).toMatchObject([{ name: 'Disk of mine', cooldown: '10m', urgent: false }, LOGIN]);
    const [copy, ...others] = copiesIn(folder);
    expect(others).toEqual([]);
    expect(copy).toMatch(/^config\.json\.\d{8}T\d{9}Z\.bak$/);
    expect(readCopy(folder, copy)).toEqual(edited);
    await expect(page.getByText(copy ?? 'no copy')).toBeVisible();
    await expect.poll(() => page.evaluate<number>(CUT_HEIGHT)).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('the version in the file is used, and mine is kept as a copy', async ({ start, folder }) => {
  const app = await startOn(start, folder);
  const drawer = await editDisk(app);
  const page = await app.window();
  await drawer.getByRole('textbox', { name: en('window.rules.name'), exact: true }).fill('Disk of mine');
  folder.configure(settingsOf(folder, { ...DISK, name: 'Disk by hand' }, LOGIN));
  const edited = folder.config();
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await conflictIn(page, app)
    .getByRole('button', { name: en('window.conflict.theirs') })
    .click();
  await expect(drawer).toBeHidden();
  expect(folder.config()).toEqual(edited);
  const [copy] = copiesIn(folder);
  expect(readCopy(folder, copy)).toMatchObject({ rules: [{ name: 'Disk of mine' }, LOGIN] });
  await expect(page.getByText(copy ?? 'no copy')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Disk by hand' })).toBeVisible();
});

test('a rule deleted by hand behind its open form is kept only if the person decides so', async ({ start, folder }) => {
  const app = await startOn(start, folder);
  const drawer = await editDisk(app);
  const page = await app.window();
  await drawer.getByRole('textbox', { name: en('window.rules.name'), exact: true }).fill('Disk of mine');
  folder.configure(settingsOf(folder, LOGIN));
  await expect(drawer.getByText(en('window.conflict.behind.removed'))).toBeVisible();
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  const dialog = conflictIn(page, app);
  await dialog.getByRole('button', { name: en('window.conflict.compare') }).click();
  await expect(dialog.getByRole('row').last()).toHaveText(
    (['whole', 'present', 'absent'] as const).map((word) => en(`window.conflict.${word}`)).join(''),
  );
  await dialog.getByRole('button', { name: en('window.conflict.mine') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ name: 'Disk of mine' }, LOGIN]);
});

test('an edit of something else by hand, right before a save, is kept without a question', async ({
  start,
  folder,
}) => {
  const app = await startOn(start, folder);
  const drawer = await editDisk(app);
  await drawer.getByRole('textbox', { name: en('window.rules.name'), exact: true }).fill('Disk of mine');
  folder.configure({ ...settingsOf(folder, DISK, { ...LOGIN, cooldown: '1h' }), watch: { grace: '9s' } });
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()).toMatchObject({
    rules: [{ name: 'Disk of mine' }, { id: 'login', cooldown: '1h' }],
    watch: { grace: '9s' },
  });
  expect(copiesIn(folder)).toEqual([]);
  const page = await app.goTo('settings');
  await expect(
    page.getByRole('textbox', { name: en('window.form.amountOf', { label: en('window.settings.grace') }) }),
  ).toHaveValue('9');
});

test('a file that is currently not JSON is not replaced without a question', async ({ start, folder }) => {
  const app = await startOn(start, folder);
  const page = await app.goTo('rules');
  const broken = '{ "rules": [ {';
  folder.configure(broken);
  const disk = page.getByRole('switch', { name: en('window.rules.enabledOf', { title: 'Disk' }) });
  await disk.press('Space');
  const dialog = conflictIn(page, app);
  await expect(dialog.getByRole('status')).toContainText(enPattern('settingsProblem.not-json'));
  await expect(dialog.getByRole('button', { name: en('window.conflict.compare') })).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(disk).toBeChecked();
  expect(readFileSync(folder.paths.configFile, 'utf8')).toBe(broken);
  await expect(await app.state()).toContainText(en('window.state.problem'));

  await disk.press('Space');
  await dialog.getByRole('button', { name: en('window.conflict.mine') }).click();
  await expect(disk).not.toBeChecked();
  await expect(await app.state()).not.toContainText(en('window.state.problem'));
  expect(folder.config()['rules']).toMatchObject([{ id: 'disk', enabled: false }, LOGIN]);
  const [copy] = copiesIn(folder);
  expect(readFileSync(join(folder.paths.configDir, copy ?? ''), 'utf8')).toBe(broken);
});

test('edits of a section stay while config.json changes behind them, and other changes appear', async ({
  start,
  folder,
}) => {
  const app = await startOn(start, folder);
  const page = await app.goToDelivery('limits');
  const policy = page.getByRole('region', { name: en('window.policy.title') });
  await policy.getByRole('button', { name: en('window.form.advanced') }).click();
  const reserve = policy.getByRole('textbox', { name: en('window.budget.reserve') });
  const digestAt = policy.getByRole('textbox', { name: en('window.policy.digestAt') });
  folder.configure({ ...settingsOf(folder), policy: { digestAt: '09:30' } });
  await expect(digestAt).toHaveValue('09:30');

  await reserve.fill('7');
  folder.configure({ ...settingsOf(folder), policy: { digestAt: '10:30' } });
  await expect(policy.getByText(en('window.conflict.behind.changed'))).toBeVisible();
  await expect(reserve).toHaveValue('7');
  await policy.getByRole('button', { name: en('window.form.save') }).click();
  await expect(page.getByText(en('window.notice.saved'))).toBeVisible();
  await expect(digestAt).toHaveValue('10:30');
  await expect(policy.getByText(en('window.conflict.behind.changed'))).toBeHidden();
  expect(folder.config()['policy']).toMatchObject({ digestAt: '10:30', budget: { reserve: 7 } });

  await digestAt.fill('11:30');
  folder.configure({ ...settingsOf(folder), policy: { digestAt: '12:30' } });
  await policy.getByRole('button', { name: en('window.form.save') }).click();
  await conflictIn(page, app)
    .getByRole('button', { name: en('window.conflict.theirs') })
    .click();
  await expect(digestAt).toHaveValue('12:30');
  await expect(policy.getByRole('button', { name: en('window.form.save') })).toBeDisabled();
});

test('an import is shown again if the items it replaces have changed since', async ({ start, folder }) => {
  const app = await startOn(start, folder);
  const page = await app.goTo('settings');
  const file = folder.path('export.json');
  writeFileSync(file, JSON.stringify({ format: 'logbell-export', version: 1, rules: [{ ...DISK, cooldown: '5m' }] }));
  await openFrom(app.electron, file);
  await page.getByRole('button', { name: en('window.transfer.import') }).click();
  const dialog = page.getByRole('dialog', { name: en('window.transfer.preview') });
  const rules = dialog.getByRole('list', { name: en('window.transfer.list.rules') }).getByRole('listitem');
  await expect(rules).toHaveText([`${en('window.transfer.change.replaced')}Disk`]);
  const changed = settingsOf(folder, { ...DISK, cooldown: '1h' }, LOGIN);
  folder.configure(changed);
  await dialog.getByRole('button', { name: en('window.transfer.apply') }).click();
  await expect(dialog.getByText(en('window.transfer.changed'))).toBeVisible();
  expect(folder.config()).toEqual(changed);
  const edited = settingsOf(folder, LOGIN);
  folder.configure(edited);
  await dialog.getByRole('button', { name: en('window.transfer.apply') }).click();
  await expect(rules).toHaveText([`${en('window.transfer.change.added')}Disk`]);
  expect(folder.config()).toEqual(edited);
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: en('window.transfer.apply') }).click();
  await expect(dialog).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([LOGIN, { id: 'disk', cooldown: '5m' }]);
  const [copy] = copiesIn(folder);
  expect(readCopy(folder, copy)).toEqual(edited);
});
