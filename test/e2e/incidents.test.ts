import { expect, type Page } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';

function configure(folder: AppFolder, app: object = {}): void {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    app,
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
  await expect(overview.getByText('Incidents not acknowledged: 2, acknowledged: 0')).toBeVisible();
  await overview.getByRole('button', { name: 'Show incidents' }).click();

  const disk = incident(overview, 1);
  await expect(disk).toContainText('Matches: 2');
  await disk.getByRole('button').click();
  const entries = overview.getByRole('feed', { name: 'Matches and texts' }).getByRole('article');
  await expect(entries).toHaveCount(2);
  await expect(entries.last().getByRole('list', { name: 'Texts' })).toContainText('Delivered');
  await overview.getByRole('button', { name: 'Acknowledge #1' }).click();
  await expect(disk).toContainText('Acknowledged');
  await expect(overview.getByText(/^Acknowledged at /)).toBeVisible();

  folder.append('disk fine\n', folder.path('app.log'));
  await expect(overview.getByRole('heading', { level: 2, name: 'Closed incidents' })).toBeVisible();
  await expect(disk).toContainText('Closed');
  await overview.getByRole('button', { name: 'Close #2' }).click();
  await expect(overview.getByText('No incident is open.')).toBeVisible();
  await app.goTo('overview');
  await expect(overview.getByText('Incidents not acknowledged')).toHaveCount(0);
});

test('an incident is acknowledged in the tray, which leads to it', async ({ start, folder, trayHost }) => {
  configure(folder);
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('disk full\n', folder.path('app.log'));
  await expect.poll(() => tray.labels()).toContain('Open #1 Disk (1): disk full');
  await tray.choose('Show');
  const page = await app.window();
  await expect(page.getByRole('feed', { name: 'Matches and texts' })).toContainText('disk full');
  await tray.choose('Acknowledge');
  await expect(incident(page, 1)).toContainText('Acknowledged');
  await expect.poll(() => tray.labels()).toContain('Acknowledged #1 Disk (1): disk full');
});

test('an incident that the tray can no longer acknowledge is shown with its current state', async ({
  start,
  folder,
}) => {
  configure(folder);
  const app = await start();
  await app.follows();
  // A menu that is open while the incident is acknowledged elsewhere: its row is clicked twice.
  await app.electron.evaluate(({ Menu }) => {
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      const rows = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
      const row = rows.find(({ label }) => label === 'Acknowledge');
      if (row?.click) {
        Object.assign(globalThis, { acknowledge: row.click });
      }
      return build(template);
    };
  });
  folder.append('disk full\n', folder.path('app.log'));
  const page = await app.goTo('overview');
  await expect(page.getByText('Incidents not acknowledged: 1, acknowledged: 0')).toBeVisible();
  const click = (): Promise<void> =>
    app.electron.evaluate(() => (Reflect.get(globalThis, 'acknowledge') as () => void)());
  await expect.poll(() => app.electron.evaluate(() => 'acknowledge' in globalThis)).toBe(true);
  await click();
  await expect(page.getByText('Incidents not acknowledged: 0, acknowledged: 1')).toBeVisible();
  await click();
  await expect(incident(page, 1)).toContainText('Acknowledged');
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
  await expect(page.getByRole('button', { name: 'Acknowledge #1' })).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(incident(page, 1)).toContainText('Acknowledged');
  await page.getByRole('button', { name: 'Mute: Disk' }).click();
  await page.getByRole('menuitem', { name: 'For 2 hours' }).click();
  await expect(page.getByRole('button', { name: 'Unmute: Disk' })).toBeVisible();
  const table = (await app.goTo('rules')).getByRole('table', { name: 'Rules' });
  await expect(table).toContainText('Muted until');
});

for (const [language, theme] of [
  ['ko', 'light'],
  ['en', 'dark'],
] as const) {
  test(`incidents are accessible: ${language}, ${theme}`, async ({ start, folder }) => {
    configure(folder, { theme });
    const app = await start({ language });
    await app.follows();
    const page = await app.goTo('history');
    await page.getByText(app.t('window.incidents.incidents'), { exact: true }).click();
    await expect(page.getByText(app.t('window.incidents.none'))).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    folder.append('disk full\ndisk fine\nlink down\n', folder.path('app.log'));
    await incident(page, 2).getByRole('button').click();
    await expect(page.getByRole('article')).toHaveCount(1);
    expect(await axeViolations(page)).toEqual([]);
  });
}
