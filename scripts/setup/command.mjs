import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { say } from './say.mjs';

const KEPT_OUTPUT_CHARACTERS = 8_000;

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] default: this process's
 * @property {number} [timeLimitMs] the command is killed after it; default: none
 */

/**
 * Runs a command without showing it. `status` is 127 when it cannot be started, 128 + n when signal n ended it;
 * `output` is the end of what it wrote to both streams.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ status: number, output: string }>}
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeLimitMs,
      killSignal: 'SIGKILL',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output = (output + text).slice(-KEPT_OUTPUT_CHARACTERS);
      });
    }
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (code, signal) => resolve({ status: exitStatus(code, signal), output }));
  });
}

/**
 * Runs a command in this terminal and passes the signals asking to stop on to it. Gives its exit status, 127 when it
 * cannot be started.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>}
 */
export function runInTerminal(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { cwd: options.cwd, env: options.env ?? process.env, stdio: 'inherit' });
    const stopPassing = passSignals(child);
    child.on('error', (error) => {
      stopPassing();
      say('command-failed', { command, reason: error.message });
      resolve(127);
    });
    child.on('close', (code, signal) => {
      stopPassing();
      resolve(exitStatus(code, signal));
    });
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops passing
 */
function passSignals(child) {
  // A terminal sends Ctrl+C and a hang-up to the child as well; passed on, they would arrive twice.
  const fromTerminal = new Set(process.stdin.isTTY ? ['SIGINT', 'SIGHUP'] : []);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    if (!fromTerminal.has(signal)) {
      child.kill(signal);
    }
  };
  for (const signal of signals) {
    process.on(signal, pass);
  }
  return () => {
    for (const signal of signals) {
      process.off(signal, pass);
    }
  };
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitStatus(code, signal) {
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}
