import type { Page } from '@playwright/test';

/** Sizes at which no control may be outside the window: the smallest, and that of the first start. */
export const WINDOW_SIZES = [
  { width: 900, height: 600 },
  { width: 1_000, height: 720 },
] as const;

/** Names of the shown controls that are cut off at the left or right; includes the page if it scrolls sideways. */
const CUT_OFF = `(() => {
  const width = document.documentElement.clientWidth;
  const controls = [...document.querySelectorAll('button, a[href], input, textarea, select, [role=button]')];
  const cut = controls.filter((control) => {
    const { left, right, width: own } = control.getBoundingClientRect();
    return own > 0 && control.checkVisibility() && (left < 0 || right > width);
  });
  const names = cut.map((control) => control.getAttribute('aria-label') ?? control.textContent);
  return document.documentElement.scrollWidth > width ? [...names, 'page'] : names;
})()`;

/** Returns the names of the controls that reach outside the window sideways, and `page` if it scrolls sideways. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(CUT_OFF);
}
