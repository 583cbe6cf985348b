import { isDeepStrictEqual } from 'node:util';
import { until } from '../time/until';
import type { Area, XScreen } from './x-screen';

const DESKTOP_COLOR = 0x5b7083;

/** Middle of the first icon in the panel (docs-test.ts), and a place without windows, px. */
const ICON = { x: 28, y: 28 } as const;
const NOWHERE = { x: 10, y: 980 } as const;
/** Time in which an open menu is drawn. */
const DRAWN_MS = 500;
/** Desktop shown around the menu, px. */
const MARGIN = 32;

/** Opens the menu of the tray icon with the mouse; returns a PNG of it and of the panel above. */
export async function trayMenuPicture(screen: XScreen): Promise<Uint8Array> {
  screen.paint(DESKTOP_COLOR);
  screen.click('right', ICON);
  const menu = await until(async () => {
    const popup = await popupAtIcon(screen);
    await new Promise((resolve) => setTimeout(resolve, DRAWN_MS));
    return isDeepStrictEqual(popup, await popupAtIcon(screen)) ? popup : undefined;
  }, 'the menu of the tray is open');
  const right = menu.x + menu.width + MARGIN;
  const picture = await screen.picture({ x: 0, y: 0, width: right, height: menu.y + menu.height + MARGIN });
  screen.click('left', NOWHERE);
  return picture;
}

async function popupAtIcon(screen: XScreen): Promise<Area | undefined> {
  const popups = await screen.popups();
  return popups.find(({ x, y, width }) => x >= 0 && x <= ICON.x && x + width > ICON.x && y >= ICON.y);
}
