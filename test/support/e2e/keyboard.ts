import { expect, type Locator, type Page } from '@playwright/test';

/** More than the number of focusable elements on any page. */
const MOST_TABS = 80;

/** Presses Tab until this, which must be shown, has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  await focusArrived(page);
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if ((await target.and(page.locator(':focus')).count()) === 1) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}.`);
}

/** Moves the focus to this and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Waits until an open dialog or menu has the focus, which it takes some time after it is shown. */
export async function focusArrived(page: Page): Promise<void> {
  const layers = page.getByRole('dialog').or(page.getByRole('menu'));
  const hasFocus = layers.filter({ has: page.locator(':focus') }).or(layers.and(page.locator(':focus')));
  await expect.poll(async () => (await layers.count()) === 0 || (await hasFocus.count()) > 0).toBe(true);
}
