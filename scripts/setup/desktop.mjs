import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './messages.mjs';

const SCREEN = '1440x1000x24';

/** The file descriptor to which a server writes its address. */
const READY_FD = 3;
const START_LIMIT_MS = 15_000;

/**
 * @typedef {object} Server
 * @property {string} address the line that the server wrote when it was ready
 * @property {() => Promise<void>} stop ends the server and waits for it
 */

/**
 * Runs `body` on a virtual display (Xvfb) with a session bus and empty XDG folders, far from the user's settings and
 * keyring. All of it ends with `body`.
 *
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} body gets the environment of this desktop
 * @returns {Promise<T>}
 */
export async function withOwnDesktop(body) {
  const home = mkdtempSync(join(tmpdir(), 'logbell-desktop-'));
  /** @type {Server[]} */
  const servers = [];
  try {
    return await body(await startServers(home, servers));
  } finally {
    for (const server of servers.reverse()) {
      await server.stop();
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * @param {string} home
 * @param {Server[]} servers gets the servers in the order of their start
 */
async function startServers(home, servers) {
  const env = ownEnvironment(home);
  try {
    // Xserver(1): -displayfd takes a free display and writes its number.
    const screen = ['-displayfd', String(READY_FD), '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
    const display = await startServer('Xvfb', screen, env);
    servers.push(display);
    const onDisplay = { ...env, DISPLAY: `:${display.address}` };
    const bus = ['--session', '--nofork', '--nopidfile', `--print-address=${READY_FD}`];
    const session = await startServer('dbus-daemon', bus, onDisplay);
    servers.push(session);
    return { ...onDisplay, DBUS_SESSION_BUS_ADDRESS: session.address };
  } catch (error) {
    throw new SetupError('desktop-failed', { output: error instanceof Error ? error.message : '' });
  }
}

/** @param {string} home */
function ownEnvironment(home) {
  const env = { ...process.env };
  delete env['WAYLAND_DISPLAY'];
  return {
    ...env,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_SESSION_TYPE: 'x11',
    GTK_USE_PORTAL: '0',
    NO_AT_BRIDGE: '1',
  };
}

/**
 * Starts a server that writes one line to READY_FD when it is ready.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Server>} rejects with the server's standard error if it does not get ready
 */
async function startServer(command, args, env) {
  // A process group of its own, so that Ctrl+C ends the program that uses the server first.
  const server = spawn(command, [...args], { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  let errors = '';
  server.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    errors += text;
  });
  try {
    return { address: await readAddress(server), stop: async () => await stopServer(server) };
  } catch (error) {
    server.kill();
    throw new Error(errors || (error instanceof Error ? error.message : command));
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function readAddress(server) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`${server.spawnfile}: ${START_LIMIT_MS} ms`)), START_LIMIT_MS);
    let text = '';
    server.stdio[READY_FD]?.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk.toString('utf8');
      if (text.endsWith('\n')) {
        clearTimeout(limit);
        resolve(text.trim());
      }
    });
    const failed = (/** @type {unknown} */ reason) => {
      clearTimeout(limit);
      reject(reason instanceof Error ? reason : new Error(`${server.spawnfile}: ${String(reason)}`));
    };
    server.once('error', failed);
    server.once('exit', failed);
  });
}

/** @param {import('node:child_process').ChildProcess} server */
async function stopServer(server) {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  }
}
