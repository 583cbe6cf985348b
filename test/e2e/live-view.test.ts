import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import iconv from 'iconv-lite';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { en } from '../support/text/strings';

test('lines of a file are seen as they come, with what rules match', async ({ start, folder }) => {
  const log = folder.path('app.log');
  writeFileSync(log, `old \u001b[31mhello world\u001b[0m\n`);
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'hello', name: 'Hello', match: { text: 'hello world' } }],
  });
  const app = await start();
  await app.follows();
  const files = await app.goTo('files');
  await files.getByRole('button', { name: en('window.live.openOf', { path: log }) }).click();
  const drawer = files.getByRole('dialog', { name: en('window.live.title') });
  const lines = drawer.getByRole('log', { name: en('window.live.lines', { path: log }) });
  await expect(lines).toContainText('old ⟨ESC⟩[31mhello world⟨ESC⟩[0m');
  await expect(lines.getByText(en('window.live.matched', { rules: 'Hello' }))).toHaveCount(1);
  await expect(lines.locator('mark')).toHaveText('hello world');
  folder.append('nothing\nhalf', log);
  await expect(lines).toContainText(`half${en('window.live.unfinished')}`);
  await drawer.getByRole('button', { name: en('window.live.pause') }).click();
  folder.append(' of it\nanother\n', log);
  await expect(drawer.getByText(en('window.live.waiting', { count: 2 }))).toBeVisible();
  await expect(lines).not.toContainText('another');
  await drawer.getByRole('button', { name: en('window.live.resume') }).click();
  await expect(lines).toContainText('half of it');
  folder.append(`${Array.from({ length: 5_000 }, (_, index) => `flood ${index}`).join('\n')}\nthe end\n`, log);
  await expect(lines.getByText('the end')).toBeVisible();
  expect(await lines.locator('.logbell-live-row').count()).toBeLessThan(150);
  await files.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('a live tail of a missing file waits for it', async ({ start, folder }) => {
  const log = folder.path('later.log');
  folder.configure({ files: [{ id: 'later', path: log }] });
  const app = await start();
  const files = await app.goTo('files');
  await files.getByRole('button', { name: en('window.live.openOf', { path: log }) }).click();
  const drawer = files.getByRole('dialog', { name: en('window.live.title') });
  await expect(drawer.getByRole('alert')).toContainText(en('window.live.state.missing'));
  writeFileSync(log, 'here I am\n');
  await expect(drawer.getByRole('log')).toContainText('here I am');
  await expect(drawer.getByRole('alert')).toBeHidden();
});

test('an encoding is chosen by a preview of the last lines', async ({ start, folder }) => {
  const log = folder.path('old.log');
  writeFileSync(log, iconv.encode('결제 오류\n', 'cp949'));
  folder.configure({ files: [{ id: 'old', path: log }] });
  const app = await start();
  const files = await app.goTo('files');
  await files.getByRole('button', { name: en('window.row.editOf', { title: log }) }).click();
  const drawer = files.getByRole('dialog');
  await drawer.getByRole('button', { name: en('window.encodings.show') }).click();
  const list = drawer.getByRole('list', { name: en('window.encodings.list') });
  await expect(list.getByRole('listitem').filter({ hasText: '결제 오류' })).toContainText(en('window.encoding.cp949'));
  await list
    .getByRole('button', { name: en('window.encodings.useOf', { encoding: en('window.encoding.cp949') }) })
    .click();
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['files']).toMatchObject([{ encoding: 'cp949' }]);
});

for (const language of LANGUAGES) {
  test(`the live tail and the encodings are accessible: ${language}`, async ({ start, folder }) => {
    const log = folder.path('app.log');
    writeFileSync(log, '2026-01-31 09:30:00 INFO 시작\n2026-01-31 09:30:01 ERROR \u001b[31mdisk full\u202e\n\t계속\n');
    const recipients = [{ id: 'me', number: '010-1234-5678' }];
    const rules = [{ id: 'disk', name: '디스크', match: { text: 'disk full' } }];
    folder.configure({ recipients, files: [{ id: 'app', path: log }], rules });
    const app = await start({ language });
    await app.follows();
    const page = await app.goTo('files');
    await page.getByRole('button', { name: app.t('window.live.openOf', { path: log }) }).click();
    await expect(page.getByRole('log').locator('mark')).toHaveText('disk full');
    expect.soft(await axeViolationsInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: app.t('window.row.editOf', { title: log }) }).click();
    await page.getByRole('button', { name: app.t('window.encodings.show') }).click();
    const readings = page.getByRole('list', { name: app.t('window.encodings.list') }).getByRole('listitem');
    await expect(readings.first()).toContainText('disk full');
    expect.soft(await axeViolationsInBothThemes(page)).toEqual([]);
  });
}
