import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PROMETHEUS_ROOT } from '../../../scripts/setup/prometheus.mjs';

/** Exit status and output of a program that has ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs the program with the files of its package in /usr/share, where it looks for its templates. */
const WITH_SHARE = ['sh', '-c', 'mount --bind "$0/usr/share" /usr/share && exec "$@"', PROMETHEUS_ROOT];

function start(program: string, args: readonly string[], through: readonly string[] = []): ChildProcess {
  const [file = '', ...rest] = [...through, join(PROMETHEUS_ROOT, 'usr', 'bin', program), ...args];
  return spawn(file, rest, { stdio: 'pipe' });
}

/** Command that gives a program mounts of its own; without root, through a user namespace. */
function ownMounts(): readonly string[] {
  return ['unshare', '--mount', ...(process.geteuid?.() === 0 ? [] : ['--map-root-user']), ...WITH_SHARE];
}

/** Runs `promtool` with this standard input. */
export function promtool(args: readonly string[], input = ''): Promise<Ended> {
  return ended('promtool', args, input);
}

/** Runs `amtool`. */
export function amtool(args: readonly string[]): Promise<Ended> {
  return ended('amtool', args, '');
}

async function ended(program: 'promtool' | 'amtool', args: readonly string[], input: string): Promise<Ended> {
  const child = start(program, args);
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stdin?.end(input);
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
}

/** Starts a server that ends with the test; returns a function that kills it. */
export function serve(program: 'prometheus' | 'prometheus-alertmanager', args: readonly string[]): () => Promise<void> {
  const child = start(program, args, program === 'prometheus' ? [] : ownMounts());
  child.stdout?.resume();
  child.stderr?.resume();
  const exit = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
  };
  onTestFinished(kill);
  return kill;
}
