import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { axeViolations, axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { saveTo } from '../support/e2e/dialogs';
import { LANGUAGES } from '../support/e2e/languages';
import type { AppFolder } from '../support/e2e/app-folder';
import { cutOff, WINDOW_SIZES } from '../support/e2e/layout';
import { resize } from '../support/e2e/pictures';
import { en, enPattern } from '../support/text/strings';

function configure(folder: AppFolder): void {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [
      { id: 'hello', name: 'Hello', match: { text: 'hello' }, cooldown: '1h', cooldownBy: 'rule' },
      { id: 'disk', name: 'Disk', match: { text: 'disk' } },
    ],
  });
}

async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('the history is filtered, and the shown entries are saved as a table', async ({ start, folder }) => {
  configure(folder);
  const app = await start();
  await app.follows();
  folder.append('=hello one\nhello two\ndisk full\n', folder.path('app.log'));
  const page = await app.goTo('history');
  const entries = page.getByRole('article');
  await expect(entries).toHaveCount(3);
  await choose(page, en('window.historyFilter.rule'), 'Hello');
  await expect(entries).toHaveCount(2);
  await choose(page, en('window.historyFilter.outcome'), en('window.historyFilter.outcomeOf.held'));
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('hello two');
  await choose(page, en('window.historyFilter.kind'), en('window.historyFilter.kindOf.test'));
  await expect(page.getByText(en('window.history.nothingFound'))).toBeVisible();
  await expect(page.getByText(en('window.history.nothingFoundText'))).toBeVisible();
  await choose(page, en('window.historyFilter.kind'), en('window.historyFilter.kindOf.match'));
  await choose(page, en('window.historyFilter.outcome'), en('window.historyFilter.outcomeOf.alerted'));
  await expect(entries).toContainText('=hello one');
  const file = folder.path('history.csv');
  await saveTo(app.electron, file);
  await page.getByRole('button', { name: en('window.historyFilter.export') }).click();
  await expect(page.getByText(en('window.transfer.exported', { path: file }))).toBeVisible();
  const table = readFileSync(file, 'utf8');
  const [time, kind, rule] = [en('csv.column.time'), en('csv.column.kind'), en('csv.column.rule')];
  expect(table.startsWith(`\ufeff"${time}","${kind}","${rule}",`)).toBe(true);
  expect(table).toContain(`"'=hello one"`);
  expect(table).not.toMatch(/hello two|disk full|1234-5678/);
  await page.getByRole('searchbox', { name: en('window.history.search') }).fill('nowhere');
  await page.getByRole('button', { name: en('window.history.clearAll') }).click();
  await expect(entries).toHaveCount(3);
});

test('held matches look different from sent ones, and a run of them is one entry that unfolds', async ({
  start,
  folder,
}) => {
  configure(folder);
  const app = await start();
  await app.follows();
  folder.append('hello one\nhello two\nhello three\nhello four\ndisk full\n', folder.path('app.log'));
  const page = await app.goTo('history');
  const entries = page.getByRole('article');
  await expect(entries).toHaveCount(3);
  const [alerted, held] = [en('window.historyFilter.outcomeOf.alerted'), en('window.historyFilter.outcomeOf.held')];
  await expect(entries.nth(0).getByText(alerted, { exact: true })).toBeVisible();
  await expect(entries.nth(1).getByText(held, { exact: true })).toBeVisible();
  await expect(entries.nth(2).getByText(alerted, { exact: true })).toBeVisible();
  await expect(entries.nth(1)).toContainText('hello four');
  const more = page.getByRole('button', {
    name: enPattern('window.heldRun.until', { held: en('window.heldRun.cooldown', { count: 2 }) }),
  });
  for (const size of WINDOW_SIZES) {
    await resize(app, size);
    expect.soft(await cutOff(page), `${size.width}`).toEqual([]);
  }
  await more.click();
  await expect(entries).toHaveCount(5);
  await expect(entries.nth(3)).toContainText('hello two');
  expect(await axeViolations(page)).toEqual([]);
  await more.click();
  await expect(entries).toHaveCount(3);
  await page.getByRole('searchbox', { name: en('window.history.search') }).fill('hello');
  await expect(entries).toHaveCount(4);
  await expect(more).toHaveCount(0);
});

for (const language of LANGUAGES) {
  test(`the filters are accessible: ${language}`, async ({ start, folder }) => {
    configure(folder);
    const app = await start({ language });
    await app.follows();
    folder.append('hello one\nhello two\ndisk full\n', folder.path('app.log'));
    const page = await app.goTo('history');
    await expect(page.locator('pre').filter({ hasText: 'disk full' })).toBeVisible();
    await choose(page, app.t('window.historyFilter.rule'), 'Hello');
    await expect(page.getByRole('article').first()).toContainText('hello two');
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });
}
