import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { en } from '../support/text/strings';

/** Closes the window as its title bar does. */
async function closeWindow(app: LogbellApp): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

test('the window asks before it closes with unsaved edits', async ({ start, folder }) => {
  const app = await start();
  const page = await app.goTo('rules');
  const before = folder.config();
  await page.getByRole('button', { name: en('window.row.editOf', { title: 'Hello' }) }).click();
  await page.getByRole('dialog').getByLabel(en('window.rules.name')).click();
  await page.keyboard.type(' there');
  await closeWindow(app);
  const question = page.getByRole('dialog', { name: en('window.unsaved.title') });
  await question.getByRole('button', { name: en('window.unsaved.stay') }).click();
  await expect(page.getByRole('dialog').getByLabel(en('window.rules.name'))).toHaveValue('Hello there');
  await closeWindow(app);
  const closed = page.waitForEvent('close');
  // The page may be gone before the click resolves.
  await question
    .getByRole('button', { name: en('window.unsaved.discard') })
    .click()
    .catch(() => undefined);
  await closed;
  expect(app.isRunning()).toBe(true);
  expect(folder.config()).toEqual(before);
});

test('the window closes at once when nothing is unsaved', async ({ start }) => {
  const app = await start();
  const page = await app.goTo('rules');
  await page.getByRole('button', { name: en('window.row.editOf', { title: 'Hello' }) }).click();
  const closed = page.waitForEvent('close');
  await closeWindow(app);
  await closed;
  expect(app.isRunning()).toBe(true);
});

test('deleted rules, files and recipients can be restored', async ({ start, folder }) => {
  folder.configure({
    recipients: [
      { id: 'me', name: 'Me', number: '010-1234-5678' },
      { id: 'lead', name: 'Lead', number: '02-123-4567' },
    ],
    files: [
      { id: 'app', path: folder.path('app.log') },
      { id: 'web', path: folder.path('web.log') },
    ],
    rules: [
      { id: 'hello', name: 'Hello', match: { text: 'hello' }, files: ['app', 'web'], recipients: ['me', 'lead'] },
    ],
  });
  const app = await start();
  const lists = ['recipients', 'files', 'rules'] as const;
  const page = await app.goToDelivery('people');
  await page.getByRole('button', { name: en('window.row.deleteOf', { title: 'Me' }) }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: 'Me' })
    .getByRole('button', { name: en('window.removal.undo') })
    .click();
  await expect(page.getByRole('row').filter({ hasText: '010-1234-5678' })).toBeVisible();
  await app.goTo('files');
  await page.getByRole('button', { name: en('window.row.deleteOf', { title: folder.path('app.log') }) }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: 'app.log' })
    .getByRole('button', { name: en('window.removal.undo') })
    .click();
  await expect(page.getByRole('row').filter({ hasText: 'app.log' })).toBeVisible();
  await app.goTo('rules');
  await page.getByRole('button', { name: en('window.row.deleteOf', { title: 'Hello' }) }).click();
  await expect(page.getByRole('button', { name: en('window.row.deleteOf', { title: 'Hello' }) })).toBeHidden();
  await page
    .getByRole('alert')
    .filter({ hasText: 'Hello' })
    .getByRole('button', { name: en('window.removal.undo') })
    .click();
  await expect(page.getByRole('button', { name: en('window.row.deleteOf', { title: 'Hello' }) })).toBeVisible();
  const ids = lists.map((list) => (folder.config()[list] as { readonly id: string }[]).map(({ id }) => id));
  expect(ids).toEqual([['me', 'lead'], ['app', 'web'], ['hello']]);
  const rules = folder.config()['rules'] as { readonly files: string[]; readonly recipients: string[] }[];
  expect([...(rules[0]?.files ?? [])].sort()).toEqual(['app', 'web']);
  expect([...(rules[0]?.recipients ?? [])].sort()).toEqual(['lead', 'me']);
});
