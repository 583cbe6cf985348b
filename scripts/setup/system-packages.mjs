/** Installs the Debian packages that Electron, the tests and the benchmarks need from the system. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath, runQuietly } from './command.mjs';
import { say, SetupError } from './messages.mjs';

/** The Debian 12 package of each library that Electron links to (packages.debian.org, "contents"). */
const PACKAGE_OF_SONAME = new Map([
  ['libX11.so.6', 'libx11-6'],
  ['libX11-xcb.so.1', 'libx11-xcb1'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXcursor.so.1', 'libxcursor1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXi.so.6', 'libxi6'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libXrender.so.1', 'libxrender1'],
  ['libXss.so.1', 'libxss1'],
  ['libXtst.so.6', 'libxtst6'],
  ['libasound.so.2', 'libasound2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libdrm.so.2', 'libdrm2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libgbm.so.1', 'libgbm1'],
  ['libgcc_s.so.1', 'libgcc-s1'],
  ['libgdk-3.so.0', 'libgtk-3-0'],
  ['libgdk_pixbuf-2.0.so.0', 'libgdk-pixbuf-2.0-0'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgmodule-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libsmime3.so', 'libnss3'],
  ['libssl3.so', 'libnss3'],
  ['libudev.so.1', 'libudev1'],
  ['libxcb.so.1', 'libxcb1'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libxshmfence.so.1', 'libxshmfence1'],
]);

/** Loaded at run time, so ldd does not list them: notifications, the keyring, and a Korean font. */
const LOADED_AT_RUN_TIME = ['libnotify4', 'libsecret-1-0', 'fonts-nanum'];

/** The Debian package of each command that the tests run. */
const PACKAGE_OF_COMMAND = new Map([
  ['Xvfb', 'xvfb'],
  ['aiosmtpd', 'python3-aiosmtpd'],
  ['dbus-daemon', 'dbus'],
  ['dbus-run-session', 'dbus'],
  ['dpkg-deb', 'dpkg'],
  ['dunst', 'dunst'],
  ['gdbus', 'libglib2.0-bin'],
  ['gnome-keyring-daemon', 'gnome-keyring'],
  ['ip', 'iproute2'],
  ['logrotate', 'logrotate'],
  ['journalctl', 'systemd'],
  ['openssl', 'openssl'],
  ['python3', 'python3-minimal'],
  ['rpmbuild', 'rpm'],
  ['systemd-analyze', 'systemd'],
  ['systemd-creds', 'systemd'],
  ['systemd-journal-remote', 'systemd-journal-remote'],
  ['systemd-notify', 'systemd'],
  ['xfce4-panel', 'xfce4-panel'],
]);

/** The Debian package of each command that builds packages. */
const PACKAGE_OF_PACKAGER = new Map([
  ['dpkg-deb', 'dpkg'],
  ['rpmbuild', 'rpm'],
]);

/** The Debian package of each command that the tests of the server package run. */
const PACKAGE_OF_PACKAGE_TEST = new Map([
  ['dpkg-deb', 'dpkg'],
  ['lintian', 'lintian'],
  ['mmdebstrap', 'mmdebstrap'],
  ['python3', 'python3-minimal'],
]);

/** With it, mmdebstrap verifies Debian's packages; Ubuntu does not install it. */
const DEBIAN_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The Debian package of each command that the check of packages runs. */
const PACKAGE_OF_CHECKER = new Map([
  ['Xvfb', 'xvfb'],
  ['appstreamcli', 'appstream'],
  ['lintian', 'lintian'],
  ['mmdebstrap', 'mmdebstrap'],
  ['nsenter', 'util-linux'],
  ['rpm', 'rpm'],
]);

/** Debian leaves these folders out of an ordinary user's PATH. */
const SYSTEM_COMMANDS = '/usr/sbin:/lib/systemd';

const KOREAN_FONT = { folder: '/usr/share/fonts/truetype/nanum', package: 'fonts-nanum' };

/**
 * Installs the shared libraries that Electron does not find. Throws a SetupError that names them where there is no apt or
 * no known package.
 *
 * @param {string} dist Electron's distribution folder
 */
export async function installSharedLibraries(dist) {
  const missing = await missingLibraries(dist);
  if (missing.length === 0) {
    return;
  }
  const packages = packagesOf(missing);
  if (packages.length === 0 || !hasApt()) {
    throw new SetupError('libraries-missing', { libraries: missing.join(' ') });
  }
  await installDebianPackages([...packages, ...LOADED_AT_RUN_TIME]);
  const still = await missingLibraries(dist);
  if (still.length > 0) {
    throw new SetupError('libraries-missing', { libraries: still.join(' ') });
  }
}

/** @param {string} dist */
async function missingLibraries(dist) {
  const { output } = await runQuietly('ldd', [join(dist, 'electron')], { env: { ...process.env, LC_ALL: 'C' } });
  return missingSonames(output);
}

/**
 * The sonames that ldd(1) reports as "not found".
 *
 * @param {string} lddOutput
 */
export function missingSonames(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}

/**
 * The Debian packages of these libraries, each once. A library without a known package is left out.
 *
 * @param {readonly string[]} sonames
 */
export function packagesOf(sonames) {
  const packages = sonames.map((soname) => PACKAGE_OF_SONAME.get(soname)).filter((name) => name !== undefined);
  return [...new Set(packages)].sort();
}

/** Installs the commands that the tests run and a Korean font. Throws a SetupError that names them where there is no apt. */
export async function installTestTools() {
  const commands = missingCommands(process.env['PATH'] ?? '');
  const fonts = hasApt() && !existsSync(KOREAN_FONT.folder) ? [KOREAN_FONT.package] : [];
  if (commands.length > 0 && !hasApt()) {
    throw new SetupError('tools-missing', { commands: commands.join(' ') });
  }
  const packages = [...new Set(commands.map((command) => PACKAGE_OF_COMMAND.get(command) ?? command)), ...fonts];
  if (packages.length > 0) {
    await installDebianPackages(packages);
  }
}

/** Installs the commands that build packages. Throws a SetupError that names them where there is no apt. */
export async function installPackagingTools() {
  await installCommands(PACKAGE_OF_PACKAGER);
}

/** Installs the commands that check packages. Throws a SetupError that names them where there is no apt. */
export async function installCheckTools() {
  await installCommands(PACKAGE_OF_CHECKER);
}

/** @param {ReadonlyMap<string, string>} wanted commands and their Debian packages */
async function installCommands(wanted) {
  const commands = missingCommands(process.env['PATH'] ?? '', wanted);
  if (commands.length > 0 && !hasApt()) {
    throw new SetupError('packagers-missing', { commands: commands.join(' ') });
  }
  if (commands.length > 0) {
    await installDebianPackages(commands.map((command) => wanted.get(command) ?? command));
  }
}

/**
 * The commands that are not installed; by default, of those that the tests run.
 *
 * @param {string} path folders as in PATH
 * @param {ReadonlyMap<string, string>} [wanted] commands and their Debian packages
 */
export function missingCommands(path, wanted = PACKAGE_OF_COMMAND) {
  return [...wanted.keys()].filter((command) => commandPath(command, `${path}:${SYSTEM_COMMANDS}`) === undefined);
}

/** Installs the commands that the tests of the server package run; they need apt and root. */
export async function installPackageTestTools() {
  const commands = missingCommands(process.env['PATH'] ?? '', PACKAGE_OF_PACKAGE_TEST);
  const packages = commands.map((command) => PACKAGE_OF_PACKAGE_TEST.get(command) ?? command);
  if (!existsSync(DEBIAN_KEYRING)) {
    packages.push('debian-archive-keyring');
  }
  if (packages.length > 0) {
    await installDebianPackages(packages);
  }
}

/** Installs ripgrep for the comparison. If that fails, it prints why, and the benchmarks leave ripgrep out. */
export async function installBenchTools() {
  if (commandPath('rg') !== undefined || !hasApt()) {
    return;
  }
  try {
    await installDebianPackages(['ripgrep']);
  } catch (error) {
    if (!(error instanceof SetupError)) {
      throw error;
    }
    say(error.key, error.values);
  }
}

/** True on Debian and its relatives. */
export function hasApt() {
  return commandPath('apt-get') !== undefined;
}

/**
 * Installs Debian packages as root. For other users it throws a SetupError with the command to run.
 *
 * @param {readonly string[]} names as in Debian 12
 */
async function installDebianPackages(names) {
  if (process.getuid?.() !== 0) {
    throw new SetupError('system-packages-needed', { packages: (await namesHere(names)).join(' ') });
  }
  say('installing-system-packages', { packages: names.join(' ') });
  await apt(['update'], names);
  await apt(['install', '--yes', '--no-install-recommends', ...(await namesHere(names))], names);
}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} names
 */
async function apt(args, names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, output } = await runQuietly('apt-get', ['-q', ...args], { env });
  if (status !== 0) {
    throw new SetupError('system-packages-failed', { packages: names.join(' '), output });
  }
}

/**
 * The names in this release: Debian 13 and Ubuntu 24.04 call some libraries NAMEt64 (wiki.debian.org, 64-bit time).
 *
 * @param {readonly string[]} names
 */
async function namesHere(names) {
  const known = await Promise.all(names.map(async (name) => await runQuietly('apt-cache', ['show', `${name}t64`])));
  return names.map((name, index) => (known[index]?.status === 0 ? `${name}t64` : name));
}
