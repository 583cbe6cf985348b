import { renameSync, truncateSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { en } from '../support/text/strings';

const BEFORE = Array.from({ length: 100 }, (_, number) => `09:30:00 all is well ${number}\n`).join('');
const AFTER = Array.from({ length: 100 }, (_, number) => `09:30:01 behind it ${number}\n`).join('');

/** Writes settings and a log in which the rule matches; returns its path. */
function configure(folder: AppFolder, rule: object = {}): string {
  const log = folder.path('app.log');
  folder.append(BEFORE, log);
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'disk', name: 'Disk', match: { text: 'disk' }, ...rule }],
  });
  return log;
}

/** The matched line among those around it. */
function matchedLine(page: Page): Locator {
  return page.getByRole('dialog').locator('[role="listitem"][aria-current="true"]');
}

test('a match is shown at its line in its file, even after rotation', async ({ start, folder }) => {
  const log = configure(folder);
  const app = await start();
  await app.follows();
  folder.append(`disk \u001b[31mfull\u202e\n${AFTER}`, log);
  const history = await app.goTo('history');
  const show = history.getByRole('article', { name: 'Disk' }).getByRole('button', { name: en('window.inFile.show') });
  await show.click();
  const drawer = history.getByRole('dialog', { name: en('window.inFile.show') });
  await expect(matchedLine(history)).toHaveText('disk ⟨ESC⟩[31mfull⟨U+202E⟩');
  await expect(matchedLine(history)).toBeInViewport();
  await expect(drawer.getByText(en('window.inFile.at', { offset: BEFORE.length.toLocaleString('en') }))).toBeVisible();
  const lines = drawer.getByRole('listitem');
  await expect(lines).toHaveCount(61);
  await expect(lines.first()).toHaveText('09:30:00 all is well 70');
  await expect(lines.last()).toHaveText('09:30:01 behind it 29');
  await history.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(show).toBeFocused();

  renameSync(log, `${log}.1`);
  folder.append('new\n', log);
  await history.keyboard.press('Enter');
  await expect(drawer).toContainText(`${log}.1`);
  await expect(matchedLine(history)).toContainText('disk');
});

test('a line that is gone from its file is reported as gone', async ({ start, folder }) => {
  const log = configure(folder);
  const app = await start();
  await app.follows();
  folder.append('disk full\n', log);
  const history = await app.goTo('history');
  const show = history.getByRole('button', { name: en('window.inFile.show') });
  await expect(show).toBeVisible();
  truncateSync(log);
  folder.append(`${BEFORE.replaceAll('well', 'good')}disk full\n`, log);
  // The match in the new content comes above the one that is gone, which moves under the pointer.
  await expect(show).toHaveCount(2);
  await show.last().click();
  const drawer = history.getByRole('dialog', { name: en('window.inFile.show') });
  await expect(drawer.getByRole('alert')).toHaveText(en('window.inFile.fault.changed'));
  await expect(drawer.getByRole('listitem')).toHaveCount(0);
});

test('the text, the notification, the tray and the window show one incident with the same id and count', async ({
  start,
  folder,
  notifications,
  trayHost,
}) => {
  const log = configure(folder, {
    message: 'No. {{incident}}, {{count}} lines: {{line}}',
    threshold: { count: 3, within: '1h' },
  });
  await notifications.clear();
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('disk one\ndisk two\ndisk three\n', log);
  await notifications.click();
  const page = await app.window();
  await expect(page.getByRole('heading', { level: 3 }).filter({ hasText: '#1 Disk' })).toContainText(
    en('window.incidents.count', { count: 3 }),
  );
  await expect
    .poll(() => notifications.shown())
    .toMatchObject([
      {
        title: en('notification.practice', {
          title: en('notification.counted', { rule: en('notification.incident', { rule: 'Disk', id: 1 }), count: 3 }),
        }),
        body: 'disk three',
      },
    ]);
  await expect
    .poll(() => tray.labels())
    .toContain(en('tray.incident', { id: 1, rule: 'Disk', count: 3, line: 'disk three' }));
  const newest = page.getByRole('feed', { name: en('window.incidents.matches') }).locator('.logbell-newest');
  await expect(newest).toHaveCount(1);
  await expect(newest).toContainText('No. 1, 3 lines: disk three');
  await expect(newest).toBeInViewport();
  await newest.getByRole('button', { name: en('window.inFile.show') }).click();
  await expect(matchedLine(page)).toHaveText('disk three');
});

for (const language of LANGUAGES) {
  test(`a match in its file is accessible: ${language}`, async ({ start, folder }) => {
    const log = configure(folder);
    const app = await start({ language });
    await app.follows();
    folder.append(`disk full\n${AFTER}`, log);
    const page = await app.goTo('history');
    await page
      .getByRole('button', { name: app.t('window.inFile.show') })
      .first()
      .click();
    await expect(matchedLine(page)).toHaveText('disk full');
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });
}
