/** `node scripts/set-up.mjs SETUP`: gets this folder ready for the npm script that called it; other scripts import it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isEntryPoint, runQuietly, runScript } from './setup/command.mjs';
import { makeDebianRoot } from './setup/debian-root.mjs';
import { findElectron, findPinnedElectron } from './setup/electron.mjs';
import { withLock } from './setup/lock.mjs';
import { say, SetupError } from './setup/messages.mjs';
import { nodeRuntime } from './setup/node-runtime.mjs';
import { checkNodeAndPlatform, projectFolder, readJson } from './setup/project.mjs';
import { unpackPrometheus } from './setup/prometheus.mjs';
import {
  installBenchTools,
  installPackageTestTools,
  installSharedLibraries,
  installTestTools,
} from './setup/system-packages.mjs';

/**
 * The packages of package-lock.json; with `build` also the built app; with `integration` and `bench` also the programs
 * that they run; with `package` also a Debian system and the Node.js of the package; with `e2e` also an Electron and its
 * shared libraries.
 */
const SETUPS = /** @type {const} */ (['packages', 'build', 'integration', 'bench', 'package', 'e2e']);

/** The sources of the build. */
const SOURCES = [
  ...['src', 'assets', 'scripts/build'],
  ...['electron.vite.config.ts', 'package.json', 'package-lock.json'],
  ...['scripts/packaging/built-files.mjs', 'scripts/packaging/content.mjs'],
];
const STAMP_FILE = join(projectFolder, 'out', '.build-stamp');

/**
 * @typedef {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lockfile
 */

/**
 * Gets this folder ready for checks and tests.
 *
 * @param {typeof SETUPS[number]} setup
 */
export async function setUp(setup) {
  if (setup === 'packages') {
    await withSetupLock(installPackages);
  } else if (setup === 'e2e') {
    await setUpWithElectron();
  } else {
    await setUpBuild();
  }
  if (setup === 'integration' || setup === 'e2e') {
    await installTestTools();
    await unpackPrometheus();
  } else if (setup === 'bench') {
    await installBenchTools();
    await unpackPrometheus();
  } else if (setup === 'package') {
    await installPackageTestTools();
    await Promise.all([makeDebianRoot(), nodeRuntime()]);
  }
}

/** Installs the packages and builds the app. */
export async function setUpBuild() {
  await withSetupLock(async () => {
    await installPackages();
    await buildApp();
  });
}

/**
 * Installs the packages, an Electron and its shared libraries, and builds the app.
 *
 * @param {{ pinned?: boolean, build?: boolean }} [options] `pinned` accepts only the Electron that package.json names;
 *   with `build` false the caller builds the app
 * @returns {Promise<import('./setup/electron.mjs').Electron>} the Electron found
 */
export async function setUpWithElectron({ pinned = false, build = true } = {}) {
  return await withSetupLock(async () => {
    await installPackages();
    const electron = await (pinned ? findPinnedElectron() : findElectron());
    await installSharedLibraries(electron.dist);
    if (build) {
      await buildApp();
    }
    return electron;
  });
}

/**
 * Runs `steps` while no other process sets this folder up.
 *
 * @template T
 * @param {() => Promise<T>} steps
 */
async function withSetupLock(steps) {
  checkNodeAndPlatform(process.versions.node, process.platform);
  return await withLock(projectFolder, steps, () => {
    say('waiting-for-other-start');
  });
}

/** Runs `npm ci` if node_modules differs from package-lock.json. */
async function installPackages() {
  const wanted = readLockfile(join(projectFolder, 'package-lock.json'));
  const installed = readLockfile(join(projectFolder, 'node_modules', '.package-lock.json'));
  if (wanted !== undefined && installed !== undefined && isInstalled(wanted, installed)) {
    return;
  }
  say('installing-packages');
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-fund', '--no-audit'];
  const { status, output } = await runQuietly('npm', args, { cwd: projectFolder });
  if (status !== 0) {
    throw new SetupError('packages-failed', { output });
  }
}

/**
 * True if node_modules has every package of the lockfile with the same version and content. npm writes
 * node_modules/.package-lock.json at the end (docs.npmjs.com, package-lock.json, "hidden lockfiles"), so an interrupted
 * install leaves none. Optional packages may be for another platform.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const found = installed.packages[path];
    if (path === '' || (found === undefined && entry.optional === true)) {
      return true;
    }
    return found?.version === entry.version && found?.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Lockfile | undefined}
 */
function readLockfile(file) {
  try {
    return /** @type {Lockfile} */ (readJson(file));
  } catch {
    return undefined;
  }
}

/** Builds into out/ with electron-vite if a source of the build has changed. */
async function buildApp() {
  const stamp = sourceStamp(projectFolder, SOURCES);
  if (existsSync(STAMP_FILE) && readFileSync(STAMP_FILE, 'utf8') === stamp) {
    return;
  }
  say('building');
  discardBuild();
  const builder = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, output } = await runQuietly(process.execPath, [builder, 'build'], { cwd: projectFolder });
  if (status !== 0) {
    throw new SetupError('build-failed', { output });
  }
  writeFileSync(STAMP_FILE, stamp);
}

/** Marks what is in out/ as outdated: the next script that needs a build makes one. */
export function discardBuild() {
  rmSync(STAMP_FILE, { force: true });
}

/**
 * A hash of the paths and contents of files and folders below `root`. A missing one counts as empty.
 *
 * @param {string} root
 * @param {readonly string[]} names files and folders, relative to root
 * @returns {string} hexadecimal
 */
export function sourceStamp(root, names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesBelow(join(root, name))).sort()) {
    hash.update(`${relative(root, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    return [];
  }
  return found.isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path];
}

if (isEntryPoint(import.meta.url)) {
  await runScript(async () => {
    const asked = SETUPS.find((setup) => setup === process.argv[2]);
    if (asked === undefined) {
      throw new SetupError('usage', { usage: `node scripts/set-up.mjs ${SETUPS.join('|')}` });
    }
    await setUp(asked);
    return 0;
  });
}
