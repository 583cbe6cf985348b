import { execFileSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';

test('the first start shows practice settings that alert within a second', async ({ start, folder }) => {
  const app = await start();
  const window = await app.window();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await expect(await app.state()).toContainText('Practice mode');
  await app.follows();

  const command = await window.getByRole('textbox', { name: 'Sample command' }).inputValue();
  execFileSync('sh', ['-c', command]);
  const entry = window.getByRole('region', { name: 'Recent history' }).getByRole('article', { name: 'Hello' });
  await expect(entry).toContainText('hello world', { timeout: 1_000 });
  await expect(entry).toContainText('Practice');
  await expect(entry).toContainText('An Event Occurred');
  await expect(entry).toContainText('Delivered');
  await expect(entry).toContainText('On call (010******78)');
  await expect(window.getByRole('main')).not.toContainText('5678');

  expect(folder.config()).toMatchObject({ sens: { mode: 'practice' } });
});

test('four steps lead from the first start to a practice text and on, and are taken up again after a restart', async ({
  start,
}) => {
  const started = Date.now();
  let app = await start();
  const steps = (await app.window()).getByRole('region', { name: 'First steps' });
  await app.follows();
  execFileSync('sh', ['-c', await steps.getByRole('textbox', { name: 'Sample command' }).inputValue()]);
  await expect(steps.getByRole('status')).toContainText('An Event Occurred');
  expect(Date.now() - started).toBeLessThan(60_000);
  await steps.getByRole('button', { name: 'Next' }).click();
  await expect(steps).toContainText('Access Key');
  await steps.getByRole('button', { name: 'Skip' }).click();
  await expect(steps).toContainText('sample number');
  await app.close();

  app = await start();
  const window = await app.window();
  const again = window.getByRole('region', { name: 'First steps' });
  await expect(again).toContainText('sample number');
  await again.getByRole('button', { name: app.t('window.problem.goTo', { page: 'Delivery' }) }).click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Delivery');
  await app.goTo('overview');
  await again.getByRole('button', { name: 'Try it' }).click();
  await expect(again.getByRole('textbox', { name: 'Sample command' })).toBeVisible();
  await again.getByRole('button', { name: 'What' }).click();
  await again.getByRole('button', { name: 'Finish' }).click();
  await expect(again).toBeHidden();
  await expect(
    window.getByRole('region', { name: 'The last 14 days' }).getByRole('img', { name: /^Texts: 1 in/ }),
  ).toBeVisible();
});

test('the guide of the first start can be closed at once', async ({ start, folder }) => {
  const app = await start();
  const window = await app.window();
  await window.getByRole('button', { name: 'Close the guide' }).click();
  await expect(window.getByRole('region', { name: 'First steps' })).toBeHidden();
  await expect(window.getByRole('region', { name: 'Try it' })).toBeVisible();
  expect(folder.config()).toMatchObject({ app: { firstSteps: 'done' } });
});
