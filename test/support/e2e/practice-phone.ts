import { expect } from '@playwright/test';
import type { LogbellApp } from './logbell-app';

/** Records the addresses that would open in the desktop browser, and opens none. */
export async function noteOpened(app: LogbellApp): Promise<() => Promise<string[]>> {
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(shell, {
      openExternal: (url: string) => {
        opened.push(url);
        return Promise.resolve();
      },
      opened,
    });
  });
  return () => app.electron.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened);
}

/** Opens the practice phone as a person would, and returns its address. */
export async function phoneAddress(app: LogbellApp): Promise<string> {
  const opened = await noteOpened(app);
  const page = await app.goTo('delivery');
  await page.getByRole('button', { name: app.t('window.delivery.openPhone') }).click();
  await expect.poll(opened).toHaveLength(1);
  return (await opened())[0] ?? '';
}
