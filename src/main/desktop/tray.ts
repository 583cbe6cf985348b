import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import type { TrayAction, TrayRow, TrayView } from './tray-view';

/** Icons that follow each other faster get lost on the way to the panel. */
const THROTTLE_MS = 200;

/** What the tray is given. */
export interface TrayParts {
  /** Folder of `<state>.png`. */
  readonly icons: string;
  readonly act: (action: TrayAction) => void;
}

/** The tray icon: one for the app's whole life, as only the first is a StatusNotifierItem (Electron docs, Tray). */
export interface DesktopTray {
  /** Shows a view; an equal one changes nothing. */
  show(view: TrayView): void;
}

/** Puts the icon into the tray. Throws when the desktop refuses it. */
export function createTray(first: TrayView, { icons, act }: TrayParts): DesktopTray {
  const image = (view: TrayView): Electron.NativeImage => nativeImage.createFromPath(join(icons, `${view.icon}.png`));
  const tray = new Tray(image(first));
  let shown: TrayView | null = null;
  let next = first;
  let timer: NodeJS.Timeout | null = null;

  const render = (): void => {
    timer = null;
    if (tray.isDestroyed() || isDeepStrictEqual(shown, next)) {
      return;
    }
    if (shown?.icon !== next.icon) {
      tray.setImage(image(next));
    }
    tray.setToolTip(next.tooltip);
    // On Linux a menu shows its changes only when it is set anew (Electron docs, Tray).
    tray.setContextMenu(Menu.buildFromTemplate(next.rows.map((row) => menuItem(row, act))));
    shown = next;
    timer = setTimeout(render, THROTTLE_MS);
  };

  tray.on('click', () => act({ do: 'open' }));
  render();
  return {
    show: (view) => {
      next = view;
      if (timer === null) {
        render();
      }
    },
  };
}

function menuItem(row: TrayRow, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (row.kind) {
    case 'line':
      return { type: 'separator' };
    case 'text':
      return { label: row.label, enabled: false };
    case 'action':
      return { label: row.label, click: () => act(row.action) };
    case 'menu':
      return { label: row.label, submenu: row.rows.map((inner) => menuItem(inner, act)) };
  }
}
