import { expect, type Page } from '@playwright/test';
import type { LogbellApp } from './logbell-app';

/** The inner size of a window, in CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

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

/** Keeps what the window shows, once its movements have ended, as a picture for a person to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
  await page.screenshot({ path: `test-results/pictures/${name}.png`, animations: 'disabled', caret: 'hide' });
}
