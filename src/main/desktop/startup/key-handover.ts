import { spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { Writable } from 'node:stream';
import type { Environment } from '../../settings/config-dir';
import { keyVariables, removeKeys } from '../../settings/secrets/keys';

/** File descriptor on which a second Logbell gets the keys; LOGBELL_KEYS_FD names it. */
const KEYS_FD = 3;

/**
 * Runs Logbell again without the keys in its environment and waits for it. Chromium starts its zygotes before any
 * JavaScript, and every renderer is a copy of one, so keys in the environment of a first start are in their memory.
 *
 * @returns the exit status of the second Logbell; 128 + n when signal n ended it
 */
export async function runWithoutKeys(environment: NodeJS.ProcessEnv): Promise<number> {
  const keys = keyVariables(removeKeys(environment));
  endZygotes();
  const child = spawn(process.execPath, process.argv.slice(1), {
    env: { ...environment, LOGBELL_KEYS_FD: String(KEYS_FD) },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A library's earlier listener would send the signal a second time.
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  const pipe = child.stdio[KEYS_FD];
  if (pipe instanceof Writable) {
    // A second Logbell that has already exited needs no keys.
    pipe.on('error', () => undefined).end(JSON.stringify(keys));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
  });
}

/** Reads the keys that a first Logbell handed over, as environment variables; empty without one. */
export function takeHandedKeys(environment: NodeJS.ProcessEnv): Environment {
  if (environment['LOGBELL_KEYS_FD'] !== String(KEYS_FD)) {
    return {};
  }
  delete environment['LOGBELL_KEYS_FD'];
  const keys = JSON.parse(readFileSync(KEYS_FD, 'utf8')) as Environment;
  closeSync(KEYS_FD);
  return keyVariables(keys);
}

/** Kills this process's zygotes, its only children so far: they hold the keys, and no window will be made from them. */
function endZygotes(): void {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').match(/\d+/g) ?? [];
    children.forEach((pid) => process.kill(Number(pid), 'SIGKILL'));
  } catch {
    // No such file in this kernel (proc(5)), or a zygote behind the setuid sandbox: it ends with this process.
  }
}
