import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { RULE_PARTS } from '../../src/renderer/forms/rule/rule-fields';
import { test } from '../support/e2e/desktop-test';
import { openFrom, saveTo } from '../support/e2e/dialogs';
import { livedIn } from '../support/e2e/lived-in';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { HIGH, LOOKS, resize, SMALL, takePicture } from '../support/e2e/pictures';
import { liveSettings } from '../support/engine/live-settings';

const PAYMENTS = Array.from({ length: 40 }, (_, index) => {
  const at = new Date(Date.now() - (40 - index) * 1_800_000).toISOString();
  return `${at} payment ${index} ${index % 3 === 0 ? 'failed' : 'made'}\n`;
}).join('');

async function discard(page: Page, { t }: LogbellApp): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: t('window.unsaved.discard') }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

for (const { language, theme } of LOOKS) {
  const named = (state: string): string => `state-${state}-${language}-${theme}`;

  test(`states of rules, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    folder.configure({ ...livedIn(folder), app: { theme, firstSteps: 'done' } });
    writeFileSync(folder.path('payment.log'), PAYMENTS);
    const app = await start({ language });
    const { t } = app;
    const page = await app.goTo('rules');
    await resize(app, SMALL);
    await page.getByRole('button', { name: t('window.row.editOf', { title: '결제 오류' }) }).click();
    await takePicture(page, named('rule'));
    await resize(app, { ...HIGH, height: 3_000 });
    const drawer = page.getByRole('dialog');
    for (const part of RULE_PARTS) {
      const control = drawer.getByRole('button', { name: t(`window.part.${part}`), exact: true });
      if ((await control.getAttribute('aria-expanded')) === 'false') {
        await control.click();
      }
    }
    await takePicture(page, named('rule-parts'));
    for (const part of RULE_PARTS) {
      await drawer.getByRole('button', { name: t(`window.part.${part}`), exact: true }).click();
    }
    await resize(app, { ...HIGH, height: 1_600 });
    const dryRun = page.getByRole('region', { name: t('window.dryRun.title') });
    await dryRun.getByRole('button', { name: t('window.dryRun.start') }).click();
    await expect(dryRun.getByRole('tab')).toHaveCount(4);
    await takePicture(page, named('rule-dry-run'));
    await dryRun.getByRole('tab').nth(1).click();
    await takePicture(page, named('rule-dry-run-matches'));
    await resize(app, SMALL);
    await drawer.getByRole('button', { name: t('window.part.lines'), exact: true }).click();
    await drawer.getByRole('textbox', { name: t('window.rules.pattern'), exact: true }).fill('payment (?<id>\\d+');
    await drawer.getByRole('button', { name: t('window.form.save') }).click();
    await expect(drawer.locator('[aria-invalid=true]')).not.toHaveCount(0);
    await takePicture(page, named('rule-wrong'));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: t('window.unsaved.title') })).toBeVisible();
    await takePicture(page, named('unsaved'));
    await page.getByRole('button', { name: t('window.unsaved.discard') }).click();
    await page.getByRole('button', { name: t('window.mute.muteOf', { title: 'Disk full' }) }).click();
    await takePicture(page, named('mute'));
    await page.getByRole('menuitem', { name: t('window.mute.30m') }).click();
    await page.getByRole('button', { name: t('window.row.deleteOf', { title: '결제 오류' }) }).click();
    await page.getByRole('button', { name: t('window.removal.undo') }).waitFor();
    await takePicture(page, named('deleted'));
    await page.getByRole('button', { name: t('window.presets.add') }).click();
    await takePicture(page, named('presets'));
    await page.getByRole('button', { name: t('preset.disk-full'), exact: true }).click();
    await takePicture(page, named('preset'));
  });

  test(`states of files and delivery, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    const groups = [{ id: 'night', name: '야간 당직', recipients: ['me', 'lead'] }];
    folder.configure({ ...livedIn(folder), groups, app: { theme, firstSteps: 'done' } });
    writeFileSync(folder.path('payment.log'), PAYMENTS);
    const app = await start({ language });
    const { t } = app;
    const page = await app.goTo('files');
    await resize(app, SMALL);
    await page.getByRole('button', { name: t('window.files.add') }).click();
    await page.getByRole('textbox', { name: t('window.files.path') }).fill(folder.path('*.log'));
    await takePicture(page, named('file'));
    await page.getByRole('combobox', { name: t('window.files.grouping') }).click();
    await page.getByRole('option', { name: t('window.grouping.custom') }).click();
    await page.getByRole('textbox', { name: t('window.files.path') }).fill('var/log/app.log');
    await page.getByRole('textbox', { name: t('window.files.firstLine') }).fill('^\\d{4}-');
    await page.getByRole('button', { name: t('window.form.save') }).click();
    await resize(app, { ...SMALL, height: 1_200 });
    await expect(page.locator('[aria-invalid=true]')).not.toHaveCount(0);
    await takePicture(page, named('file-wrong'));
    await resize(app, SMALL);
    await discard(page, app);
    await page.getByRole('button', { name: t('window.live.openOf', { path: folder.path('payment.log') }) }).click();
    await expect(page.getByRole('log').locator('mark')).not.toHaveCount(0);
    await takePicture(page, named('live'));
    await close(page);
    await page.getByRole('button', { name: t('window.row.editOf', { title: folder.path('payment.log') }) }).click();
    await page.getByRole('button', { name: t('window.encodings.show') }).click();
    await page
      .getByRole('list', { name: t('window.encodings.list') })
      .getByRole('listitem')
      .first()
      .waitFor();
    await takePicture(page, named('encodings'));
    await close(page);
    await app.goToDelivery('limits');
    await resize(app, { ...HIGH, height: 3_600 });
    await page.getByRole('button', { name: t('window.quiet.add') }).click();
    await takePicture(page, named('delivery'));
    await page
      .getByRole('button', { name: t('window.form.revert') })
      .filter({ visible: true })
      .click();
    await resize(app, SMALL);
    await app.goToDelivery('people');
    await page.getByRole('button', { name: t('window.recipients.add') }).click();
    await page.getByRole('textbox', { name: t('window.recipients.number') }).fill('1588-1234');
    await page
      .getByRole('button', { name: t('window.form.save') })
      .last()
      .click();
    await takePicture(page, named('recipient-wrong'));
    await discard(page, app);
    await page.getByRole('button', { name: t('window.row.editOf', { title: '야간 당직' }) }).click();
    await takePicture(page, named('group'));
  });

  test(`the first start and its data, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    const app = await start({ language });
    const { t } = app;
    await app.goTo('settings');
    const page = await resize(app, { ...SMALL, height: 1_400 });
    await page
      .getByRole('radiogroup', { name: t('window.settings.theme') })
      .getByText(t(`window.theme.${theme}`))
      .click();
    await takePicture(page, named('settings'));
    const file = folder.path('export.json');
    await saveTo(app.electron, file);
    await resize(app, SMALL);
    await page.getByRole('button', { name: t('window.transfer.export'), exact: true }).click();
    await page.getByText(file).waitFor();
    await takePicture(page, named('exported'));
    writeFileSync(
      file,
      JSON.stringify({
        ...{ format: 'logbell-export', version: 1, later: 1, files: [{ id: 'app', path: '/var/log/app.log' }] },
        recipients: [{ id: 'lead', name: '팀장' }],
        rules: [{ id: 'led', name: 'Hello', match: { text: 'fatal' }, recipients: ['lead'] }],
      }),
    );
    await openFrom(app.electron, file);
    await page.getByRole('button', { name: t('window.transfer.import'), exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await takePicture(page, named('import'));
    await close(page);
    await app.goTo('overview');
    await expect.poll(() => page.evaluate<number>('scrollY')).toBe(0);
    await takePicture(page, named('first-step'));
    const steps = page.getByRole('region', { name: t('window.firstSteps.title') });
    execFileSync('sh', ['-c', await steps.getByRole('textbox').inputValue()]);
    await expect(steps.getByRole('status')).toContainText('An Event Occurred');
    await takePicture(page, named('first-step-done'));
    await steps.getByRole('button', { name: t('window.firstSteps.next') }).click();
    for (const [step, next] of [
      ['keys', 'skip'],
      ['who', 'skip'],
      ['what', 'finish'],
    ] as const) {
      await expect(steps).toContainText(t(`window.firstSteps.${step}Text`));
      await takePicture(page, named(`first-step-${step}`));
      await steps.getByRole('button', { name: t(`window.firstSteps.${next}`) }).click();
    }
    await expect(steps).toBeHidden();
    await resize(app, { ...SMALL, height: 1_400 });
    await takePicture(page, named('practice'));
    await page.getByRole('button', { name: t('window.incidents.show') }).click();
    await page.getByRole('heading', { level: 3 }).getByRole('button').click();
    await page.getByRole('article').first().waitFor();
    await takePicture(page, named('incident'));
    await app.goTo('help');
    await page.getByRole('button', { name: t('window.diagnostics.show') }).click();
    await page.getByRole('button', { name: t('window.diagnostics.save') }).waitFor();
    await takePicture(page, named('help'));
  });

  test(`what is wrong, for a person to look at: ${language} ${theme}`, async ({ start, folder, sens }) => {
    test.setTimeout(120_000);
    const rules = ['hello', 'disk', 'login'].map((text) => ({ id: text, match: { text }, message: '{{line}}' }));
    folder.append('', folder.path('logs.log'));
    folder.configure({
      ...liveSettings(sens, folder.dir),
      ...{ app: { theme, firstSteps: 'done' }, rules: [...rules, { id: 'wrong', match: { regex: '(' } }] },
      files: [{ id: 'app', path: folder.path('logs.log') }],
      policy: { budget: { textsPerDay: 2, reserve: 0 } },
    });
    const env = { LOGBELL_ACCESS_KEY: 'not-the-key', LOGBELL_SECRET_KEY: 'not-the-secret' };
    const app = await start({ language, env });
    await app.follows();
    folder.append('hello\ndisk\nlogin\n', folder.path('logs.log'));
    const page = await app.goTo('overview');
    await resize(app, { ...SMALL, height: 1_600 });
    await expect(page.getByRole('alert')).toHaveCount(3);
    await takePicture(page, named('problems'));
    await app.goTo('history');
    await takePicture(page, named('problems-history'));
    await app.goTo('rules');
    await takePicture(page, named('problems-rules'));
    await app.goTo('delivery');
    await page.getByRole('button', { name: app.t('window.test.send') }).click();
    await page
      .getByRole('region', { name: app.t('window.test.title'), exact: true })
      .getByRole('listitem')
      .first()
      .waitFor();
    await resize(app, { ...SMALL, height: 3_000 });
    await takePicture(page, named('problems-delivery'));
  });
}
