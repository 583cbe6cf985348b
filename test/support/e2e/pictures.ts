import { expect, type Page } from '@playwright/test';
import type { LogbellApp } from './logbell-app';

/** Inner size of a window, CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Both languages and both themes, each once. */
export const LOOKS = [
  { language: 'ko', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;

/** The smallest window. */
export const SMALL: WindowSize = { width: 900, height: 600 };

/** High enough for a whole drawer or page. */
export const HIGH: WindowSize = { width: 900, height: 2_400 };

/** Resolves after two frames: the resize event comes with the first, what it changes is drawn with the second. */
const REDRAWN = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))';

/** Resizes the window and returns the page once it is redrawn. */
export async function resize(app: LogbellApp, { width, height }: WindowSize): Promise<Page> {
  const page = await app.window();
  await app.electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await expect.poll(() => page.evaluate<number>('innerWidth')).toBe(width);
  await expect.poll(() => page.evaluate<number>('innerHeight')).toBe(height);
  await page.evaluate(REDRAWN);
  return page;
}

/** Resolves when animations have ended; endless ones, such as a loader, are not waited for. */
const MOVEMENTS_ENDED = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished),
)`;

/** Waits until animations have ended. */
export async function stands(page: Page): Promise<void> {
  await page.evaluate(MOVEMENTS_ENDED);
}

/** Saves a screenshot once animations have ended, for a person to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await stands(page);
  await page.screenshot({ path: `test-results/pictures/${name}.png`, animations: 'disabled', caret: 'hide' });
}
