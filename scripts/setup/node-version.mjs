import { SetupProblem } from './problem.mjs';

/** The oldest Node.js that Logbell runs on; package.json says the same under `engines`. */
const OLDEST = { major: 20, minor: 19 };

/**
 * Stops with a SetupProblem where Logbell cannot run: on an old Node.js or on another system than Linux.
 *
 * @param {string} version as process.versions.node
 * @param {string} platform as process.platform
 */
export function checkNodeAndPlatform(version, platform) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
    throw new SetupProblem('node-too-old', { version });
  }
  if (platform !== 'linux') {
    throw new SetupProblem('not-linux', { platform });
  }
}
