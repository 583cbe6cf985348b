import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { livedIn } from '../support/e2e/lived-in';
import { LOOKS, resize, SMALL, takePicture } from '../support/e2e/pictures';

const QUIET = Array.from({ length: 100 }, (_nothing, number) => `09:30:00 all is well ${number}\n`).join('');

for (const { language, theme } of LOOKS) {
  const named = (state: string): string => `state-${state}-${language}-${theme}`;

  test(`nothing there yet, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    folder.configure({ app: { theme, firstSteps: 'done' }, recipients: [], files: [], rules: [] });
    const app = await start({ language });
    const { t } = app;
    const page = await app.goTo('overview');
    await resize(app, SMALL);
    for (const name of ['overview', 'rules', 'files', 'history'] as const) {
      await app.goTo(name);
      await takePicture(page, named(`empty-${name}`));
    }
    await page
      .getByRole('radiogroup', { name: t('window.incidents.view') })
      .getByText(t('window.incidents.incidents'))
      .click();
    await takePicture(page, named('empty-incidents'));
    await app.goToDelivery('people');
    await takePicture(page, named('empty-recipients'));

    await app.electron.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('app:snapshot');
      ipcMain.handle('app:snapshot', () => new Promise((answer) => setTimeout(answer, 60_000)));
    });
    await page.reload();
    await page.getByRole('status').waitFor({ state: 'attached' });
    await takePicture(page, named('loading'));
    await app.electron.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('app:snapshot');
      ipcMain.handle('app:snapshot', () => Promise.reject(new Error('not now')));
    });
    await page.reload();
    await page.getByRole('alert').waitFor();
    await takePicture(page, named('failed'));
  });

  test(`what comes and goes, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    const log = folder.path('payment.log');
    folder.configure({ ...livedIn(folder), app: { theme, firstSteps: 'done' } });
    writeFileSync(log, 'payment 1 failed\n'.repeat(3_000_000));
    const app = await start({ language });
    const { t } = app;
    await app.follows();
    folder.append(`${QUIET}no space left on device\n${QUIET}`, log);
    const page = await app.goTo('history');
    await resize(app, SMALL);
    await page
      .getByRole('button', { name: t('window.inFile.show') })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await takePicture(page, named('in-file'));
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: t('window.history.search') }).fill('nothing of that kind');
    await page.getByRole('button', { name: t('window.history.clearAll') }).waitFor();
    await takePicture(page, named('nothing-found'));
    await app.goTo('overview');
    await page.getByRole('button', { name: t('window.pause.pause') }).click();
    const hour = page.getByRole('menuitem', { name: t('window.pause.1h') });
    await hour.waitFor();
    await takePicture(page, named('pause'));
    await hour.click();
    await page.getByRole('button', { name: t('window.pause.resume') }).waitFor();
    await takePicture(page, named('paused'));

    await app.goTo('rules');
    await page.getByRole('button', { name: t('window.row.editOf', { title: '결제 오류' }) }).click();
    const dryRun = page.getByRole('region', { name: t('window.dryRun.title') });
    await dryRun.scrollIntoViewIfNeeded();
    await dryRun.getByRole('button', { name: t('window.dryRun.start') }).click();
    await dryRun.getByRole('progressbar').waitFor();
    await takePicture(page, named('dry-run-reading'));
    await dryRun.getByRole('button', { name: t('window.dryRun.cancel') }).click();
    await expect(dryRun.getByRole('status')).toHaveText(t('window.dryRun.cancelled'));
    await takePicture(page, named('dry-run-cancelled'));
    writeFileSync(log, 'payment 1 failed\n'.repeat(400));
    await dryRun.getByRole('button', { name: t('window.dryRun.start') }).click();
    for (const tab of [2, 3]) {
      await dryRun.getByRole('tab').nth(tab).click();
      await dryRun.getByRole('tabpanel').scrollIntoViewIfNeeded();
      await takePicture(page, named(`dry-run-${tab === 2 ? 'held' : 'days'}`));
    }
  });
}
