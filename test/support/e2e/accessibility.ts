import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Resolves once nothing moved at three checks in a row and every dialog is opaque: a transition may start some frames
 * after its dialog is in the page. Timers run in a hidden page, too, which gets no animation frames.
 */
const STILL = `new Promise((resolve) => {
  const isOpaque = (element) => !element || (getComputedStyle(element).opacity === '1' && isOpaque(element.parentElement));
  let checksStill = 0;
  const check = () => {
    const isMoving = document.getAnimations().some(({ playState }) => playState === 'running');
    const isStill = !isMoving && [...document.querySelectorAll('[role=dialog]')].every(isOpaque);
    checksStill = isStill ? checksStill + 1 : 0;
    if (checksStill < 3) {
      setTimeout(check, 20);
    } else {
      resolve();
    }
  };
  check();
})`;

/** Waits until the page has stopped moving. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(STILL);
}

/** Rules of axe whose outcome depends on the theme of a page. */
const COLORS = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] };

/** Violations that axe finds on the page once its animations have ended; empty if there are none. */
export async function axeViolations(page: Page, runOnly?: typeof COLORS): Promise<readonly object[]> {
  await settled(page);
  // Loading axe takes as long as a check with it, and AxeBuilder would load it twice each time.
  const isLoaded = await page.evaluate<boolean>('typeof window.axe === "object"');
  const found = await new AxeBuilder({ page, ...(isLoaded && { axeSource: 'void 0' }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], ...(runOnly && { runOnly }) })
    .analyze();
  return found.violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
}

/**
 * Violations that axe finds on a page of the window in the light theme, and of its colors in the dark one. The settings
 * must leave the theme to the desktop.
 */
export async function axeViolationsInBothThemes(page: Page): Promise<readonly object[]> {
  const inTheme = async (colorScheme: 'light' | 'dark'): Promise<readonly object[]> => {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const found = await axeViolations(page, colorScheme === 'dark' ? COLORS : undefined);
    return found.map((violation) => ({ ...violation, colorScheme }));
  };
  return [...(await inTheme('dark')), ...(await inTheme('light'))];
}
