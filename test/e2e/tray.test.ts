import { expect } from '@playwright/test';
import { LANGUAGES } from '../support/e2e/languages';
import { test } from '../support/e2e/desktop-test';
import { en, enPattern } from '../support/text/strings';

for (const language of LANGUAGES) {
  test(`the tray menu speaks the language of the desktop: ${language}`, async ({ start, trayHost }) => {
    const app = await start({ language });
    const { t } = app;
    await app.follows();
    const tray = await trayHost.itemOf(app.pid);
    const watching = `${t('tray.status.watching', { files: 1 })} · ${t('tray.practice')}`;
    await expect
      .poll(() => tray.labels())
      .toEqual([
        watching,
        t('tray.noRecent'),
        ...[t('tray.pause'), t('tray.pause15m'), t('tray.pause1h'), t('tray.pauseTomorrow')],
        t('tray.open'),
        t('tray.sendTest'),
        t('tray.phone'),
        t('tray.quit'),
      ]);
    await expect.poll(() => tray.tooltip()).toBe(t('tray.tooltip', { status: watching }));
  });
}

test('alerts are listed in the tray and lead to the history', async ({ start, folder, trayHost }) => {
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('hello world & <all> of_you\n');
  // The menu is replaced with each change of the text.
  await expect((await app.window()).getByRole('article', { name: 'Hello' })).toContainText(en('window.text.delivered'));
  const recent = async (): Promise<string | undefined> =>
    (await tray.menu()).find(({ label }) => label === en('tray.recent'))?.rows[0]?.label;
  await expect.poll(recent).toMatch(enPattern('tray.alert', { rule: 'Hello', line: 'hello world & <all> of_you' }));
  const alert = await recent();
  await tray.choose(alert ?? '');
  await expect((await app.window()).getByRole('heading', { level: 1 })).toHaveText(en('window.page.history'));
});

test('pausing in the tray holds alerts until resumed', async ({ start, folder, trayHost }) => {
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  await tray.choose(en('tray.pause1h'));
  const window = await app.window();
  await expect(await app.state()).toContainText(en('window.state.paused'));
  await expect(window.getByRole('main')).toContainText(enPattern('window.sentence.paused'));
  await expect(window.getByRole('main')).toContainText(en('window.sentence.whilePaused'));

  folder.append('hello world, at night\n');
  const entry = window.getByRole('article', { name: 'Hello' });
  await expect(entry).toContainText(en('decision.paused'));
  await expect(entry.getByRole('list', { name: en('window.text.list') })).toHaveCount(0);
  await expect(window.getByRole('main')).toContainText(en('window.sentence.held', { count: 1 }));

  const resume = await expect
    .poll(async () => (await tray.labels()).find((label) => enPattern('tray.resume').test(label)))
    .toBeDefined()
    .then(async () => (await tray.labels()).find((label) => enPattern('tray.resume').test(label)));
  await tray.choose(resume ?? '');
  await expect(await app.state()).toContainText(en('window.state.watching'));
  folder.append('hello world, by day\n');
  await expect(window.getByRole('article').filter({ hasText: 'by day' })).toContainText(en('decision.matched'));
});

test('the tray sends a test text', async ({ start, trayHost }) => {
  const app = await start();
  await app.follows();
  await (await trayHost.itemOf(app.pid)).choose(en('tray.sendTest'));
  await expect((await app.window()).getByRole('article', { name: en('window.history.test') })).toContainText(
    en('notification.testContent'),
  );
});

test('the tray quits Logbell cleanly', async ({ start, folder, trayHost }) => {
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('hello world\n');
  await expect((await app.window()).getByRole('article', { name: 'Hello' })).toBeVisible();
  await tray.choose(en('tray.quit'));
  expect(await app.ended()).toBe(0);
});

test('started hidden, Logbell is only in the tray until it is opened', async ({ start, folder, trayHost }) => {
  folder.configure({ recipients: [{ id: 'me', number: '010-1234-5678' }] });
  const app = await start({ args: ['--hidden'] });
  const tray = await trayHost.itemOf(app.pid);
  await expect.poll(() => tray.labels()).toContain(`${en('tray.status.unconfigured')} · ${en('tray.practice')}`);
  expect(app.electron.windows()).toHaveLength(0);
  await tray.activate();
  await expect((await app.window()).getByRole('heading', { level: 1 })).toHaveText(en('window.page.overview'));
});
