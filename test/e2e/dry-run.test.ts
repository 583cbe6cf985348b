import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { UNBOUNDED } from '../support/engine/live-settings';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { en, enPattern } from '../support/text/strings';

const HOUR_MS = 3_600_000;
const recipients = [{ id: 'me', name: '당직', number: '010-1234-5678' }];

function hoursAgo(hours: number, text: string): string {
  return `${new Date(Date.now() - hours * HOUR_MS).toISOString()} ${text}\n`;
}

test('a rule shows its dry run before it is saved', async ({ start, folder }) => {
  const log = folder.path('app.log');
  writeFileSync(`${log}.1.gz`, gzipSync(hoursAgo(40, 'payment 1 failed') + hoursAgo(39.9, 'payment 2 failed')));
  writeFileSync(log, hoursAgo(2, 'payment 3 failed \u001b[31m') + hoursAgo(1, 'payment 4 was made'));
  folder.configure({ recipients, files: [{ id: 'app', path: log }] });
  const app = await start();
  const before = folder.config();
  const rules = await app.goTo('rules');
  await rules
    .getByRole('button', { name: en('window.rules.add') })
    .first()
    .click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.new') });
  const dryRun = drawer.getByRole('region', { name: en('window.dryRun.title') });
  await dryRun.getByRole('button', { name: en('window.dryRun.start') }).click();
  await expect(dryRun.getByRole('alert')).toContainText(en('window.dryRun.wrong'));

  await drawer.getByText(en('window.rules.kindRegex'), { exact: true }).first().click();
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('payment (\\d+) failed');
  await drawer.getByRole('textbox', { name: en('window.message.label') }).fill('Payment {{1}}');
  await dryRun.getByRole('button', { name: en('window.dryRun.start') }).click();
  await expect(dryRun.getByText(en('dryRun.came', { matches: 3, sent: 2, won: 18 }))).toBeVisible();
  await expect(dryRun.getByText(enPattern('dryRun.read', { lines: 4, files: 2 }))).toBeVisible();
  const texts = dryRun.getByRole('list', { name: en('window.dryRun.texts', { count: 2 }) }).getByRole('listitem');
  await expect(texts).toHaveCount(2);
  await expect(texts.first()).toContainText(`당직SMS${en('window.dryRun.measures', { bytes: 9, won: 9 })}Payment 1`);
  await expect(texts.last()).toContainText('Payment 3');

  await dryRun.getByRole('tab', { name: en('window.dryRun.matches', { count: 3 }) }).click();
  const matches = dryRun.getByRole('list', { name: en('window.dryRun.matches', { count: 3 }) });
  await expect(matches.locator('mark')).toHaveText(['payment 1 failed', 'payment 2 failed', 'payment 3 failed']);
  await expect(matches).toContainText('⟨ESC⟩[31m');
  await expect(matches).toContainText(`${log}.1.gz`);
  await dryRun.getByRole('tab', { name: en('window.dryRun.held', { count: 1 }) }).click();
  await expect(dryRun.getByRole('row', { name: `${en('dryRun.held.cooldown')} 1` })).toBeVisible();

  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('.');
  await expect(dryRun.getByText(en('window.dryRun.stale'))).toBeVisible();
  expect(folder.config()).toEqual(before);
  await rules.keyboard.press('Escape');
  await rules.getByRole('button', { name: en('window.unsaved.discard') }).click();
  await expect(drawer).toBeHidden();
});

test('the last lines of a file show the matches of a rule as it is edited', async ({ start, folder }) => {
  const log = folder.path('app.log');
  writeFileSync(log, 'payment 3 failed\npayment 4 was made\n\u001b[31mpayment 5 failed\n');
  folder.configure({ recipients, files: [{ id: 'app', path: log }] });
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  await rules
    .getByRole('button', { name: en('window.rules.add') })
    .first()
    .click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.new') });
  const section = drawer.getByRole('region', { name: en('window.dryRun.lastLines') });
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('failed');
  await expect(section.getByText(en('window.dryRun.lastLinesFound', { count: 2, lines: 3 }))).toBeVisible();
  const lines = section.getByRole('list', { name: en('window.dryRun.lastLinesOf', { path: log }) });
  await expect(lines.locator('mark')).toHaveText(['failed', 'failed']);
  await expect(lines).toContainText('⟨ESC⟩[31mpayment 5 failed');
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('made');
  await expect(lines.locator('mark')).toHaveText(['made']);
  await drawer.getByText(en('window.rules.kindRegex'), { exact: true }).first().click();
  await drawer.getByRole('textbox', { name: en('window.rules.pattern') }).fill('(unclosed');
  await expect(section.getByRole('list')).toBeHidden();
});

test('a dry run warns about a rule that matches everything, and can be canceled', async ({ start, folder }) => {
  const log = folder.path('app.log');
  writeFileSync(log, 'hello\n'.repeat(3_000_000));
  folder.configure({
    recipients,
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'all', name: 'All', match: { text: 'hello' }, cooldown: '1h' }],
  });
  const app = await start();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.row.editOf', { title: 'All' }) }).click();
  const dryRun = rules.getByRole('dialog').getByRole('region', { name: en('window.dryRun.title') });
  await dryRun.getByRole('button', { name: en('window.dryRun.start') }).click();
  await expect(dryRun.getByRole('progressbar', { name: en('window.dryRun.reading') })).toBeVisible();
  await dryRun.getByRole('button', { name: en('window.dryRun.cancel') }).click();
  await expect(dryRun.getByRole('status')).toHaveText(en('window.dryRun.cancelled'));

  writeFileSync(log, 'hello\n'.repeat(300));
  await dryRun.getByRole('button', { name: en('window.dryRun.start') }).click();
  await expect(dryRun.getByText(en('dryRun.warning.matches-all', { matches: 300, lines: 300 }))).toBeVisible();
});

for (const language of LANGUAGES) {
  test(`a dry run is accessible: ${language}`, async ({ start, folder }) => {
    const log = folder.path('app.log');
    const lines = Array.from({ length: 300 }, (_, index) => hoursAgo(20 - index / 30, `ERROR 디스크 sda${index}`));
    writeFileSync(log, lines.join(''));
    const rules = [{ id: 'disk', name: '디스크', match: { text: '디스크' }, message: '[{{rule}}] {{line}}' }];
    folder.configure({ policy: UNBOUNDED, recipients, files: [{ id: 'app', path: log }], rules });
    const app = await start({ language });
    const page = await app.goTo('rules');
    await page.getByRole('button', { name: app.t('window.row.editOf', { title: '디스크' }) }).click();
    const dryRun = page.getByRole('region', { name: app.t('window.dryRun.title') });
    await dryRun.getByRole('button', { name: app.t('window.dryRun.start') }).click();
    await expect(dryRun.getByRole('alert')).toHaveCount(2);
    for (const tab of ['texts', 'matches', 'held', 'days'] as const) {
      const name = app.t(`window.dryRun.${tab}`, { count: tab === 'held' ? 0 : 300 });
      await dryRun.getByRole('tab', { name }).click();
      await dryRun.getByRole('tabpanel').scrollIntoViewIfNeeded();
      expect.soft(await axeViolationsInBothThemes(page)).toEqual([]);
    }
  });
}
