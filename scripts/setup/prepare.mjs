import { buildApp } from './build.mjs';
import { findElectron } from './electron.mjs';
import { withLock } from './lock.mjs';
import { checkNodeAndPlatform } from './node-version.mjs';
import { installPackages } from './packages.mjs';
import { projectFolder } from './project.mjs';
import { say } from './say.mjs';
import { installSharedLibraries } from './shared-libraries.mjs';

/**
 * Makes this folder ready to run: packages and the build, one process at a time.
 *
 * @returns {Promise<void>}
 */
export async function prepareWithoutElectron() {
  await alone(async () => {
    await installPackages();
    await buildApp();
  });
}

/**
 * Like prepareWithoutElectron, with an Electron and its shared libraries.
 *
 * @returns {Promise<{ dist: string, version: string }>} the Electron found
 */
export async function prepareWithElectron() {
  return await alone(async () => {
    await installPackages();
    const electron = await findElectron();
    await installSharedLibraries(electron.dist);
    await buildApp();
    return electron;
  });
}

/**
 * @template T
 * @param {() => Promise<T>} steps
 */
async function alone(steps) {
  checkNodeAndPlatform(process.versions.node, process.platform);
  return await withLock(projectFolder, steps, () => {
    say('waiting-for-other-start');
  });
}
