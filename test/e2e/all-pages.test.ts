import { expect } from '@playwright/test';
import type { PageName } from '../../src/shared/contract/ipc/pushes';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { cutOff, WINDOW_SIZES } from '../support/e2e/layout';
import { livedIn } from '../support/e2e/lived-in';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { resize } from '../support/e2e/pictures';

const PAGES: readonly PageName[] = ['overview', 'rules', 'files', 'delivery', 'history', 'settings', 'help'];

async function look(app: LogbellApp, name: string): Promise<void> {
  expect.soft(await axeViolationsInBothThemes(await app.window()), name).toEqual([]);
}

async function lookAtDrawers(app: LogbellApp): Promise<void> {
  const { t } = app;
  const page = await app.goTo('rules');
  await page.getByRole('button', { name: t('window.row.editOf', { title: '결제 오류' }) }).click();
  await page.getByRole('dialog').getByLabel(t('window.try.label')).fill('payment 42 failed');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('payment 42');
  await look(app, 'rule');
  await page.getByRole('button', { name: t('window.form.cancel') }).click();
  await app.goTo('files');
  await page.getByRole('button', { name: t('window.files.add') }).click();
  await page.getByRole('combobox', { name: t('window.files.grouping') }).click();
  await page.getByRole('option', { name: t('window.grouping.custom') }).click();
  await page.getByRole('dialog').getByLabel(t('window.files.firstLine')).fill('^\\d{4}-');
  await page.getByRole('dialog').getByLabel(t('window.try.label')).fill('2026-01-31 09:30:00 ERROR');
  await expect(page.getByRole('dialog').getByRole('status').last()).toHaveText(t('window.firstLine.first'));
  await page.getByRole('button', { name: t('window.form.save') }).click();
  await look(app, 'file');
  await page.getByRole('button', { name: t('window.form.cancel') }).click();
  await expect(page.getByRole('dialog', { name: t('window.unsaved.title') })).toBeVisible();
  await look(app, 'unsaved');
  await page.getByRole('button', { name: t('window.unsaved.discard') }).click();
  await app.goToDelivery('people');
  await page.getByRole('button', { name: t('window.recipients.add') }).click();
  await look(app, 'recipient');
  await page.getByRole('button', { name: t('window.form.cancel') }).click();
}

for (const language of LANGUAGES) {
  test(`every page is accessible: ${language}`, async ({ start, folder }) => {
    folder.configure(livedIn(folder));
    const app = await start({ language });
    await app.follows();
    folder.append('payment 42 failed\npayment 43 failed\nno space left on device\n', folder.path('payment.log'));
    const delivered = (await app.goTo('history')).getByText(app.t('window.text.delivered'), { exact: true });
    await expect(delivered).toHaveCount(3);
    for (const page of PAGES) {
      await app.goTo(page);
      await look(app, page);
    }
    await lookAtDrawers(app);
  });
}

for (const language of LANGUAGES) {
  test(`no control of a page is outside the window: ${language}`, async ({ start, folder }) => {
    folder.configure(livedIn(folder));
    const app = await start({ language });
    await app.follows();
    folder.append(`payment ${'a'.repeat(190)} failed\n`, folder.path('payment.log'));
    await expect((await app.goTo('history')).getByRole('article').first()).toBeVisible();
    for (const size of WINDOW_SIZES) {
      await resize(app, size);
      for (const page of PAGES) {
        expect.soft(await cutOff(await app.goTo(page)), `${page} at ${size.width}`).toEqual([]);
      }
      for (const tab of ['connection', 'people', 'limits'] as const) {
        expect.soft(await cutOff(await app.goToDelivery(tab)), `${tab} at ${size.width}`).toEqual([]);
      }
    }
  });
}
