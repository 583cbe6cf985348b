import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { saveTo } from '../support/e2e/dialogs';
import { LANGUAGES } from '../support/e2e/languages';
import { en } from '../support/text/strings';

test('a diagnosis is shown before it is saved, and contains no secrets', async ({ start, folder }) => {
  folder.configure({
    recipients: [{ id: 'me', name: 'Somebody', number: '010-1234-5678' }],
    files: [{ id: 'sample', path: folder.paths.sampleLog }],
    rules: [{ id: 'hello', name: 'Hello', match: { text: 'hello world' }, message: 'Dear customer' }],
  });
  const app = await start();
  const page = await app.goTo('help');
  await page.getByRole('button', { name: en('window.diagnostics.show') }).click();
  const dialog = page.getByRole('dialog', { name: en('window.diagnostics.content') });
  const shown = await dialog.locator('pre').innerText();
  expect(shown).toContain('"format": "logbell-diagnostics"');
  expect(shown).toContain('ledger.db');
  expect(shown).not.toMatch(/\b1234-|-5678\b|12345678|Somebody|Dear|ello/);
  const file = folder.path('diagnosis.json');
  await saveTo(app.electron, file);
  await dialog.getByRole('button', { name: en('window.diagnostics.save') }).click();
  await expect(page.getByText(en('window.diagnostics.saved', { path: file }))).toBeVisible();
  expect(readFileSync(file, 'utf8').trim()).toBe(shown.trim());
});

test('the licenses of all shipped packages are listed', async ({ start }) => {
  const app = await start();
  const page = await app.goTo('help');
  await page.getByRole('button', { name: en('window.licences.show') }).click();
  const list = page.getByRole('table', { name: en('window.licences.title') });
  await expect(list.getByRole('row').filter({ hasText: 'axios' })).toContainText('MIT');
  expect(await list.getByRole('row').count()).toBeGreaterThan(50);
});

for (const language of LANGUAGES) {
  test(`diagnosis and licenses are accessible: ${language}`, async ({ start, folder }) => {
    folder.configure({});
    const app = await start({ language });
    const page = await app.goTo('help');
    await page.getByRole('button', { name: app.t('window.licences.show') }).click();
    expect.soft(await axeViolationsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: app.t('window.diagnostics.show') }).click();
    await expect(page.getByRole('dialog')).toContainText('logbell-diagnostics');
    expect.soft(await axeViolationsInBothThemes(page)).toEqual([]);
  });
}

test('a folder or page that the desktop cannot open can be opened by hand', async ({ start, folder }) => {
  const app = await start();
  await app.electron.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('There is no file manager.');
    shell.openExternal = () => Promise.reject(new Error('There is no browser.'));
  });
  const page = await app.goTo('help');
  await page.getByRole('button', { name: en('window.help.openFolderOf', { name: en('window.help.dataDir') }) }).click();
  await expect(page.getByText(en('window.notice.notOpened', { place: folder.paths.dataDir }))).toBeVisible();
  await page.getByRole('button', { name: en('window.link.sens-guide') }).click();
  await expect(
    page.getByText(en('window.notice.notOpened', { place: 'https://guide.ncloud-docs.com/docs/sens-overview' })),
  ).toBeVisible();
});
