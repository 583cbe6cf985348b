import { execFile } from 'node:child_process';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';
const PROPERTY = 'IsStatusNotifierHostRegistered';
const LIMIT_MS = 2_000;

/** Programs that can query the session bus, in order of preference: GLib's, systemd's and D-Bus's own. */
const QUERIES: readonly (readonly [program: string, ...args: string[]])[] = [
  [
    'gdbus',
    'call',
    '--session',
    '--dest',
    WATCHER,
    '--object-path',
    PATH,
    '--method',
    'org.freedesktop.DBus.Properties.Get',
    WATCHER,
    PROPERTY,
  ],
  ['busctl', '--user', 'get-property', WATCHER, PATH, WATCHER, PROPERTY],
  [
    'dbus-send',
    '--session',
    '--print-reply',
    `--dest=${WATCHER}`,
    PATH,
    'org.freedesktop.DBus.Properties.Get',
    `string:${WATCHER}`,
    `string:${PROPERTY}`,
  ],
];

type Answer = 'yes' | 'no' | 'cannot-ask';

/**
 * True if this desktop shows tray icons (StatusNotifierItem specification). Also true if no program can ask, so that
 * nobody is warned on a guess.
 */
export async function hasTrayHost(): Promise<boolean> {
  for (const [program, ...args] of QUERIES) {
    const answer = await ask(program, args);
    if (answer !== 'cannot-ask') {
      return answer === 'yes';
    }
  }
  return true;
}

/**
 * Asks up to `tries` times until there is a host; returns the last answer. At login, panels start after the first apps.
 */
export async function waitForTrayHost(tries: number, everyMs: number): Promise<boolean> {
  for (let left = tries; left > 1; left -= 1) {
    if (await hasTrayHost()) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return hasTrayHost();
}

function ask(program: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: LIMIT_MS }, (error, output) => {
      if (error !== null && 'code' in error && error.code === 'ENOENT') {
        resolve('cannot-ask');
      } else {
        resolve(error === null && /\btrue\b/.test(output) ? 'yes' : 'no');
      }
    });
  });
}
