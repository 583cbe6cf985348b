import { basename, join } from 'node:path';
import { app } from 'electron';
import type { AppSettings } from '../../../shared/settings/schema';
import type { AppPaths } from '../../settings/config-dir';
import { readJsonFile } from '../../settings/json-file';
import { openJsonStore } from '../../settings/json-store';
import { serveApp } from '../window/app-protocol';
import { devServerOrigin, serveFromDevServer } from '../window/dev-server';
import { takeCalls, type AnswerCall, type IpcGuard } from '../ipc/ipc';
import type { Log } from '../common/log';
import { guardNavigation, guardSession } from '../window/session-guards';
import { createSettingsWindow, type SettingsWindow } from '../window/settings-window';

/** Guarded window that exists before the rest of the app is loaded; its calls wait for `answer`. */
export interface EarlyWindow {
  readonly window: SettingsWindow;
  readonly icon: string;
  readonly refusedCall: IpcGuard['refused'];
  /** Answers the waiting calls and all later ones. */
  readonly answer: (answer: AnswerCall) => void;
}

/** Sets up the guards and the window. Imports none of the large parts of the app, so that the window comes up first. */
export function openEarlyWindow({
  root,
  paths,
  log,
}: {
  readonly root: string;
  readonly paths: AppPaths;
  readonly log: Log;
}): EarlyWindow {
  const refused = (what: string): void => log.warn('guard', 'refused', { what });
  // The tray keeps Logbell alive without a window.
  app.on('window-all-closed', () => undefined);
  guardSession(refused);
  guardNavigation(refused);
  serveApp(join(root, 'out', 'renderer'));
  if (import.meta.env.DEV) {
    const origin = devServerOrigin(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);
    if (origin !== null) {
      serveFromDevServer(origin);
    }
  }
  const icon = join(root, 'assets', 'icons', '128x128.png');
  const window = createSettingsWindow({
    preload: join(root, 'out', 'preload', 'index.cjs'),
    icon,
    store: openJsonStore(paths.configDir, basename(paths.windowFile, '.json')),
    theme: () => chosenTheme(paths.configFile),
    crashed: (reason) => log.error('window', 'gone', { reason }),
  });
  const refusedCall: IpcGuard['refused'] = (name, why) => log.warn('ipc', 'refused', { name, why });
  let answer: EarlyWindow['answer'] = () => undefined;
  const answers = new Promise<AnswerCall>((resolve) => {
    answer = resolve;
  });
  takeCalls(answers, { owns: (id) => window.owns(id), refused: refusedCall });
  return { window, icon, refusedCall, answer };
}

/** Theme in a settings file that has not been parsed yet. */
function chosenTheme(configFile: string): AppSettings['theme'] {
  const file = readJsonFile(configFile);
  const config = file.kind === 'json' ? file.value : null;
  const app = typeof config === 'object' && config !== null && 'app' in config ? config.app : null;
  const theme = typeof app === 'object' && app !== null && 'theme' in app ? app.theme : null;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
