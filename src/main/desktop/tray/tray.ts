import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AppStatus } from '../../../shared/contract/status';
import { errorCode } from '../../engine/common/error-code';
import type { Log } from '../common/log';
import { hasTrayHost, waitForTrayHost } from './tray-host';
import { type TrayAction, type TrayRow, type TrayView, trayView, type TrayWords } from './tray-menu';

/** Icons that follow each other faster get lost on the way to the panel. */
const THROTTLE_MS = 200;

/** What the tray is given. */
interface TrayDeps {
  /** Folder of `<state>.png`. */
  readonly icons: string;
  readonly act: (action: TrayAction) => void;
}

/** The tray icon: one for the app's whole life, as only the first is a StatusNotifierItem (Electron docs, Tray). */
interface DesktopTray {
  /** Shows a view; an equal one changes nothing. */
  show(view: TrayView): void;
}

/** Puts the icon into the tray. Throws when the desktop refuses it. */
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

/** At login, panels come up within seconds; after that the older way of tray icons is tried. */
const TRIES = 15;
const EVERY_MS = 1_000;

/** What the tray of the desktop is given. */
export interface TrayKeeperDeps {
  readonly icons: string;
  readonly status: () => AppStatus;
  readonly words: () => Omit<TrayWords, 'now'>;
  readonly act: (action: TrayAction) => void;
  readonly log: Log;
}

/** Looks after the one tray icon. */
export interface TrayKeeper {
  /**
   * Puts the icon up once something shows tray icons, or after 15 s; gives whether something does. A desktop that
   * refuses it is no reason to stop.
   */
  start(): Promise<boolean>;
  /** The status or the language has changed. */
  refresh(): void;
  /** Whether something showed tray icons when last asked. */
  hasHost(): boolean;
}

/** Creates the keeper; no icon is put up before `start`. */
export function createTrayKeeper(deps: TrayKeeperDeps): TrayKeeper {
  let tray: DesktopTray | null = null;
  let host = true;
  const view = (): ReturnType<typeof trayView> => trayView(deps.status(), { ...deps.words(), now: Date.now() });
  return {
    start: async () => {
      host = await hasTrayHost();
      host ||= await waitForTrayHost(TRIES, EVERY_MS);
      try {
        tray = createTray(view(), { icons: deps.icons, act: deps.act });
      } catch (error) {
        host = false;
        deps.log.error('tray', errorCode(error));
      }
      deps.log.info('tray', host ? 'shown' : 'no-host');
      return host;
    },
    refresh: () => tray?.show(view()),
    hasHost: () => host,
  };
}
