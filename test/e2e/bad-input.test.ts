import { writeFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';
import { openFrom } from '../support/e2e/dialogs';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { en, enPattern } from '../support/text/strings';

function configure(folder: AppFolder): void {
  folder.append('', folder.path('app.log'));
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [
      { id: 'login', name: 'Login', match: { regex: 'failed login of (?<user>\\S+)' }, cooldown: '10m' },
      { id: 'disk', name: 'Disk', match: { text: 'disk' } },
    ],
  });
}

async function editLogin(app: LogbellApp): Promise<Locator> {
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.row.editOf', { title: 'Login' }) }).click();
  return rules.getByRole('dialog', { name: en('window.rules.edit', { title: 'Login' }) });
}

async function save(drawer: Locator): Promise<void> {
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
}

async function expectRefused(field: Locator, why: RegExp): Promise<void> {
  await expect(field).toHaveAccessibleDescription(why);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
}

test('errors of a rule are shown beside their fields, and nothing is lost', async ({ start, folder }) => {
  configure(folder);
  const app = await start();
  const page = await app.window();
  const drawer = await editLogin(app);
  const before = folder.config()['rules'];
  await drawer.getByRole('button', { name: en('window.part.when') }).click();
  await drawer.getByRole('switch', { name: en('window.when.threshold') }).check();
  const within = drawer.getByRole('textbox', { name: en('window.form.amountOf', { label: en('window.when.within') }) });
  await within.fill('0');
  await save(drawer);
  await expectRefused(
    within,
    enPattern('settingsProblem.out-of-range', {
      minimum: en('window.duration.s', { amount: 1 }),
      maximum: en('window.duration.d', { amount: 7 }),
    }),
  );
  await expect(within).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await within.fill('3650');
  await drawer.getByRole('combobox', { name: en('window.form.unitOf', { label: en('window.when.within') }) }).click();
  await page.getByRole('option', { name: en('window.unit.d') }).click();
  await save(drawer);
  await expectRefused(
    within,
    enPattern('settingsProblem.out-of-range', {
      minimum: en('window.duration.s', { amount: 1 }),
      maximum: en('window.duration.d', { amount: 7 }),
    }),
  );
  await within.fill('7');
  const key = drawer.getByRole('combobox', { name: en('window.when.key') });
  await key.fill('server');
  await save(drawer);
  await expectRefused(key, enPattern('settingsProblem.unknown-group', { group: 'server' }));
  await key.fill('user');
  const message = drawer.getByRole('textbox', { name: en('window.message.label') });
  await message.fill('가'.repeat(5_000));
  await save(drawer);
  await expectRefused(message, enPattern('settingsProblem.too-long', { maximum: '2,000' }));
  await expect(message).toHaveValue('가'.repeat(5_000));
  expect(folder.config()['rules']).toEqual(before);
  await message.fill('[{{rule}}] {{line}}');
  await save(drawer);
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([{ key: 'user', threshold: { count: 3, within: '7d' } }, {}]);
});

test('characters that control, reorder or hide text are named in their place, even in names from a file', async ({
  start,
  folder,
}) => {
  const hostile = 'disk \u202eevil\u202c \u001b[31m<b onclick=alert(1)>&amp;\u200b';
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'disk', name: 'Disk \u202ekcab', match: { text: 'disk' } }],
  });
  const app = await start();
  await app.follows();
  folder.append(`${hostile}\n`, log);
  const page = await app.goTo('history');
  const entry = page.getByRole('article');
  await expect(entry).toContainText('disk ⟨U+202E⟩evil⟨U+202C⟩ ⟨ESC⟩[31m<b onclick=alert(1)>&amp;⟨U+200B⟩');
  const raw = 'document.body.innerText.match(/[\\u202a-\\u202e\\u2066-\\u2069\\u001b\\u200b]/g)?.length ?? 0';
  expect(await page.evaluate<number>(raw)).toBe(0);
  const file = folder.path('import.json');
  const rules = [{ id: 'new', name: 'New \u202eeman', match: { text: 'x\u202ey' } }];
  writeFileSync(file, JSON.stringify({ format: 'logbell-export', version: 1, rules }));
  await openFrom(app.electron, file);
  await app.goTo('settings');
  await page.getByRole('button', { name: app.t('window.transfer.import'), exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('New ⟨U+202E⟩eman');
  expect(await page.evaluate<number>(raw)).toBe(0);
  await page.getByRole('button', { name: app.t('window.transfer.apply') }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect((await app.goTo('rules')).getByRole('table')).toContainText('x⟨U+202E⟩y');
  expect(await page.evaluate<number>(raw)).toBe(0);
  await app.goTo('overview');
  await expect(entry).toContainText('⟨ESC⟩');
  expect(await page.evaluate<number>(raw)).toBe(0);
});
