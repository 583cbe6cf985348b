/** Runs other programs, and is how a script runs itself: its options, its exit status, its errors. */
import { spawn } from 'node:child_process';
import { accessSync, constants as fileModes, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { say, SetupError } from './messages.mjs';

const KEPT_OUTPUT_CHARACTERS = 8_000;
const NOT_FOUND = 127;

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] default: this process's
 */

/**
 * Runs a whole script. The result of `body` becomes the exit status; a SetupError prints its message and gives status 1.
 *
 * @param {() => Promise<number>} body
 */
export async function runScript(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof SetupError)) {
      throw error;
    }
    say(error.key, error.values);
    process.exitCode = 1;
  }
}

/**
 * Tells a script that Node was started with from one that is imported.
 *
 * @param {string} url the module's import.meta.url
 */
export function isEntryPoint(url) {
  const file = process.argv[1];
  return file !== undefined && pathToFileURL(realpathSync(file)).href === url;
}

/**
 * Reads the options of a script with parseArgs. Throws a SetupError that shows `usage` for an unknown one.
 *
 * @template {import('node:util').ParseArgsConfig} Config
 * @param {Config} config
 * @param {string} usage
 */
export function readOptions(config, usage) {
  try {
    return parseArgs(config);
  } catch {
    throw new SetupError('usage', { usage });
  }
}

/**
 * Runs a command without showing its output. `status` is 127 for a command that cannot be started and 128 + n for one that
 * signal n ended; `output` is the end of its standard output and error.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions & { timeLimitMs?: number }} [options] the command is killed after `timeLimitMs`
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
    child.on('error', (error) => resolve({ status: NOT_FOUND, output: error.message }));
    child.on('close', (code, signal) => resolve({ status: exitStatus(code, signal), output }));
  });
}

/**
 * Runs a command in this terminal, forwards signals to it and returns its exit status: 127 if it cannot be started.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions & { stop?: AbortSignal }} [options] the command gets SIGTERM when `stop` is aborted
 * @returns {Promise<number>}
 */
export function runInTerminal(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { cwd: options.cwd, env: options.env ?? process.env, stdio: 'inherit' });
    const terminate = () => void child.kill('SIGTERM');
    options.stop?.addEventListener('abort', terminate);
    const stopForwarding = forwardSignals(child);
    const finish = (/** @type {number} */ status) => {
      options.stop?.removeEventListener('abort', terminate);
      stopForwarding();
      resolve(status);
    };
    child.on('error', (error) => {
      say('command-failed', { command, reason: error.message });
      finish(NOT_FOUND);
    });
    child.on('close', (code, signal) => finish(exitStatus(code, signal)));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops forwarding
 */
function forwardSignals(child) {
  // A terminal sends Ctrl+C and a hang-up to the child as well: forwarded, they would arrive twice.
  const fromTerminal = new Set(process.stdin.isTTY ? ['SIGINT', 'SIGHUP'] : []);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (!fromTerminal.has(signal)) {
      child.kill(signal);
    }
  };
  for (const signal of signals) {
    process.on(signal, forward);
  }
  return () => {
    for (const signal of signals) {
      process.off(signal, forward);
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

/**
 * Finds the file of a command as a shell does.
 *
 * @param {string} name
 * @param {string} [path] folders as in PATH
 * @returns {string | undefined} undefined when no folder has it
 */
export function commandPath(name, path = process.env['PATH'] ?? '') {
  const files = path.split(delimiter).map((folder) => join(folder, name));
  return files.find((file) => {
    try {
      accessSync(file, fileModes.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
