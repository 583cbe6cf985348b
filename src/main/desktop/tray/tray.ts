import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AppStatus } from '../../../shared/contract/status';
import type { StatusContext } from '../../../shared/i18n/status-text';
import { errorCode } from '../../engine/common/error-code';
import type { Log } from '../common/log';
import { hasTrayHost, waitForTrayHost } from './tray-host';
import { type TrayAction, type TrayRow, type TrayView, trayView } from './tray-view';

/** Shortest time between two updates, ms; icons that change faster get lost on the way to the panel. */
const THROTTLE_MS = 200;

/**
 * Number of checks for a tray host. At login, panels come up within seconds; after that, the older tray protocol is
 * tried.
 */
const HOST_CHECKS = 15;
const HOST_CHECK_MS = 1_000;

export interface TrayControllerDeps {
  readonly icons: string;
  readonly status: () => AppStatus;
  readonly context: () => Omit<StatusContext, 'now'>;
  readonly act: (action: TrayAction) => void;
  readonly log: Log;
}

/** Controls the one tray icon. */
export interface TrayController {
  /**
   * Shows the icon once there is a tray host, or after 15 s; resolves to whether there is one. A desktop that refuses
   * the icon does not stop the app.
   */
  start(): Promise<boolean>;
  /** Updates the icon after a change of status or language. */
  refresh(): void;
  /** True if there was a tray host at the last check. */
  hasHost(): boolean;
}

/** Creates the controller; no icon is shown before `start`. */
export function createTrayController(deps: TrayControllerDeps): TrayController {
  let tray: DesktopTray | null = null;
  let hasHost = true;
  const view = (): ReturnType<typeof trayView> => trayView(deps.status(), { ...deps.context(), now: Date.now() });
  return {
    start: async () => {
      hasHost = await hasTrayHost();
      hasHost ||= await waitForTrayHost(HOST_CHECKS, HOST_CHECK_MS);
      try {
        tray = createTray(view(), { icons: deps.icons, act: deps.act });
      } catch (error) {
        hasHost = false;
        deps.log.error('tray', errorCode(error));
      }
      deps.log.info('tray', hasHost ? 'shown' : 'no-host');
      return hasHost;
    },
    refresh: () => tray?.show(view()),
    hasHost: () => hasHost,
  };
}

interface TrayDeps {
  /** Folder that contains `<state>.png`. */
  readonly icons: string;
  readonly act: (action: TrayAction) => void;
}

/** Tray icon, one for the app's whole life: only the first is a StatusNotifierItem (Electron docs, Tray). */
interface DesktopTray {
  /** Shows a view; an equal one changes nothing. */
  show(view: TrayView): void;
}

/** Puts the icon into the tray. Throws if the desktop refuses it. */
function createTray(first: TrayView, { icons, act }: TrayDeps): DesktopTray {
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
    // On Linux, changes to a menu show only after setContextMenu (Electron docs, Tray).
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
