import { expect, type Page } from '@playwright/test';
import { axeViolations, axeViolationsInBothThemes } from '../support/e2e/accessibility';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { cutOff, WINDOW_SIZES } from '../support/e2e/layout';
import { resize } from '../support/e2e/pictures';
import { en, enPattern } from '../support/text/strings';

function configure(folder: AppFolder): void {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [
      {
        id: 'disk',
        name: 'Disk',
        match: { text: 'disk' },
        ok: { text: 'disk fine' },
        cooldown: '1h',
        escalate: { after: '15m', to: ['me'] },
      },
      { id: 'link', name: 'Link', match: { text: 'link' } },
    ],
  });
}

/** Locates an incident in the window by its number. */
function incident(page: Page, id: number): ReturnType<Page['getByRole']> {
  return page.getByRole('heading', { level: 3 }).filter({ hasText: `#${id} ` });
}

test('an incident is acknowledged and closed in the window, with all its texts and matches', async ({
  start,
  folder,
}) => {
  configure(folder);
  const app = await start();
  await app.follows();
  folder.append('disk full\ndisk still full\nlink down\n', folder.path('app.log'));
  const overview = await app.goTo('overview');
  await expect(overview.getByText(en('window.incidents.notAcknowledged', { count: 2 }))).toBeVisible();
  await overview.getByRole('button', { name: en('window.incidents.show') }).click();

  const disk = incident(overview, 1);
  await expect(disk).toContainText(en('window.incidents.count', { count: 2 }));
  await disk.getByRole('button').click();
  const entries = overview.getByRole('feed', { name: en('window.incidents.matches') }).getByRole('article');
  await expect(entries).toHaveCount(2);
  await expect(entries.last().getByRole('list', { name: en('window.text.list') })).toContainText(
    en('window.text.delivered'),
  );
  await overview.getByRole('button', { name: en('window.incidents.acknowledgeOf', { id: 1 }) }).click();
  await expect(disk).toContainText(en('incident.state.acknowledged'));
  await expect(overview.getByText(enPattern('incident.change.acknowledged.person'))).toBeVisible();

  folder.append('disk fine\n', folder.path('app.log'));
  await expect(overview.getByRole('heading', { level: 2, name: en('window.incidents.closedOnes') })).toBeVisible();
  await expect(disk).toContainText(en('incident.state.closed'));
  await overview.getByRole('button', { name: en('window.incidents.closeOf', { id: 2 }) }).click();
  await expect(overview.getByText(en('window.incidents.noneOpen'))).toBeVisible();
  await app.goTo('overview');
  await expect(overview.getByText(enPattern('window.incidents.notAcknowledged', { count: 1 }))).toHaveCount(0);
  await expect(overview.getByText(enPattern('window.incidents.acknowledged', { count: 1 }))).toHaveCount(0);
});

test('an incident is acknowledged in the tray, which leads to it', async ({ start, folder, trayHost }) => {
  configure(folder);
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('disk full\n', folder.path('app.log'));
  await expect
    .poll(() => tray.labels())
    .toContain(en('tray.incident', { id: 1, rule: 'Disk', count: 1, line: 'disk full' }));
  await tray.choose(en('tray.showIncident'));
  const page = await app.window();
  await expect(page.getByRole('feed', { name: en('window.incidents.matches') })).toContainText('disk full');
  await tray.choose(en('tray.acknowledge'));
  await expect(incident(page, 1)).toContainText(en('incident.state.acknowledged'));
  await expect
    .poll(() => tray.labels())
    .toContain(en('tray.incidentAcknowledged', { id: 1, rule: 'Disk', count: 1, line: 'disk full' }));
});

test('an incident that the tray can no longer acknowledge is shown with its current state', async ({
  start,
  folder,
}) => {
  configure(folder);
  const app = await start();
  await app.follows();
  // A menu that is open while the incident is acknowledged elsewhere: its row is clicked twice.
  await app.electron.evaluate(({ Menu }, acknowledge) => {
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      const rows = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
      const row = rows.find(({ label }) => label === acknowledge);
      if (row?.click) {
        Object.assign(globalThis, { acknowledge: row.click });
      }
      return build(template);
    };
  }, en('tray.acknowledge'));
  folder.append('disk full\n', folder.path('app.log'));
  const page = await app.goTo('overview');
  await expect(page.getByText(en('window.incidents.notAcknowledged', { count: 1 }))).toBeVisible();
  const click = (): Promise<void> =>
    app.electron.evaluate(() => (Reflect.get(globalThis, 'acknowledge') as () => void)());
  await expect.poll(() => app.electron.evaluate(() => 'acknowledge' in globalThis)).toBe(true);
  await click();
  await expect(page.getByText(en('window.incidents.acknowledged', { count: 1 }))).toBeVisible();
  await click();
  await expect(incident(page, 1)).toContainText(en('incident.state.acknowledged'));
});

test('a click on a notification leads to its incident, to acknowledge it or mute its rule', async ({
  start,
  folder,
  notifications,
}) => {
  configure(folder);
  await notifications.clear();
  const app = await start();
  await app.follows();
  folder.append('disk full\n', folder.path('app.log'));
  await notifications.click();
  const page = await app.window();
  await expect(page.getByRole('button', { name: en('window.incidents.acknowledgeOf', { id: 1 }) })).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(incident(page, 1)).toContainText(en('incident.state.acknowledged'));
  await page.getByRole('button', { name: en('window.mute.muteOf', { title: 'Disk' }) }).click();
  await page.getByRole('menuitem', { name: en('window.mute.2h') }).click();
  await expect(page.getByRole('button', { name: en('window.mute.unmuteOf', { title: 'Disk' }) })).toBeVisible();
  const table = (await app.goTo('rules')).getByRole('table', { name: en('window.page.rules') });
  await expect(table).toContainText(enPattern('window.mute.muted'));
});

for (const language of LANGUAGES) {
  test(`incidents are accessible: ${language}`, async ({ start, folder }) => {
    configure(folder);
    const app = await start({ language });
    await app.follows();
    const page = await app.goTo('history');
    await page.getByText(app.t('window.incidents.incidents'), { exact: true }).click();
    await expect(page.getByText(app.t('window.incidents.none'))).toBeVisible();
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
    folder.append('disk full\ndisk fine\nlink down\n', folder.path('app.log'));
    await incident(page, 2).getByRole('button').click();
    await expect(page.getByRole('article')).toHaveCount(1);
    expect(await axeViolationsInBothThemes(page)).toEqual([]);
  });
}

/** Line of nginx with 200 characters, as its log format `combined` writes it, and one without any space. */
const LONG_LINES = [
  `203.0.113.1 - - [30/Nov/2026:11:00:14 +0900] "GET /disk/order/${'1'.repeat(55)} HTTP/1.1" 503 157 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 F"`,
  `link/${'a'.repeat(195)}`,
];

for (const language of LANGUAGES) {
  test(`no control of an incident is outside the window: ${language}`, async ({ start, folder }) => {
    configure(folder);
    const app = await start({ language });
    await app.follows();
    folder.append(`${LONG_LINES.join('\n')}\n`, folder.path('app.log'));
    const page = await app.goTo('history');
    await page.getByText(app.t('window.incidents.incidents'), { exact: true }).click();
    await expect(incident(page, 2)).toBeVisible();
    for (const size of WINDOW_SIZES) {
      await resize(app, size);
      expect.soft(await cutOff(page), `${size.width}`).toEqual([]);
    }
    await incident(page, 1).getByRole('button').click();
    await expect(page.getByRole('article')).toHaveCount(1);
    expect(await cutOff(page)).toEqual([]);
  });
}
