import type { AppStatus } from '../../shared/contract/status';
import { errorCode } from '../engine/common/error-code';
import type { Log } from './log';
import { hasTrayHost, waitForTrayHost } from './tray-host';
import { trayView, type TrayAction, type TrayWords } from './tray-view';
import { createTray, type DesktopTray } from './tray';

/** At login, panels come up within seconds; after that the older way of tray icons is tried. */
const TRIES = 15;
const EVERY_MS = 1_000;

/** What the tray of the desktop is given. */
export interface TrayKeeperParts {
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
export function createTrayKeeper(parts: TrayKeeperParts): TrayKeeper {
  let tray: DesktopTray | null = null;
  let host = true;
  const view = (): ReturnType<typeof trayView> => trayView(parts.status(), { ...parts.words(), now: Date.now() });
  return {
    start: async () => {
      host = await hasTrayHost();
      host ||= await waitForTrayHost(TRIES, EVERY_MS);
      try {
        tray = createTray(view(), { icons: parts.icons, act: parts.act });
      } catch (error) {
        host = false;
        parts.log.error('tray', errorCode(error));
      }
      parts.log.info('tray', host ? 'shown' : 'no-host');
      return host;
    },
    refresh: () => tray?.show(view()),
    hasHost: () => host,
  };
}
