import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { channelsOfEveryKind } from '../support/e2e/every-channel';
import { press, tabTo } from '../support/e2e/keyboard';
import { LANGUAGES } from '../support/e2e/languages';
import { en } from '../support/text/strings';

const RECIPIENTS = [{ id: 'me', name: 'Me', number: '010-1234-5678' }];

test('a channel is added, tested, deleted and restored by keyboard only', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS });
  const app = await start();
  const page = await app.goToDelivery('channels');
  const section = page.getByRole('region', { name: en('window.channels.title'), exact: true });
  await press(page, section.getByRole('button', { name: en('window.channels.kind.ntfy') }));
  const form = page.getByRole('dialog');
  await expect(form.getByLabel(en('window.channels.name'), { exact: true })).toBeFocused();
  await page.keyboard.type('Phones');
  await tabTo(page, form.getByLabel(en('window.channels.url'), { exact: true }));
  await page.keyboard.type('https://ntfy.sh/servers-7k2p');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  const row = section.getByRole('row').filter({ hasText: 'Phones' });
  await expect(section).toContainText(en('window.channels.practice'));
  await press(page, row.getByRole('button', { name: en('window.channels.testOf', { title: 'Phones' }) }));
  await expect(row).toContainText(en('window.text.delivered'));
  await expect(row).toContainText(en('window.practice.badge'));
  await press(page, row.getByRole('button', { name: en('window.row.deleteOf', { title: 'Phones' }) }));
  await expect(row).toHaveCount(0);
  await press(page, page.getByRole('button', { name: en('window.removal.undo') }));
  await expect(row).toHaveCount(1);
  expect(folder.config()).toMatchObject({ channels: [{ id: 'phones', kind: 'ntfy', name: 'Phones' }] });
});

for (const language of LANGUAGES) {
  test(`channels and their tests are accessible: ${language}`, async ({ start, folder }) => {
    folder.configure({ recipients: RECIPIENTS, ...channelsOfEveryKind() });
    const app = await start({ language });
    const { t } = app;
    const page = await app.goToDelivery('channels');
    const row = page.getByRole('row').filter({ hasText: 'Operations' });
    await expect(row).toContainText(t('window.secret.missing.url'));
    await expect(page.getByRole('row').filter({ hasText: 'Mail' })).toContainText(t('window.secret.missing.password'));
    await row.getByRole('button', { name: t('window.channels.testOf', { title: 'Operations' }) }).press('Enter');
    await expect(row).toContainText(t('window.text.delivered'));
    expect(await axeViolations(page)).toEqual([]);
    await app.goTo('history');
    await expect(page.getByRole('article', { name: t('window.history.channelTest') })).toContainText('Operations');
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('the history says why a message replaces a text, and problems name their channel', async ({
  start,
  folder,
  sens,
}) => {
  const answers: Readonly<Record<string, number>> = { '/good': 200, '/gone': 410 };
  const server = createServer(({ url = '' }, response) => response.writeHead(answers[url] ?? 404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { baseUrl, serviceId, from, accessKey } = sens;
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from },
    recipients: RECIPIENTS,
    files: [{ id: 'app', path: log }],
    channels: [
      { id: 'ops', name: 'Operations', kind: 'webhook', url: `${base}/good` },
      { id: 'wall', name: 'Wall screen', kind: 'webhook', url: `${base}/gone` },
    ],
    delivery: { fallback: { to: ['ops'], after: '0s' } },
    rules: [{ id: 'disk', name: 'Disk', match: { text: 'disk full' }, channels: ['wall'] }],
  });
  const app = await start({ env: { LOGBELL_ACCESS_KEY: accessKey, LOGBELL_SECRET_KEY: 'a-wrong-key' } });
  await app.follows();
  folder.append('disk full\n', log);
  const page = await app.goTo('history');
  const alert = page.getByRole('article', { name: 'Disk', exact: true });
  await expect(alert).toContainText(en('fallbackReason.refused'));
  const refused = en('problem.channel-refused.title', { subject: 'Wall screen', detail: 'HTTP 410' });
  await expect(page.getByRole('article', { name: refused })).toHaveCount(1);
  await expect(
    alert.getByRole('button', { name: en('window.text.dropMessageTo', { to: 'Wall screen' }) }),
  ).toBeVisible();
  // A test waits behind the alert, which the channel does not take, and says so.
  await app.goToDelivery('channels');
  const row = page.getByRole('row').filter({ hasText: 'Wall screen' });
  await row.getByRole('button', { name: en('window.channels.testOf', { title: 'Wall screen' }) }).click();
  await expect(row).toContainText('HTTP 410');
  server.close();
});
