/**
 * `npm run dev -- [switches]`: runs the app from its sources. The window updates in place after a change of the renderer; the
 * app restarts after a change of the main process.
 */
import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { runInTerminal, runScript } from './setup/command.mjs';
import { sandboxSwitches } from './setup/electron.mjs';
import { say, SetupError } from './setup/messages.mjs';
import { hasDisplay, projectFolder } from './setup/project.mjs';
import { discardBuild, setUpWithElectron } from './set-up.mjs';

const LOOPBACK = '127.0.0.1';
const CACHE = join(projectFolder, '.cache');

/** Replaced by the main process with the nonce of each page. */
const NONCE = '__CSP_NONCE__';

await runScript(async () => {
  if (!hasDisplay(process.env)) {
    throw new SetupError('dev-needs-display');
  }
  process.chdir(projectFolder);
  const args = process.argv.slice(2);
  const { dist } = await setUpWithElectron({ build: false });
  return await runApp(join(dist, 'electron'), [...(await sandboxSwitches(args)), '.', ...args]);
});

/**
 * Runs Electron, again after each change of the main process, until it ends by itself or by a signal.
 *
 * @param {string} electron
 * @param {readonly string[]} args
 */
async function runApp(electron, args) {
  let restart = new AbortController();
  const server = await startServer(() => restart.abort());
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => interrupted.abort());
  }
  const env = {
    ...process.env,
    // Settings of its own: no texts to real people, and an installed Logbell may run at the same time.
    LOGBELL_CONFIG_DIR: process.env['LOGBELL_CONFIG_DIR'] ?? join(CACHE, 'dev'),
    ELECTRON_RENDERER_URL: server.url,
  };
  for (;;) {
    restart = new AbortController();
    const status = await runInTerminal(electron, args, { cwd: projectFolder, env, stop: restart.signal });
    if (!restart.signal.aborted || interrupted.signal.aborted) {
      await server.close();
      return status;
    }
    say('dev-restarting');
  }
}

/**
 * @typedef {object} AppServer
 * @property {string} url of the window's files
 * @property {() => Promise<void>} close
 */

/**
 * Builds the main process and the preload script, again after each change, and serves the window's files.
 *
 * @param {() => void} onMainChange called when the main process has been built again
 * @returns {Promise<AppServer>}
 */
async function startServer(onMainChange) {
  // Installed by `npm ci`, which may not have run when this module is loaded.
  const { resolveConfig } = await import('electron-vite');
  const { createServer } = await import('vite');
  const port = await freePort();
  /** @type {import('vite').InlineConfig} */
  const settings = {
    root: projectFolder,
    clearScreen: false,
    cacheDir: join(CACHE, 'vite'),
    build: { minify: false },
    html: { cspNonce: NONCE },
    optimizeDeps: { entries: 'index.html' },
    // The page is not loaded from the server's address, so the client cannot derive it.
    server: { host: LOOPBACK, port, strictPort: true, hmr: { protocol: 'ws', host: LOOPBACK, clientPort: port } },
  };
  const { config } = await resolveConfig(settings, 'serve', 'development');
  const server = await createServer(/** @type {import('vite').InlineConfig} */ (config?.renderer));
  const builds = [
    await buildAndWatch(config?.main, onMainChange),
    await buildAndWatch(config?.preload, () => server.ws.send({ type: 'full-reload' })),
  ];
  await server.listen();
  return {
    url: `http://${LOOPBACK}:${port}`,
    close: async () => {
      await Promise.all([server.close(), ...builds.map(async (build) => await build.close())]);
    },
  };
}

/**
 * Builds once, and again after each change. Resolves when the first build has succeeded.
 *
 * @param {object | undefined} config
 * @param {() => void} onRebuild
 */
async function buildAndWatch(config, onRebuild) {
  const { build, mergeConfig } = await import('vite');
  const watched = mergeConfig(config ?? {}, { build: { watch: {} }, logLevel: 'warn' });
  const watcher = /** @type {import('vite').Rolldown.RolldownWatcher} */ (await build(watched));
  await new Promise((resolve) => {
    let isFirst = true;
    watcher.on('event', (event) => {
      if (event.code !== 'BUNDLE_END') {
        return;
      }
      discardBuild();
      if (isFirst) {
        isFirst = false;
        resolve(undefined);
      } else {
        onRebuild();
      }
    });
  });
  return watcher;
}

/** @returns {Promise<number>} a port of the loopback interface that no one listens on */
async function freePort() {
  const server = createTcpServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
