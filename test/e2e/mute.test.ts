import { expect } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { until } from '../support/time/until';

test('a rule is muted in the window, and shows the end of the mute and the held matches', async ({
  start,
  folder,
  notifications,
}) => {
  await notifications.clear();
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: 'Mute: Hello' }).click();
  expect(await axeViolations(rules)).toEqual([]);
  await rules.getByRole('menuitem', { name: 'For 2 hours' }).click();
  const table = rules.getByRole('table', { name: 'Rules' });
  await expect(table).toContainText('Muted until');
  folder.append('hello world, while muted\n');
  await expect(table).toContainText('Held back: 1');
  expect(await axeViolations(rules)).toEqual([]);
  const [, ends = ''] = /Muted until (.*[AP]M)/.exec(await table.innerText()) ?? [];
  await expect((await app.goTo('history')).getByRole('article')).toContainText(`muted until ${ends};`);
  await app.goTo('rules');
  await rules.getByRole('button', { name: 'Unmute: Hello' }).click();
  await expect(rules.getByRole('button', { name: 'Mute: Hello' })).toBeVisible();
  await expect
    .poll(async () => (await notifications.shown()).map(({ title, body }) => `${title}: ${body}`))
    .toEqual(['The rule “Hello” is no longer muted: Alerts held back meanwhile: 1. See the history.']);
});

test('a rule that alerted is muted and unmuted in the tray', async ({ start, folder, trayHost }) => {
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('hello world\n');
  await tray.choose('For 30 minutes');
  const unmute = await until(
    async () => (await tray.labels()).find((label) => label.startsWith('Unmute: Hello (until ')),
    'the tray says that the rule is muted',
  );
  const table = (await app.goTo('rules')).getByRole('table', { name: 'Rules' });
  await expect(table).toContainText('Muted until');
  await tray.choose(unmute);
  await expect(table).not.toContainText('Muted until');
});
