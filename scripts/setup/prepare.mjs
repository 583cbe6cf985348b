import { buildApp } from './build.mjs';
import { findElectron, findPinnedElectron } from './electron.mjs';
import { withLock } from './lock.mjs';
import { checkNodeAndPlatform } from './node-version.mjs';
import { installPackages } from './packages.mjs';
import { projectFolder } from './project.mjs';
import { say } from './say.mjs';
import { installSharedLibraries } from './shared-libraries.mjs';
import { installTestTools } from './test-tools.mjs';

/**
 * The packages of package-lock.json; with `build` also the built app; with `integration` also the programs that its tests
 * run; with `e2e` also an Electron and its shared libraries.
 */
export const SETUPS = /** @type {const} */ (['packages', 'build', 'integration', 'e2e']);

/**
 * Makes this folder ready for checks and tests.
 *
 * @param {typeof SETUPS[number]} setup
 */
export async function prepare(setup) {
  if (setup === 'packages') {
    await alone(installPackages);
  } else if (setup === 'e2e') {
    await prepareWithElectron();
  } else {
    await prepareWithoutElectron();
  }
  if (setup === 'integration' || setup === 'e2e') {
    await installTestTools();
  }
}

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
 * @param {{ pinned?: boolean }} [options] `pinned` takes no other Electron than the one that package.json names
 * @returns {Promise<{ dist: string, version: string }>} the Electron found
 */
export async function prepareWithElectron({ pinned = false } = {}) {
  return await alone(async () => {
    await installPackages();
    const electron = await (pinned ? findPinnedElectron() : findElectron());
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
