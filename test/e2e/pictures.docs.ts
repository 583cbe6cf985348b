import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { RulePart } from '../../src/renderer/forms/rule/rule-fields';
import { LANGUAGES } from '../support/e2e/languages';
import { phoneAddress } from '../support/e2e/practice-phone';
import { boxOf, Camera } from '../support/pictures/camera';
import { test } from '../support/pictures/docs-test';
import { failedRequest, Shop } from '../support/pictures/shop';
import { trayMenuPicture } from '../support/pictures/tray-picture';

/** Device pixels for each CSS pixel: sharp on every screen. */
const SCALE = 2;
/** Sizes of window and phone in the pictures, CSS pixels. */
const HISTORY = { width: 900, height: 770 } as const;
const PHONE = { width: 390, height: 480 } as const;
/** High enough for a whole form. */
const HIGH = { width: 900, height: 2_600 } as const;
/** Around a part of a form, CSS pixels. */
const MARGIN = 14;
/** Between the last field and the lower edge of a form, CSS pixels. */
const FOOTER = 80;

for (const language of LANGUAGES) {
  const save = (name: string, png: Uint8Array): void => {
    const file = join('docs', 'images', language, `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, png);
  };

  test(`pictures of the docs: ${language}`, async ({ start, folder, browse, trayHost, xScreen }) => {
    test.setTimeout(120_000);
    const shop = new Shop(folder, language);
    shop.open();
    const app = await start({ language });
    const { t } = app;
    await app.follows(2);

    const page = await app.goTo('history');
    const camera = await Camera.of(page);
    const entries = page.getByRole('article');
    const delivered = entries.getByText(t('window.text.delivered'), { exact: true });
    shop.failRequests(10);
    await expect(delivered).toHaveCount(1);
    shop.fillDisk('/var 98%');
    await expect(delivered).toHaveCount(2);
    shop.fillDisk('/var 99%');
    await expect(entries.filter({ hasText: '/var 99%' })).toBeVisible();
    await camera.layOut(HISTORY, SCALE);
    save('history', await camera.picture());

    await app.goTo('rules');
    await camera.layOut(HIGH, SCALE);
    await page.getByRole('button', { name: t('window.row.editOf', { title: shop.rules.nginx }) }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: t('window.try.label') }).fill(failedRequest(Date.now()).trim());
    await expect(drawer.getByRole('status').filter({ hasText: '502' }).first()).toBeVisible();
    await drawer.getByRole('heading').first().click();
    const dryRun = drawer.getByRole('region', { name: t('window.dryRun.title') });
    await dryRun.getByRole('button', { name: t('window.dryRun.start') }).click();
    await expect(dryRun.getByRole('tab')).toHaveCount(4);
    save('dry-run', await camera.picture(dryRun, MARGIN));
    const partOf = (part: RulePart): Locator =>
      drawer.getByRole('button', { name: t(`window.part.${part}`), exact: true });
    await partOf('text').click();
    await drawer.getByRole('heading').first().click();
    const last = await boxOf(partOf('limits'));
    await camera.layOut({ ...HIGH, height: Math.ceil(last.y + last.height) + FOOTER }, SCALE);
    save('rule-form', await camera.picture(drawer));

    // A long line would make the menu as wide as the screen.
    await page.keyboard.press('Escape');
    await app.goTo('history');
    await page
      .getByRole('radiogroup', { name: t('window.incidents.view') })
      .getByText(t('window.incidents.incidents'), { exact: true })
      .click();
    await page.getByRole('button', { name: t('window.incidents.closeOf', { id: 1 }) }).click();
    const tray = await trayHost.itemOf(app.pid);
    await expect
      .poll(async () => (await tray.labels()).filter((label) => label.includes('203.0.113.7')).length)
      .toBeLessThan(2);
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    save('tray-menu', await trayMenuPicture(xScreen));
    await tray.activate();

    const phone = await browse(await phoneAddress(app));
    const phoneCamera = await Camera.of(phone);
    await phoneCamera.layOut(PHONE, SCALE);
    await expect(phone.getByRole('listitem')).toHaveCount(2);
    save('practice-phone', await phoneCamera.picture());
  });
}
