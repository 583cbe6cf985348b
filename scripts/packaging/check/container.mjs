/** A Debian system in a folder, in namespaces of its own, in which packages are installed and run. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../../setup/command.mjs';

const RELEASE = 'bookworm';
const READY = 'ready';

/** The user who runs the desktop app. */
export const USER = 'kim';

/**
 * Makes the container's root the root of a mount namespace: in a chroot, Linux denies the user namespaces of Chromium's
 * sandbox (user_namespaces(7)). Ends with its standard input, and all processes of its PID namespace end with it.
 */
const INIT = `set -e
cd "$1"
mount --bind "$2" var/cache/apt/archives
mount --bind /etc/resolv.conf etc/resolv.conf
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
mkdir -m 700 .host
pivot_root . .host
cd /
umount -l .host
rmdir .host
echo ${READY}
read line`;

/** Root's environment in the container. */
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };

/** A command in a container that did not end with status 0. */
class CommandFailed extends Error {
  /**
   * @param {readonly string[]} command
   * @param {string} output
   */
  constructor(command, output) {
    super(`${command.join(' ')}\n${output}`);
    this.name = 'CommandFailed';
  }
}

/**
 * A running container.
 *
 * @typedef {object} Container
 * @property {string} root its files, as the host sees them
 * @property {(command: readonly string[], options?: RunOptions) => Promise<string>} run runs a command as root and returns
 *   its output; throws CommandFailed
 * @property {(command: readonly string[], env: Readonly<Record<string, string>>) => import('node:child_process').ChildProcess}
 *   start starts a program as USER
 *
 * @typedef {{ user?: string, env?: Readonly<Record<string, string>> }} RunOptions
 */

/**
 * Runs `body` in a fresh container; all it writes is gone afterwards.
 *
 * @template T
 * @param {string} cache folder that keeps the base system and downloaded packages between runs
 * @param {(container: Container) => Promise<T>} body
 */
export async function withContainer(cache, body) {
  const base = await baseSystem(cache);
  const archives = join(cache, 'archives');
  const work = join(cache, 'run');
  const root = join(work, 'root');
  await runQuietly('umount', ['-l', root]);
  rmSync(work, { recursive: true, force: true });
  for (const folder of [join(archives, 'partial'), root, join(work, 'upper'), join(work, 'work')]) {
    mkdirSync(folder, { recursive: true });
  }
  const layers = `lowerdir=${base},upperdir=${join(work, 'upper')},workdir=${join(work, 'work')}`;
  await checked('mount', ['-t', 'overlay', 'overlay', '-o', layers, root]);
  const namespaces = ['--mount', '--pid', '--ipc', '--fork', '--kill-child', '--propagation', 'private'];
  const init = spawn('unshare', [...namespaces, 'sh', '-c', INIT, 'sh', root, archives], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    await once(init);
    const pid = readFileSync(`/proc/${init.pid}/task/${init.pid}/children`, 'utf8').trim();
    return await body(container(pid, root));
  } finally {
    const ended = new Promise((resolve) => init.once('close', resolve));
    init.kill('SIGKILL');
    await ended;
    await runQuietly('umount', ['-l', root]);
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {import('node:child_process').ChildProcess} init */
function once(init) {
  return new Promise((resolve, reject) => {
    init.stdout?.once('data', resolve);
    init.once('exit', () => reject(new Error('The container did not start.')));
  });
}

/**
 * @param {string} pid of the first process in the container
 * @param {string} root
 * @returns {Container}
 */
function container(pid, root) {
  const enter = ['--target', pid, '--mount', '--pid', '--ipc', '--', 'env', '-i'];
  /** @param {Readonly<Record<string, string>>} env */
  const variables = (env) => Object.entries({ ...ENVIRONMENT, ...env }).map(([name, value]) => `${name}=${value}`);
  const asUser = (/** @type {string} */ user) => ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
  return {
    root,
    run: async (command, { user = 'root', env = {} } = {}) => {
      const inside = user === 'root' ? command : [...asUser(user), ...command];
      return await checked('nsenter', [...enter, ...variables(env), ...inside]);
    },
    start: (command, env) =>
      spawn('nsenter', [...enter, ...variables(env), ...asUser(USER), ...command], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function checked(command, args) {
  const { status, output } = await runQuietly(command, args);
  if (status !== 0) {
    throw new CommandFailed([command, ...args], output);
  }
  return output;
}

/**
 * The base system, made on the first run: a minimal Debian with a user, a session bus and a keyring.
 *
 * @param {string} cache
 */
async function baseSystem(cache) {
  const base = join(cache, RELEASE);
  if (!existsSync(base)) {
    const partial = `${base}.partial`;
    mkdirSync(cache, { recursive: true });
    rmSync(partial, { recursive: true, force: true });
    const include = 'ca-certificates,dbus,gnome-keyring,fonts-dejavu-core';
    const options = ['--mode=root', '--variant=minbase', `--include=${include}`, '--skip=cleanup/apt/lists'];
    await checked('mmdebstrap', [...options, RELEASE, partial]);
    await checked('chroot', [partial, 'useradd', '--create-home', '--shell', '/bin/sh', USER]);
    renameSync(partial, base);
  }
  return base;
}
