import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANNOUNCE_FD, startAnnouncingServer } from './announcing-server.mjs';
import { SetupProblem } from './problem.mjs';

const SCREEN = '1440x1000x24';

/**
 * Runs `body` on a desktop of its own: a virtual display (Xvfb), a session bus and empty XDG folders, so that neither the
 * user's settings nor the user's keyring are near. All of it ends with `body`.
 *
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} body gets the environment that leads to this desktop
 * @returns {Promise<T>}
 */
export async function withOwnDesktop(body) {
  const home = mkdtempSync(join(tmpdir(), 'logbell-desktop-'));
  /** @type {import('./announcing-server.mjs').Server[]} */
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
 * @param {import('./announcing-server.mjs').Server[]} servers gets what was started, first to last
 */
async function startServers(home, servers) {
  const env = ownEnvironment(home);
  const fd = String(ANNOUNCE_FD);
  try {
    // Xserver(1): -displayfd takes a free display and writes its number.
    const screen = ['-displayfd', fd, '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
    const display = await startAnnouncingServer('Xvfb', screen, env);
    servers.push(display);
    const onDisplay = { ...env, DISPLAY: `:${display.announced}` };
    const bus = await startAnnouncingServer(
      'dbus-daemon',
      ['--session', '--nofork', '--nopidfile', `--print-address=${fd}`],
      onDisplay,
    );
    servers.push(bus);
    return { ...onDisplay, DBUS_SESSION_BUS_ADDRESS: bus.announced };
  } catch (error) {
    throw new SetupProblem('desktop-failed', { output: error instanceof Error ? error.message : '' });
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
