import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { SetupProblem } from './problem.mjs';
import { projectFolder } from './project.mjs';
import { readJson } from './read-json.mjs';
import { say } from './say.mjs';

/**
 * @typedef {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lockfile
 */

/** Runs `npm ci` when node_modules is not what package-lock.json asks for. */
export async function installPackages() {
  const wanted = readLockfile(join(projectFolder, 'package-lock.json'));
  const installed = readLockfile(join(projectFolder, 'node_modules', '.package-lock.json'));
  if (wanted !== undefined && installed !== undefined && packagesFit(wanted, installed)) {
    return;
  }
  say('installing-packages');
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-fund', '--no-audit'];
  const { status, output } = await runQuietly('npm', args, { cwd: projectFolder });
  if (status !== 0) {
    throw new SetupProblem('packages-failed', { output });
  }
}

/**
 * Whether every package that the lockfile asks for stands in node_modules with the same version and content. npm writes
 * what it installed to node_modules/.package-lock.json when it is done (docs.npmjs.com, package-lock.json, "hidden
 * lockfiles"), so after an interrupted install that file is missing. Optional packages may be for another platform.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 */
export function packagesFit(wanted, installed) {
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const there = installed.packages[path];
    if (path === '' || (there === undefined && entry.optional === true)) {
      return true;
    }
    return there?.version === entry.version && there?.integrity === entry.integrity;
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
