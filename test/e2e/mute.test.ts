import { expect } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { until } from '../support/time/until';
import { en, enPattern } from '../support/text/strings';

test('a rule is muted in the window, and shows the end of the mute and the held matches', async ({
  start,
  folder,
  notifications,
}) => {
  await notifications.clear();
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.mute.muteOf', { title: 'Hello' }) }).click();
  expect(await axeViolations(rules)).toEqual([]);
  await rules.getByRole('menuitem', { name: en('window.mute.2h') }).click();
  const table = rules.getByRole('table', { name: en('window.page.rules') });
  await expect(table).toContainText(enPattern('window.mute.muted'));
  folder.append('hello world, while muted\n');
  await expect(table).toContainText(en('window.mute.held', { count: 1 }));
  expect(await axeViolations(rules)).toEqual([]);
  const [, ends = ''] = new RegExp(en('window.mute.muted', { until: '(.*[AP]M)' })).exec(await table.innerText()) ?? [];
  await expect((await app.goTo('history')).getByRole('article')).toContainText(en('decision.muted', { until: ends }));
  await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.mute.unmuteOf', { title: 'Hello' }) }).click();
  await expect(rules.getByRole('button', { name: en('window.mute.muteOf', { title: 'Hello' }) })).toBeVisible();
  await expect
    .poll(async () => (await notifications.shown()).map(({ title, body }) => `${title}: ${body}`))
    .toEqual([`${en('notification.unmuted', { title: 'Hello' })}: ${en('notification.resumedHeld', { count: 1 })}`]);
});

test('a rule that alerted is muted and unmuted in the tray', async ({ start, folder, trayHost }) => {
  const app = await start();
  await app.follows();
  const tray = await trayHost.itemOf(app.pid);
  folder.append('hello world\n');
  await tray.choose(en('tray.mute30m'));
  const unmute = await until(
    async () => (await tray.labels()).find((label) => enPattern('tray.unmute', { rule: 'Hello' }).test(label)),
    'the tray says that the rule is muted',
  );
  const table = (await app.goTo('rules')).getByRole('table', { name: en('window.page.rules') });
  await expect(table).toContainText(enPattern('window.mute.muted'));
  await tray.choose(unmute);
  await expect(table).not.toContainText(enPattern('window.mute.muted'));
});
