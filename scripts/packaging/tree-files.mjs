/** Gives the files of a package the same modes and times wherever and whenever it is built. */
import { chmodSync, lutimesSync, readdirSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const OWNER_EXECUTES = 0o100;

/**
 * Sets the modes of an installed program on a folder and everything below it, whatever the umask was: everyone may read
 * all of it and execute what the owner may execute; only root may write.
 *
 * @param {string} folder
 */
export function setModes(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      setModes(path);
    } else if (entry.isFile()) {
      chmodSync(path, (statSync(path).mode & OWNER_EXECUTES) === 0 ? 0o644 : 0o755);
    }
  }
}

/**
 * Sets the time of a folder and everything below it.
 *
 * @param {string} folder
 * @param {number} seconds since 1970
 */
export function setTimes(folder, seconds) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      setTimes(path, seconds);
    } else {
      lutimesSync(path, seconds, seconds);
    }
  }
  lutimesSync(folder, seconds, seconds);
}

/**
 * All files and links below a folder, in the order of their names.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/**
 * The time that a package carries in place of the clock, seconds since 1970: SOURCE_DATE_EPOCH
 * (reproducible-builds.org/specs), else the time of the commit.
 *
 * @param {string} folder of the sources
 * @param {NodeJS.ProcessEnv} environment
 */
export function sourceTime(folder, environment) {
  const given = environment['SOURCE_DATE_EPOCH'];
  if (given !== undefined && /^\d+$/.test(given)) {
    return Number(given);
  }
  try {
    const time = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(time.toString().trim());
  } catch {
    // Sources without git: the release they came from.
    return Math.floor(statSync(join(folder, 'package.json')).mtimeMs / 1000);
  }
}
