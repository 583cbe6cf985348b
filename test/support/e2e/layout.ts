import type { Page } from '@playwright/test';

/** Sizes at which no control may be outside the window: the smallest, and that of the first start. */
export const WINDOW_SIZES = [
  { width: 900, height: 600 },
  { width: 1_000, height: 720 },
] as const;

/** The narrowest size that the window takes. */
export const NARROWEST = { width: 640, height: 600 } as const;

/**
 * Names of the shown controls that are cut off at the left or right, by the window or by a part of it that does not
 * scroll; includes the page if it scrolls sideways.
 */
const CUT_OFF = `(() => {
  const width = document.documentElement.clientWidth;
  const controls = [...document.querySelectorAll('button, a[href], input, textarea, select, [role=button]')];
  const clippedBy = (control, left, right) => {
    for (let above = control.parentElement; above !== null; above = above.parentElement) {
      const box = above.getBoundingClientRect();
      const { overflowX } = getComputedStyle(above);
      if (/auto|scroll/.test(overflowX)) {
        return false;
      }
      if (box.width > 1 && /hidden|clip/.test(overflowX) && (left < box.left - 1 || right > box.right + 1)) {
        return true;
      }
    }
    return false;
  };
  const cut = controls.filter((control) => {
    const { left, right, width: own } = control.getBoundingClientRect();
    const isShown = own > 1 && control.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return isShown && (left < 0 || right > width || clippedBy(control, left, right));
  });
  const names = cut.map((control) => control.getAttribute('aria-label') ?? control.textContent);
  return document.documentElement.scrollWidth > width ? [...names, 'page'] : names;
})()`;

/** Returns the names of the controls that reach outside the window sideways, and `page` if it scrolls sideways. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(CUT_OFF);
}
