import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { freePort } from '../support/free-port';
import { metricsAt, valueOf } from '../support/metrics/scrape';

test('the app serves metrics of its engine while the settings ask for it', async ({ start, folder }) => {
  const listen = `127.0.0.1:${await freePort()}`;
  const log = folder.path('app.log');
  writeFileSync(log, '');
  const settings = {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'disk', match: { text: 'disk' } }],
  };
  folder.configure({ ...settings, metrics: { listen } });
  const app = await start();
  await app.follows();
  folder.append('one line\ndisk full\n', log);
  const value = async (series: string): Promise<number> => valueOf(await metricsAt(listen).catch(() => ''), series);
  await expect.poll(() => value('logbell_log_lines_total{log="app"}')).toBe(2);
  await expect.poll(() => value('logbell_deliveries_total{channel="sens",state="delivered"}')).toBe(1);
  expect(await value('logbell_decisions_total{rule="disk",outcome="alerted",why="matched"}')).toBe(1);
  expect(await value('logbell_healthy')).toBe(1);
  folder.configure(settings);
  await expect.poll(() => value('logbell_healthy')).toBeNaN();
  expect(await app.close()).toBe(0);
});
