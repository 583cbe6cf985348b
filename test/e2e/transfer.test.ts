import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { openFrom, saveTo } from '../support/e2e/dialogs';
import { LANGUAGES } from '../support/e2e/languages';
import { en, enPattern } from '../support/text/strings';

const SETTINGS = {
  recipients: [
    { id: 'me', name: 'Me', number: '010-1234-5678' },
    { id: 'lead', name: 'Lead', number: '02-123-4567' },
  ],
  files: [{ id: 'app', path: '/var/log/logbell-test.log' }],
  rules: [
    { id: 'hello', name: 'Hello', match: { text: 'hello world' } },
    { id: 'led', name: 'Led', match: { text: 'fatal' }, recipients: ['lead'] },
  ],
};

test('rules, files and recipients are exported, and numbers only on request', async ({ start, folder }) => {
  folder.configure(SETTINGS);
  const app = await start();
  const page = await app.goTo('settings');
  const file = folder.path('export.json');
  await saveTo(app.electron, file);
  const section = page.getByRole('region', { name: en('window.transfer.title') });
  await section.getByRole('button', { name: en('window.transfer.export') }).click();
  await expect(page.getByText(en('window.transfer.exported', { path: file }))).toBeVisible();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'logbell-export', version: 1, ...SETTINGS });
  await section.getByRole('checkbox', { name: en('window.transfer.withNumbers') }).uncheck();
  await section.getByRole('button', { name: en('window.transfer.export') }).click();
  await expect.poll(() => readFileSync(file, 'utf8')).not.toContain('1234');
  await saveTo(app.electron, folder.path('none/export.json'));
  await section.getByRole('button', { name: en('window.transfer.export') }).click();
  await expect(page.getByText(en('window.transfer.exportFailed'))).toBeVisible();
});

test('an import is shown before it is saved, and a copy is kept', async ({ start, folder }) => {
  folder.configure({ ...SETTINGS, rules: [{ id: 'hello', name: 'Hello', match: { text: 'hello' } }] });
  const app = await start();
  const page = await app.goTo('settings');
  const before = folder.config();
  const file = folder.path('export.json');
  const exported = { format: 'logbell-export', version: 1, ...SETTINGS };
  writeFileSync(file, JSON.stringify({ ...exported, rules: [...SETTINGS.rules, { id: 'odd', later: 1 }] }));
  await openFrom(app.electron, file);
  await page.getByRole('button', { name: en('window.transfer.import') }).click();
  const dialog = page.getByRole('dialog', { name: en('window.transfer.preview') });
  await expect(dialog.getByRole('alert')).toContainText(
    en('window.problem.at', { path: 'rules[2].later', sentence: en('settingsProblem.unknown-field') }),
  );
  const rules = dialog.getByRole('list', { name: en('window.transfer.list.rules') }).getByRole('listitem');
  await expect(rules).toHaveText([
    `${en('window.transfer.change.replaced')}Hello`,
    `${en('window.transfer.change.added')}Led`,
  ]);
  await expect(dialog.getByText(en('window.transfer.same', { count: 2 }))).toBeVisible();
  expect(folder.config()).toEqual(before);
  await dialog.getByRole('button', { name: en('window.transfer.apply') }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(enPattern('window.transfer.imported'))).toBeVisible();
  expect(folder.config()['rules']).toMatchObject(SETTINGS.rules);
  const copies = readdirSync(folder.paths.configDir).filter((name) => name.includes('before-import'));
  expect(copies).toHaveLength(1);
  const rulesPage = await app.goTo('rules');
  await expect(rulesPage.getByRole('row').filter({ hasText: 'Led' })).toBeVisible();
});

test('a file that is no export, or one of a newer Logbell, is refused with the reason', async ({ start, folder }) => {
  const app = await start();
  const page = await app.goTo('settings');
  const file = folder.path('other.json');
  writeFileSync(file, 'no json');
  await openFrom(app.electron, file);
  await page.getByRole('button', { name: en('window.transfer.import') }).click();
  await expect(page.getByText(en('window.transfer.refused.not-an-export'))).toBeVisible();
  writeFileSync(file, JSON.stringify({ format: 'logbell-export', version: 2 }));
  await page.getByRole('button', { name: en('window.transfer.import') }).click();
  await expect(page.getByText(en('window.transfer.refused.newer-version'))).toBeVisible();
});

for (const language of LANGUAGES) {
  test(`the import is accessible: ${language}`, async ({ start, folder }) => {
    const { recipients, ...rest } = SETTINGS;
    const nameless = recipients.map(({ id, name }) => ({ id, name }));
    const file = folder.path('export.json');
    const exported = { format: 'logbell-export', version: 1, ...rest, recipients: nameless, later: 1 };
    writeFileSync(file, JSON.stringify(exported));
    folder.configure({ recipients: recipients.slice(0, 1) });
    const app = await start({ language });
    const page = await app.goTo('settings');
    await openFrom(app.electron, file);
    const open = page.getByRole('button', { name: app.t('window.transfer.import'), exact: true });
    await open.click();
    await expect(page.getByRole('dialog')).toContainText(app.t('window.transfer.note.no-number', { title: 'Lead' }));
    expect.soft(await axeViolationsInBothThemes(page)).toEqual([]);
  });
}
