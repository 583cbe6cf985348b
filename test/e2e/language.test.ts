import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en, ko } from '../support/text/strings';

test('a Korean desktop gets a Korean window and practice settings', async ({ start, folder }) => {
  const app = await start({ language: 'ko' });
  const window = await app.window();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(ko('window.page.overview'));
  await expect(window.locator('html')).toHaveAttribute('lang', 'ko');
  await app.follows();
  folder.append('hello world\n');
  const entry = window.getByRole('article', { name: 'Hello' });
  await expect(entry).toContainText('당직 (010******78)');
  await expect(entry).toContainText(ko('decision.matched'));
});

test('the window loads the texts of its language, and of others once they are chosen', async ({ start }) => {
  const app = await start({ language: 'ko' });
  const window = await app.window();
  const loaded: string[] = [];
  window.on('request', (request) => loaded.push(...(/window-texts-([a-z]+)-/.exec(request.url())?.slice(1) ?? [])));
  await window.reload();
  await app.goTo('settings');
  expect(loaded).toEqual(['ko']);
  await window
    .getByRole('radiogroup', { name: ko('window.settings.language') })
    .getByText(en('window.language.en'), { exact: true })
    .click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(en('window.page.settings'));
  expect(loaded).toEqual(['ko', 'en']);
});

test('another language and theme apply at once, and after a restart', async ({ start, trayHost }) => {
  const app = await start({ language: 'ko' });
  const window = await app.goTo('settings');
  await window
    .getByRole('radiogroup', { name: ko('window.settings.language') })
    .getByText(en('window.language.en'), { exact: true })
    .click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(en('window.page.settings'));
  await expect(window).toHaveTitle(`Logbell – ${en('window.page.settings')}`);
  await expect(window.locator('html')).toHaveAttribute('lang', 'en');
  const tray = await trayHost.itemOf(app.pid);
  await expect.poll(() => tray.labels()).toContain(en('tray.open'));

  await window
    .getByRole('radiogroup', { name: en('window.settings.theme') })
    .getByText(en('window.theme.dark'), { exact: true })
    .click();
  await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await app.close();

  const again = await start({ language: 'ko' });
  await expect((await again.window()).getByRole('heading', { level: 1 })).toHaveText(en('window.page.overview'));
  await expect((await again.window()).locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
