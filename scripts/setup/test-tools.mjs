import { existsSync } from 'node:fs';
import { commandPath } from './command-path.mjs';
import { hasApt, installDebianPackages } from './debian-packages.mjs';
import { SetupProblem } from './problem.mjs';

/** What the tests run, and the Debian package that carries it. */
const PACKAGE_OF_COMMAND = new Map([
  ['Xvfb', 'xvfb'],
  ['dbus-daemon', 'dbus'],
  ['dbus-run-session', 'dbus'],
  ['dpkg-deb', 'dpkg'],
  ['dunst', 'dunst'],
  ['gdbus', 'libglib2.0-bin'],
  ['gnome-keyring-daemon', 'gnome-keyring'],
  ['logrotate', 'logrotate'],
  ['openssl', 'openssl'],
  ['xfce4-panel', 'xfce4-panel'],
]);

/** Debian leaves this folder out of an ordinary user's PATH. */
const SYSTEM_COMMANDS = '/usr/sbin';

const KOREAN_FONT = { folder: '/usr/share/fonts/truetype/nanum', package: 'fonts-nanum' };

/** Makes sure that the tests have what they need from the system, like installSharedLibraries. */
export async function installTestTools() {
  const commands = missingCommands(process.env['PATH'] ?? '');
  const fonts = hasApt() && !existsSync(KOREAN_FONT.folder) ? [KOREAN_FONT.package] : [];
  if (commands.length > 0 && !hasApt()) {
    throw new SetupProblem('tools-missing', { commands: commands.join(' ') });
  }
  const packages = [...new Set(commands.map((command) => PACKAGE_OF_COMMAND.get(command) ?? command)), ...fonts];
  if (packages.length > 0) {
    await installDebianPackages(packages);
  }
}

/**
 * The commands of the tests that are not there.
 *
 * @param {string} path folders as in PATH
 */
export function missingCommands(path) {
  return [...PACKAGE_OF_COMMAND.keys()].filter(
    (command) => commandPath(command, `${path}:${SYSTEM_COMMANDS}`) === undefined,
  );
}
