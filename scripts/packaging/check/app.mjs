/** Starts the installed desktop app and looks into its window over the Chrome DevTools Protocol. */
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { USER } from './container.mjs';

const CHECK_INTERVAL_MS = 100;
const LIMIT_MS = 60_000;

/** @typedef {import('../../../src/preload/api').LogbellApi} LogbellApi */

/**
 * A running desktop app.
 *
 * @typedef {object} App
 * @property {LogbellApi['call']} call calls the main process as the window does
 * @property {() => Promise<string>} text of the window
 * @property {() => Promise<boolean>} isShown
 * @property {() => Promise<void>} quit ends the app in order
 */

/**
 * Starts a command of USER and waits for its window.
 *
 * @param {import('./container.mjs').Container} container
 * @param {import('./session.mjs').Session} session
 * @param {readonly string[]} command
 * @returns {Promise<App>}
 */
export async function startApp(container, session, command) {
  const child = container.start([...command, '--remote-debugging-port=0', '--disable-gpu'], session.env);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => (said += chunk.toString('utf8')));
  }
  const address = await until(
    () => {
      if (child.exitCode !== null) {
        throw new Error(`${command.join(' ')} ended with status ${child.exitCode}:\n${said}`);
      }
      return /DevTools listening on (\S+)/.exec(said)?.[1];
    },
    () => said,
  );
  const { chromium } = await import('playwright');
  const browser = await chromium.connectOverCDP(address);
  const page = async () =>
    await until(
      () => browser.contexts().flatMap((context) => context.pages())[0],
      () => said,
    );
  return {
    call: async (name, argument) => {
      const answer = await (
        await page()
      ).evaluate(
        async ([channel, value]) => {
          const { logbell } = /** @type {{ logbell: { call: (name: string, value: unknown) => Promise<unknown> } }} */ (
            /** @type {unknown} */ (globalThis)
          );
          return await logbell.call(channel, value);
        },
        /** @type {const} */ ([name, /** @type {unknown} */ (argument)]),
      );
      return /** @type {never} */ (answer);
    },
    text: async () => await (await page()).locator('body').innerText(),
    isShown: async () => await (await page()).evaluate('document.visibilityState === "visible"'),
    quit: async () => {
      await browser.close();
      const ended = once(child, 'close');
      await container.run(['kill', String(await mainProcess(container))]);
      await ended;
    },
  };
}

/**
 * The process of the running app, from Chromium's lock: a link to HOST-PID.
 *
 * @param {import('./container.mjs').Container} container
 */
export async function mainProcess(container) {
  const lock = await container.run(['readlink', `/home/${USER}/.config/logbell/desktop/SingletonLock`]);
  return Number(lock.trim().split('-').at(-1));
}

/**
 * Waits for a value other than undefined and false.
 *
 * @template T
 * @param {() => T | undefined | false | Promise<T | undefined | false>} value
 * @param {() => string} [why] what to say when it does not come
 * @returns {Promise<T>}
 */
export async function until(value, why = () => '') {
  const end = performance.now() + LIMIT_MS;
  while (performance.now() < end) {
    const found = await value();
    if (found !== undefined && found !== false) {
      return found;
    }
    await after(CHECK_INTERVAL_MS);
  }
  throw new Error(`Not within ${LIMIT_MS} ms. ${why()}`);
}
