import { expect, type Page } from '@playwright/test';
import type { LogbellApp } from './logbell-app';

/** The inner size of a window, in CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Both languages and both themes, once each. */
export const LOOKS = [
  { language: 'ko', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;

/** The smallest window. */
export const SMALL: WindowSize = { width: 900, height: 600 };

/** High enough for a whole drawer or a whole page. */
export const HIGH: WindowSize = { width: 900, height: 2_400 };

/** Gives the window this size, and the page once it is drawn so. */
export async function resize(app: LogbellApp, { width, height }: WindowSize): Promise<Page> {
  const page = await app.window();
  await app.electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await expect.poll(() => page.evaluate<number>('innerWidth')).toBe(width);
  await expect.poll(() => page.evaluate<number>('innerHeight')).toBe(height);
  return page;
}

/** What moves for ever, such as a loader, is not waited for. */
const MOVEMENTS_ENDED = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished),
)`;

/** Keeps what the window shows, once its movements have ended, as a picture for a person to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.evaluate(MOVEMENTS_ENDED);
  await page.screenshot({ path: `test-results/pictures/${name}.png`, animations: 'disabled', caret: 'hide' });
}
