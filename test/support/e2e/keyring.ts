import { startDaemon, type Daemon } from './daemon';
import type { SessionBus } from './session-bus';

/**
 * Environment that makes Chromium use this keyring (Electron docs, safeStorage: the backend depends on the desktop).
 */
export const KEYRING_DESKTOP = { XDG_CURRENT_DESKTOP: 'XFCE' } as const;

/** Starts the real gnome-keyring-daemon with an unlocked keyring below `dataHome`. */
export async function startKeyring(bus: SessionBus, dataHome: string): Promise<Daemon> {
  return startDaemon({
    command: 'gnome-keyring-daemon',
    args: ['--foreground', '--unlock', '--components=secrets', `--control-directory=${dataHome}`],
    env: { XDG_DATA_HOME: dataHome },
    input: 'password of a test',
    ready: () => bus.hasOwner('org.freedesktop.secrets'),
  });
}
