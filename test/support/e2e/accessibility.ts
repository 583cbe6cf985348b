import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

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
export async function settled(page: Page): Promise<void> {
  await page.evaluate(STILL);
}

/** Violations that axe finds on the page once its animations have ended; empty if there are none. */
export async function axeViolations(page: Page): Promise<readonly object[]> {
  await settled(page);
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return found.violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
}
