/** Facts about the project and the machine: folder, versions, display. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './messages.mjs';

/** The folder of package.json. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The oldest Node.js that Logbell runs on, as in `engines` of package.json. */
const OLDEST_NODE = { major: 20, minor: 19 };

/**
 * Throws a SetupError for a Node.js that is too old and for a system other than Linux.
 *
 * @param {string} version as process.versions.node
 * @param {string} platform as process.platform
 */
export function checkNodeAndPlatform(version, platform) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor)) {
    throw new SetupError('node-too-old', { version });
  }
  if (platform !== 'linux') {
    throw new SetupError('not-linux', { platform });
  }
}

/**
 * True if there is a display to open a window on.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export function hasDisplay(environment) {
  return Boolean(environment['DISPLAY']) || Boolean(environment['WAYLAND_DISPLAY']);
}

/** Logbell's folder in the user's cache; XDG Base Directory 0.8 says to ignore a path that is empty or relative. */
export function cacheFolder() {
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(named) ? named : join(homedir(), '.cache'), 'logbell');
}

/** The exact Electron version that package.json pins. */
export function pinnedElectronVersion() {
  const content = readJson(join(projectFolder, 'package.json'));
  const manifest = /** @type {{ devDependencies: { electron: string } }} */ (content);
  return manifest.devDependencies.electron;
}

/**
 * The content of a JSON file. Throws for a file that cannot be read or is not JSON.
 *
 * @param {string} file
 * @returns {unknown}
 */
export function readJson(file) {
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(file, 'utf8'));
  return content;
}
