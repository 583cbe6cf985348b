import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { openFrom } from '../support/e2e/dialogs';
import { channelsOfEveryKind } from '../support/e2e/every-channel';
import { livedIn } from '../support/e2e/lived-in';
import { LOOKS, resize, SMALL, takePicture } from '../support/e2e/pictures';

const MEDIUM = { width: 1_020, height: 1_000 };

async function listening(answer: RequestListener): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

for (const { language, theme } of LOOKS) {
  const named = (state: string): string => `channel-${state}-${language}-${theme}`;
  const settings = { app: { theme, firstSteps: 'done' } };

  test(`tests and history of channels, for a person to look at: ${language} ${theme}`, async ({
    start,
    folder,
    sens,
  }) => {
    test.setTimeout(120_000);
    const good = await listening((_request, response) => response.writeHead(200).end('ok'));
    const gone = await listening((_request, response) => response.writeHead(410).end());
    const silent = await listening((request) => request.on('data', () => request.socket.destroy()));
    const { baseUrl, serviceId, from } = sens;
    const log = folder.path('payment.log');
    folder.configure({
      ...livedIn(folder),
      ...settings,
      sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from },
      channels: [
        { id: 'ops', name: 'Operations', kind: 'slack' },
        { id: 'gone', name: '상황실 대시보드', kind: 'webhook', url: gone.url },
        { id: 'game', name: 'Game servers', kind: 'discord' },
        { id: 'team', name: '인프라팀', kind: 'mattermost' },
      ],
      delivery: { fallback: { to: ['ops'], after: '0s' } },
      rules: [
        { id: 'payment', name: '결제 오류', match: { text: 'failed' }, channels: ['gone'] },
        { id: 'disk', name: 'Disk full', match: { text: 'no space' }, recipients: [], channels: ['ops'] },
      ],
    });
    const env = {
      ...{ LOGBELL_ACCESS_KEY: sens.accessKey, LOGBELL_SECRET_KEY: 'a-wrong-key' },
      ...{ LOGBELL_CHANNEL_OPS_URL: good.url, LOGBELL_CHANNEL_GAME_URL: silent.url },
    };
    const app = await start({ language, env });
    const { t } = app;
    await app.follows(1);
    writeFileSync(log, 'payment 42 failed: card declined\nno space left on /var\n', { flag: 'a' });
    const page = await app.goToDelivery('channels');
    await resize(app, MEDIUM);
    for (const title of ['Operations', '상황실 대시보드', 'Game servers', '인프라팀']) {
      await page.getByRole('button', { name: t('window.channels.testOf', { title }) }).click();
    }
    const rows = page.getByRole('table', { name: t('window.channels.title') }).getByRole('row');
    await expect(rows.filter({ hasText: t('window.text.channelUnknown') })).toHaveCount(1);
    await takePicture(page, named('tests'));
    await resize(app, SMALL);
    await takePicture(page, named('tests-small'));
    await resize(app, { width: 1_000, height: 1_800 });
    await app.goTo('history');
    await takePicture(page, named('history'));
    await app.goTo('overview');
    await takePicture(page, named('overview'));
    await app.goTo('rules');
    await resize(app, MEDIUM);
    await takePicture(page, named('rules'));
    await page.getByRole('button', { name: t('window.row.editOf', { title: 'Disk full' }) }).click();
    await takePicture(page, named('rule-only'));
    [good, gone, silent].forEach(({ server }) => server.close());
  });

  test(`channels in practice mode and dialogs, for a person to look at: ${language} ${theme}`, async ({
    start,
    folder,
  }) => {
    test.setTimeout(120_000);
    const every = { ...livedIn(folder), ...settings, ...channelsOfEveryKind() };
    folder.configure(every);
    const app = await start({ language });
    const { t } = app;
    const page = await app.goToDelivery('channels');
    await resize(app, MEDIUM);
    await page.getByRole('button', { name: t('window.channels.testOf', { title: '상황실 대시보드' }) }).click();
    await page.getByRole('button', { name: t('window.channels.testOf', { title: 'Operations' }) }).click();
    const table = page.getByRole('table', { name: t('window.channels.title') });
    await expect(table).toContainText(t('window.text.delivered'));
    await takePicture(page, named('practice'));
    await page.getByRole('button', { name: t('window.row.editOf', { title: 'Mail' }) }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: t('window.channels.host') }).fill('mail.example.org');
    folder.configure({
      ...every,
      channels: [
        { id: 'hook', name: '상황실', kind: 'webhook', url: 'https://hooks.example.com/other' },
        {
          ...{ id: 'mail', name: 'Mail', kind: 'email', host: 'smtp.example.net', user: 'logbell' },
          ...{ from: 'logbell@example.com', to: ['ops@example.com'] },
        },
        { id: 'ops', name: 'Operations', kind: 'slack' },
        { id: 'push', name: 'Phone of the person on call', kind: 'ntfy', url: 'https://ntfy.sh/servers-7k2p' },
      ],
      delivery: { fallback: { to: ['ops'], after: '5m' } },
      problems: { to: ['ops', 'mail'] },
    });
    await drawer.getByText(t('window.conflict.behind.changed')).waitFor();
    await drawer.locator('input[type=password]').fill('made-up');
    await drawer.getByRole('button', { name: t('window.form.save') }).click();
    const dialog = page.getByRole('dialog', { name: t('window.conflict.title') });
    await dialog.getByRole('button', { name: t('window.conflict.compare') }).click();
    await takePicture(page, named('conflict'));
    await dialog.getByRole('button', { name: t('window.conflict.theirs') }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const file = folder.path('export.json');
    writeFileSync(file, JSON.stringify({ format: 'logbell-export', version: 1, ...channelsOfEveryKind() }));
    await app.goTo('settings');
    await openFrom(app.electron, file);
    await page.getByRole('button', { name: t('window.transfer.import'), exact: true }).click();
    await page.getByRole('dialog', { name: t('window.transfer.preview') }).waitFor();
    await takePicture(page, named('import'));
  });
}
