import { expect, type Page } from '@playwright/test';
import type { PageName } from '../../src/shared/contract/ipc/pushes';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { cutOff, NARROWEST, WINDOW_SIZES } from '../support/e2e/layout';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { resize } from '../support/e2e/pictures';

const PAGES: readonly PageName[] = ['overview', 'rules', 'files', 'history', 'settings', 'help'];
const TABS = ['connection', 'people', 'limits'] as const;
const COUNT = 30;
/** Words without a place to break, and a sentence with many. */
const UNBROKEN = 'payment-gateway-connection-pool-exhausted-on-the-primary';
const SENTENCE = '결제 서버의 데이터베이스 연결이 끊어져 다시 시도하는 경우 the payment server lost its database';
const LONG_LINE = `203.0.113.1 - - "GET /${'checkout/'.repeat(60)}${'a'.repeat(300)}" 502 failed\n`;

const nameOf = (at: number): string => `${at} ${at % 2 === 0 ? UNBROKEN : SENTENCE}`;
const numbers = Array.from({ length: COUNT }, (_nothing, at) => at);

/** Settings with many items, all of whose names are long. */
function many(folder: AppFolder): object {
  const log = folder.path(`${UNBROKEN}.log`);
  folder.append('', log);
  return {
    app: { firstSteps: 'done' },
    recipients: numbers.map((at) => ({ id: `r${at}`, name: nameOf(at), number: `010-1234-56${at + 10}` })),
    groups: [{ id: 'everyone', name: SENTENCE, recipients: numbers.map((at) => `r${at}`) }],
    files: [{ id: 'app', path: log }],
    rules: numbers.map((at) => ({
      ...{ id: `rule-${at}`, name: nameOf(at), recipients: at === 0 ? ['r0'] : numbers.map((one) => `r${one}`) },
      ...{ files: ['app'], match: { regex: `(${UNBROKEN}|${at === 0 ? 'failed' : `code ${at}`})` } },
      ...{ threshold: { count: 2, within: '10m' }, escalate: { after: '10m', to: ['everyone', 'r1'] } },
    })),
  };
}

async function openDrawer(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click();
  await page.getByRole('dialog').waitFor();
}

/** Names of cut-off controls by place, of those places that have some. */
async function cutOffAnywhere(app: LogbellApp): Promise<Record<string, readonly string[]>> {
  const { t } = app;
  const page = await app.window();
  const found: Record<string, readonly string[]> = {};
  const look = async (place: string): Promise<void> => {
    const names = await cutOff(page);
    Object.assign(found, names.length > 0 && { [place]: names });
  };
  const lookAtDrawer = async (place: string, title: string): Promise<void> => {
    await openDrawer(page, title);
    await look(place);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  for (const name of PAGES) {
    await app.goTo(name);
    await look(name);
  }
  for (const tab of TABS) {
    await app.goToDelivery(tab);
    await look(tab);
  }
  await app.goToDelivery('people');
  await lookAtDrawer('group', t('window.row.editOf', { title: SENTENCE }));
  await app.goTo('rules');
  await lookAtDrawer('rule', t('window.row.editOf', { title: nameOf(1) }));
  await lookAtDrawer('dry run', t('window.dryRun.titleOf', { title: nameOf(1) }));
  await app.goTo('history');
  await page
    .getByRole('radiogroup', { name: t('window.incidents.view') })
    .getByText(t('window.incidents.incidents'), { exact: true })
    .click();
  await page.getByRole('button', { name: t('window.incidents.closeOf', { id: 1 }) }).waitFor();
  await look('incidents');
  return found;
}

for (const language of LANGUAGES) {
  test(`30 recipients, 30 rules and long names and lines leave all controls in view: ${language}`, async ({
    start,
    folder,
  }) => {
    folder.configure(many(folder));
    const app = await start({ language });
    await app.follows();
    folder.append(LONG_LINE.repeat(3), folder.path(`${UNBROKEN}.log`));
    await expect((await app.goTo('history')).getByRole('article').first()).toBeVisible();
    for (const size of [...WINDOW_SIZES, NARROWEST]) {
      await resize(app, size);
      expect.soft(await cutOffAnywhere(app), `${size.width}`).toEqual({});
    }
  });

  test(`the rules table keeps recipients and actions in view in the narrowest window: ${language}`, async ({
    start,
    folder,
  }) => {
    folder.configure(many(folder));
    const app = await start({ language });
    const { t } = app;
    await app.goTo('rules');
    const page = await resize(app, NARROWEST);
    const edit = page.getByRole('button', { name: t('window.row.editOf', { title: nameOf(2) }), exact: true });
    const row = page.getByRole('row').filter({ has: edit });
    await row.scrollIntoViewIfNeeded();
    for (const name of ['window.row.editOf', 'window.row.deleteOf', 'window.dryRun.titleOf', 'window.mute.muteOf']) {
      await expect(row.getByRole('button', { name: t(name, { title: nameOf(2) }), exact: true })).toBeInViewport({
        ratio: 1,
      });
    }
    const recipients = row.getByTitle(nameOf(29)).filter({ visible: true });
    await expect(recipients).toBeInViewport({ ratio: 1 });
  });
}
