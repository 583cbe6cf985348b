import { expect } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { cutOff, WINDOW_SIZES } from '../support/e2e/layout';
import { writeHistory } from '../support/e2e/long-history';
import { resize } from '../support/e2e/pictures';

for (const language of LANGUAGES) {
  test(`the overview says what happened without scrolling: ${language}`, async ({ start, folder }) => {
    writeHistory(folder, 1_700);
    folder.append('', folder.path('app.log'));
    folder.configure({
      app: { firstSteps: 'done' },
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'app', path: folder.path('app.log') }],
      rules: [{ id: 'disk', name: 'Disk', match: { text: 'disk' } }],
    });
    const app = await start({ language });
    const { t } = app;
    await app.follows();
    const page = await app.goTo('overview');
    const recent = page.getByRole('region', { name: t('window.overview.recent') }).getByRole('article');
    for (const size of WINDOW_SIZES) {
      await resize(app, size);
      expect.soft(await cutOff(page), `${size.width}`).toEqual([]);
      await expect.soft(recent.first().getByText('결제 오류')).toBeInViewport();
    }
    await expect(recent.first()).toContainText(t('window.heldRun.cooldown', { count: 8 }));
    const texts = page.getByRole('group', { name: t('window.overview.textsToday') });
    await expect(texts).toContainText(t('window.overview.nonePending'));
    const budget = page.getByRole('group', { name: t('window.overview.budgetLeft') });
    await expect(budget).toContainText(
      t('window.overview.ofDay', { most: t('window.overview.count', { number: 100 }) }),
    );
    expect(await axeViolations(page)).toEqual([]);
    folder.append(`disk ${'a'.repeat(190)}\n`.repeat(2), folder.path('app.log'));
    await expect(page.getByText(t('window.incidents.notAcknowledged', { count: 1 }))).toBeVisible();
    for (const size of WINDOW_SIZES) {
      await resize(app, size);
      expect.soft(await cutOff(page), `${size.width}`).toEqual([]);
    }
    await page.getByRole('button', { name: t('window.incidents.acknowledgeOf', { id: 1 }) }).click();
    await expect(page.getByText(t('window.incidents.acknowledged', { count: 1 }))).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}
