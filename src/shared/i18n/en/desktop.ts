import type { SameKeys } from '../../common/same-keys';
import type { desktop as korean } from '../ko/desktop';

/** English strings that the desktop app prints in a terminal. */
export const desktop: SameKeys<typeof korean> = {
  help: `Usage: logbell-desktop [options]

  --hidden           Start in the tray without a window
  --config-dir DIR   Keep settings, data and logs in DIR (same as LOGBELL_CONFIG_DIR)
  --version          Print the version
  --help             Print this help

If Logbell is already running, its window opens. Chromium options work too:
  --password-store=gnome-libsecret|kwallet5|kwallet6|basic   Keyring that stores the keys
  --ozone-platform=x11|wayland                               Display system to use
`,
};
