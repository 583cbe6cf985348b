import { execFileSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';

test('the first start shows a practice set-up that alerts within a second', async ({ start, folder }) => {
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
