import { expect } from '@playwright/test';
import { postJson, webhookBody } from '../support/alerts/webhook';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { freePort } from '../support/free-port';
import { en } from '../support/text/strings';

const LABELS = { alertname: 'HighLatency', instance: 'web-1' };

test('received alerts show their labels, a log of them is added, and a rule goes to Alertmanager', async ({
  start,
  folder,
}) => {
  const listen = `127.0.0.1:${await freePort()}`;
  folder.configure({
    sens: { mode: 'practice' },
    receive: { listen },
    alertmanager: { urls: ['http://127.0.0.1:9093'] },
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    // A rule on received alerts alone may not go to Alertmanager.
    files: [
      { id: 'am', alerts: {} },
      { id: 'app', path: folder.path('app.log') },
    ],
    rules: [{ id: 'slow', name: 'Slow', match: { text: 'HighLatency' } }],
  });
  const app = await start();
  await app.follows();
  const alert = { labels: LABELS, summary: 'API is slow' };
  expect(await postJson(`http://${listen}/alertmanager`, webhookBody(alert))).toBe(200);
  const page = await app.goTo('history');
  await page.getByRole('button', { name: en('window.inFile.alert') }).click();
  const shown = page.getByRole('dialog', { name: en('window.inFile.alert') });
  await expect(shown.getByRole('row', { name: 'instance' })).toContainText('web-1');
  await expect(shown.getByRole('row', { name: 'summary' })).toContainText('API is slow');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await app.goTo('files');
  await page.getByRole('button', { name: en('window.files.add') }).click();
  const log = page.getByRole('dialog', { name: en('window.files.new') });
  await log.getByText(en('window.files.kinds.alerts')).click();
  await log.getByRole('combobox', { name: en('window.files.alertLabels') }).fill('severity=page');
  await page.keyboard.press('Enter');
  expect(await axeViolations(page)).toEqual([]);
  await log.getByRole('button', { name: en('window.form.save') }).click();
  await expect(log).toBeHidden();

  await app.goTo('rules');
  await page.getByText('Slow', { exact: true }).click();
  const rule = page.getByRole('dialog');
  await rule.getByText(en('window.rules.toAlertmanager')).click();
  await expect(rule.getByText(en('window.says.alertmanager')).first()).toBeVisible();
  await rule.getByRole('button', { name: en('window.form.save') }).click();
  await expect(rule).toBeHidden();
  expect(folder.config()).toMatchObject({
    files: [{ id: 'am' }, { id: 'app' }, { alerts: { labels: { severity: 'page' } } }],
    rules: [{ id: 'slow', to: 'alertmanager' }],
  });

  await app.goTo('settings');
  const section = page.getByRole('region', { name: en('window.settings.connections.title') });
  await expect(section.getByRole('row', { name: 'receive.listen' })).toContainText(listen);
  await expect(section).toContainText(en('window.settings.connections.role.receiver'));
  expect(await axeViolations(page)).toEqual([]);
});
