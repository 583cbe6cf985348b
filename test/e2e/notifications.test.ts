import { mkdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en, ko } from '../support/text/strings';

/** Title of the notification about an incident. */
function alertTitle(string: typeof en, name: string, id: number): string {
  return string('notification.alert', { rule: string('notification.incident', { rule: name, id }) });
}

test('an alert is shown on the desktop, marked as practice', async ({ start, folder, notifications }) => {
  await notifications.clear();
  const app = await start();
  await app.follows();
  folder.append('hello world <b>bold</b> & more\n');
  await expect
    .poll(() => notifications.shown())
    .toMatchObject([
      {
        title: en('notification.practice', { title: alertTitle(en, 'Hello', 1) }),
        body: 'hello world ‹b›bold‹/b› ＆ more',
        stays: false,
      },
    ]);
});

test('an alert of an urgent rule in live mode stays on the desktop until it is closed', async ({
  start,
  folder,
  notifications,
  sens,
}) => {
  await notifications.clear();
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    sens: { mode: 'live', zone: 'custom', baseUrl: sens.baseUrl, serviceId: sens.serviceId, from: sens.from },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [
      { id: 'disk', name: 'Disk', match: { text: 'no space left' }, urgent: true },
      { id: 'link', name: 'Link', match: { text: 'link down' } },
    ],
  });
  const app = await start({
    language: 'ko',
    env: { LOGBELL_ACCESS_KEY: sens.accessKey, LOGBELL_SECRET_KEY: sens.secretKey },
  });
  await app.follows();
  folder.append('no space left on device\n', log);
  await expect
    .poll(() => notifications.shown())
    .toMatchObject([{ title: alertTitle(ko, 'Disk', 1), body: 'no space left on device', stays: true }]);
  await expect.poll(() => sens.received()).toHaveLength(1);
  await notifications.clear();
  folder.append('link down\n', log);
  await expect.poll(() => notifications.shown()).toMatchObject([{ title: alertTitle(ko, 'Link', 2), stays: false }]);
});

test('a problem is shown on the desktop with its fix', async ({ start, folder, notifications }) => {
  await notifications.clear();
  const dir = folder.path('logs');
  mkdirSync(dir);
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'logs', path: dir }],
    rules: [{ id: 'disk', match: { text: 'no space left' } }],
  });
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.problem'));
  await expect.poll(() => notifications.shown()).toHaveLength(1);
  const [problem] = await notifications.shown();
  expect(problem?.title).toContain(
    en('notification.problem', { problem: en('problem.file-directory.title', { subject: dir }) }),
  );
  expect(problem?.body).toContain(en('problem.file-directory.remedy', { subject: dir }));
});

test('nothing is shown on the desktop if notifications are off', async ({ start, folder, notifications }) => {
  await notifications.clear();
  const app = await start();
  await app.follows();
  const settings = await app.goTo('settings');
  await settings.getByRole('switch', { name: en('window.settings.notifications') }).press('Space');
  await expect.poll(() => folder.config()['app']).toMatchObject({ notifications: false });
  folder.append('hello world\n');
  await expect((await app.goTo('history')).getByRole('article', { name: 'Hello' })).toContainText(
    en('decision.matched'),
  );
  expect(await notifications.shown()).toEqual([]);
});
