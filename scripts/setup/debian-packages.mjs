import { runQuietly } from './command.mjs';
import { commandPath } from './command-path.mjs';
import { SetupProblem } from './problem.mjs';
import { say } from './say.mjs';

/** Whether this system installs packages with apt. */
export function hasApt() {
  return commandPath('apt-get') !== undefined;
}

/**
 * Installs Debian packages as root; for anyone else it stops with a SetupProblem that says the command to run.
 *
 * @param {readonly string[]} names as in Debian 12
 */
export async function installDebianPackages(names) {
  if (process.getuid?.() !== 0) {
    throw new SetupProblem('system-packages-needed', { packages: (await namesHere(names)).join(' ') });
  }
  say('installing-system-packages', { packages: names.join(' ') });
  await apt(['update'], names);
  await apt(['install', '--yes', '--no-install-recommends', ...(await namesHere(names))], names);
}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} names
 */
async function apt(args, names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, output } = await runQuietly('apt-get', ['-q', ...args], { env });
  if (status !== 0) {
    throw new SetupProblem('system-packages-failed', { packages: names.join(' '), output });
  }
}

/**
 * The names that apt knows: Debian 13 and Ubuntu 24.04 carry some libraries as NAMEt64 (wiki.debian.org, 64-bit time).
 *
 * @param {readonly string[]} names
 */
async function namesHere(names) {
  const known = await Promise.all(names.map(async (name) => await runQuietly('apt-cache', ['show', `${name}t64`])));
  return names.map((name, index) => (known[index]?.status === 0 ? `${name}t64` : name));
}
