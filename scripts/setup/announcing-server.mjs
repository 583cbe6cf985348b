import { spawn } from 'node:child_process';
import { once } from 'node:events';

const START_LIMIT_MS = 15_000;

/** The file descriptor on which a server is asked to announce where it can be reached. */
export const ANNOUNCE_FD = 3;

/**
 * @typedef {object} Server
 * @property {string} announced the line the server wrote when it was ready
 * @property {() => Promise<void>} stop ends it and waits until it is gone
 */

/**
 * Starts a server that writes one line to ANNOUNCE_FD when it is ready.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Server>} rejects with what the server wrote to standard error when it does not get ready
 */
export async function startAnnouncingServer(command, args, env) {
  // A group of its own: Ctrl+C reaches the program that uses the server first, and the server ends after it.
  const server = spawn(command, [...args], { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  let errors = '';
  server.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    errors += text;
  });
  try {
    return { announced: await announcement(server), stop: async () => await stop(server) };
  } catch (error) {
    server.kill();
    throw new Error(errors || (error instanceof Error ? error.message : command));
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function announcement(server) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`${server.spawnfile}: ${START_LIMIT_MS} ms`)), START_LIMIT_MS);
    let text = '';
    server.stdio[ANNOUNCE_FD]?.on('data', (/** @type {Buffer} */ chunk) => {
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
async function stop(server) {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  }
}
