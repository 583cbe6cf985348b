import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { registerAppScheme } from './desktop/window/app-protocol';
import { readFlags } from './desktop/startup/flags';
import { openEarlyWindow } from './desktop/startup/early-window';
import { runWithoutKeys, takeHandedKeys } from './desktop/startup/key-handover';
import { openLog } from './desktop/common/log';
import { takeInstanceLock } from './desktop/startup/single-instance';
import { appPaths, makeAppDirs } from './settings/config-dir';
import { keyVariables, removeKeys } from './settings/secrets/keys';
import { errorCode } from './engine/common/error-code';
import { ignoreUserSignals } from './engine/common/user-signals';

ignoreUserSignals();
const flags = readFlags(process.argv.slice(app.isPackaged ? 1 : 2));

function start(): void {
  const configDir = flags.configDir ?? process.env['LOGBELL_CONFIG_DIR'] ?? null;
  const keys = takeHandedKeys(process.env);
  const environment = { ...removeKeys(process.env), ...keys, LOGBELL_CONFIG_DIR: configDir ?? undefined };
  const paths = appPaths(environment, homedir());
  makeAppDirs(paths);
  // The lock lies in userData: one Logbell per config folder.
  app.setPath('userData', join(paths.configDir, 'desktop'));
  const log = openLog(paths.logFile);
  if (!takeInstanceLock(flags.hidden)) {
    log.info('app', 'already-running');
    app.exit(0);
    return;
  }
  process.on('uncaughtException', (error) => log.error('app', 'uncaught', { error: errorCode(error) }));
  process.on('unhandledRejection', (error) => log.error('app', 'unhandled', { error: errorCode(error) }));
  // Chromium refuses to enforce a sandbox after --no-sandbox, as in containers and tests.
  if (!app.commandLine.hasSwitch('no-sandbox')) {
    app.enableSandbox();
  }
  registerAppScheme();
  const root = join(import.meta.dirname, '..', '..');
  void app
    .whenReady()
    .then(async () => {
      const earlyWindow = openEarlyWindow({ root, paths, log });
      if (!flags.hidden) {
        earlyWindow.window.open();
        await earlyWindow.window.shown();
      }
      // Imported only now: on a machine with few cores it would keep the window waiting.
      const { startDesktopApp } = await import('./desktop/desktop-app');
      await startDesktopApp({ root, paths, configDir, hidden: flags.hidden, environment, log, earlyWindow });
    })
    .catch((error: unknown) => {
      log.error('app', 'not-started', { error: errorCode(error) });
      app.exit(1);
    });
}

async function printed(what: 'version' | 'help'): Promise<string> {
  if (what === 'version') {
    return `${app.getVersion()}\n`;
  }
  // Imported only here: a start needs the window before the strings.
  const { helpText } = await import('./desktop/startup/help');
  return helpText(process.env);
}

if (flags.print !== null) {
  process.stdout.write(await printed(flags.print));
  app.exit(0);
} else if (Object.keys(keyVariables(process.env)).length > 0) {
  // Awaited here: until this module has run, Electron opens no display and starts no process.
  app.exit(await runWithoutKeys(process.env));
} else {
  start();
}
