import { expect } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { resize, SMALL } from '../support/e2e/pictures';
import { en, enPattern } from '../support/text/strings';

const RECIPIENTS = [{ id: 'me', name: 'Me', number: '010-1234-5678' }];

test('unsaved edits stay while another tab is open, and leaving the page asks about them', async ({ start }) => {
  const app = await start();
  const page = await app.goTo('delivery');
  await page.getByLabel(en('window.delivery.from')).fill('02-123-4567');
  await page.getByLabel(en('window.keys.accessKey'), { exact: true }).fill('typed');
  await app.goToDelivery('limits');
  await page.getByLabel(en('window.budget.textsPerDay')).fill('20');
  await app.goToDelivery('connection');
  await expect(page.getByLabel(en('window.delivery.from'))).toHaveValue('02-123-4567');
  await expect(page.getByLabel(en('window.keys.accessKey'), { exact: true })).toHaveValue('typed');
  await app.goToDelivery('people');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: en('window.page.rules') })
    .click();
  await page
    .getByRole('dialog', { name: en('window.unsaved.title') })
    .getByRole('button', { name: en('window.unsaved.stay') })
    .click();
  await app.goToDelivery('limits');
  await expect(page.getByLabel(en('window.budget.textsPerDay'))).toHaveValue('20');
});

test('a problem leads to a folded field in a hidden tab', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS, policy: { digestAt: 'noon' } });
  const app = await start();
  const page = await app.goTo('overview');
  await page
    .getByRole('alert')
    .filter({ hasText: 'policy.digestAt' })
    .getByRole('button', { name: enPattern('window.problem.goTo') })
    .click();
  const field = page.getByRole('textbox', { name: en('window.policy.digestAt') });
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
  await expect(page.getByRole('tab', { name: en('window.delivery.tab.limits') })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  expect(await axeViolations(page)).toEqual([]);
});

test('no control of a tab is outside the window', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS });
  const app = await start();
  for (const size of [SMALL, { width: 1_000, height: 720 }]) {
    const page = await resize(app, size);
    for (const tab of ['connection', 'people', 'channels', 'limits'] as const) {
      await app.goToDelivery(tab);
      const hidden = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate<number>(hidden), tab).toBe(0);
    }
  }
});
