import { expect, type Page } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { openBrowser, type Browser } from '../support/e2e/browser';
import { test as base } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { en } from '../support/text/strings';
import { noteOpened, phoneAddress } from '../support/e2e/practice-phone';

interface PhoneFixtures {
  /** Opens the address in its own browser, closed after the test; its console must stay clean. */
  readonly browse: (url: string) => Promise<Page>;
}

const test = base.extend<PhoneFixtures>({
  browse: async ({}, use) => {
    const browsers: Browser[] = [];
    await use(async (url) => {
      const browser = await openBrowser(url);
      browsers.push(browser);
      return browser.page;
    });
    for (const browser of browsers) {
      await browser.close();
    }
    expect(browsers.flatMap(({ complaints }) => complaints)).toEqual([]);
  },
});

test('the tray and the window open the same page, served on this machine only', async ({ start, trayHost }) => {
  const app = await start();
  await app.follows();
  const opened = await noteOpened(app);
  const tray = await trayHost.itemOf(app.pid);
  await tray.choose(en('tray.phone'));
  await expect.poll(opened).toHaveLength(1);
  const window = await app.goTo('delivery');
  await window.getByRole('button', { name: en('window.delivery.openPhone') }).click();
  await expect.poll(opened).toHaveLength(2);
  const [first, second] = await opened();
  expect(first).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/phone\/[\w-]{22}\/$/);
  expect(second).toBe(first);
});

test('in live mode there is no practice phone', async ({ start, folder, sens, trayHost }) => {
  const { baseUrl, serviceId, from } = sens;
  folder.configure({ sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from } });
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.liveMode'));
  const tray = await trayHost.itemOf(app.pid);
  await expect.poll(() => tray.labels()).toContain(en('tray.quit'));
  await expect.poll(() => tray.labels()).not.toContain(en('tray.phone'));
  const window = await app.goTo('delivery');
  await expect(window.getByRole('button', { name: en('window.delivery.openPhone') })).toHaveCount(0);
});

test('a text appears by itself, newest first, and its markup is plain text', async ({ start, folder, browse }) => {
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [{ id: 'all', match: { text: '!' }, message: '{{line}}' }],
  });
  folder.append('started\n', folder.path('app.log'));
  const app = await start();
  await app.follows();
  const phone = await browse(await phoneAddress(app));
  await expect(phone.getByText(en('phone.none'))).toBeVisible();
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script> &amp; !';
  folder.append(`${markup}\n`, folder.path('app.log'));
  const texts = phone.getByRole('listitem');
  await expect(texts).toHaveCount(1);
  await expect(texts.first()).toContainText(markup);
  await expect(texts.first()).toContainText('010-1234-5678');
  await expect(texts.first()).toContainText('SMS');
  await expect(texts.first()).toContainText(en('phone.cost', { won: 9 }));
  await expect(texts.locator('img, script')).toHaveCount(0);
  await expect(phone.getByText(en('phone.none'))).toBeHidden();
  folder.append('second !\n', folder.path('app.log'));
  await expect(texts).toHaveCount(2);
  await expect(texts.first()).toContainText('second !');
  await expect(phone).toHaveTitle(`${en('phone.title')} · Logbell`);
});

test('a page that lost its connection to Logbell reports it', async ({ start, browse }) => {
  const app = await start();
  await app.follows();
  const phone = await browse(await phoneAddress(app));
  await expect(phone.getByText(en('phone.none'))).toBeVisible();
  expect(await app.close()).toBe(0);
  await expect(phone.getByRole('alert')).toContainText(en('phone.gone'));
});

for (const language of LANGUAGES) {
  test(`it is accessible in both themes: ${language}`, async ({ start, folder, browse }) => {
    folder.configure({
      recipients: [
        { id: 'me', number: '010-1234-5678' },
        { id: 'lead', number: '010-1234-5679' },
      ],
      files: [{ id: 'app', path: folder.path('app.log') }],
      rules: [{ id: 'all', match: { text: '!' }, message: '[web-01] {{line}}' }],
    });
    folder.append('started\n', folder.path('app.log'));
    const app = await start({ language });
    await app.follows();
    const phone = await browse(await phoneAddress(app));
    const lines = [
      '결제 서버 응답 없음! 10:32',
      `긴 글! ${'디스크가 거의 찼습니다. '.repeat(12)}`,
      'payment 42 failed!',
    ];
    folder.append(`${lines.join('\n')}\n`, folder.path('app.log'));
    await expect(phone.getByRole('listitem')).toHaveCount(6);
    for (const colorScheme of ['light', 'dark'] as const) {
      await phone.emulateMedia({ colorScheme });
      expect.soft(await axeViolations(phone), colorScheme).toEqual([]);
    }
  });
}
