import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { writeHistory } from '../support/e2e/long-history';
import { until } from '../support/time/until';
import { en } from '../support/text/strings';

test('a long history can be read to its end, while only the visible part is painted', async ({ start, folder }) => {
  writeHistory(folder, 1_700);
  folder.configure({ files: [{ id: 'app', path: folder.path('app.log') }], rules: [] });
  const app = await start();
  const page = await app.goTo('history');
  const entries = page.getByRole('article');
  await expect(entries.filter({ hasText: 'payment[1699]' })).toBeVisible();
  const oldest = entries.filter({ hasText: 'payment[0]:' });
  await until(async () => {
    await page.keyboard.press('End');
    return (await oldest.count()) > 0;
  }, 'the oldest entry is there');
  await expect(oldest).toBeVisible();
  await expect(oldest).toContainText(en('window.text.delivered'));
  expect(await entries.count()).toBeLessThan(40);

  await page.keyboard.press('Home');
  await page.getByRole('searchbox', { name: en('window.history.search') }).fill('payment[42]');
  await expect(entries).toHaveCount(1);
});

test('a line with control characters is shown inert', async ({ start, folder }) => {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'hello', name: 'Hello', match: { text: 'hello' } }],
  });
  const app = await start();
  await app.follows();
  folder.append('hello <img src=x onerror="document.title=1"> \u202egpj.exe\u202c \u001b[31mred\u0007 &amp;\n', log);
  const shown = 'hello <img src=x onerror="document.title=1"> ⟨U+202E⟩gpj.exe⟨U+202C⟩ ⟨ESC⟩[31mred⟨BEL⟩ &amp;';
  for (const name of ['overview', 'history'] as const) {
    const page = await app.goTo(name);
    const entry = page.getByRole('article', { name: 'Hello' });
    await expect(entry.locator('pre')).toHaveText(shown);
    await expect(
      entry.getByText('[Hello] hello <img src=x onerror="document.title=1"> gpj.exe red &amp;'),
    ).toBeVisible();
    await expect(entry.locator('img')).toHaveCount(0);
    expect(await page.title()).toMatch(/^Logbell/);
  }
});
