import { accessSync, constants, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { scratchDir } from '../support/files/scratch-dir';
import { BenchProcess } from './bench-process';
import type { PatternInput } from './logbell';
import { extendedRegex } from './patterns';

/** Log and patterns of a peer. */
export interface PeerTask {
  readonly file: string;
  readonly patterns: readonly PatternInput[];
  readonly fromBeginning: boolean;
}

/** An alternative tool: started on a task, it prints each matching line. */
export type Peer = (task: PeerTask) => BenchProcess;

const NODE_TAIL = join(import.meta.dirname, 'peers', 'node-tail.mjs');

/** `tail -F | grep -E` in this locale. No `-a`: the logs are valid UTF-8 without NUL, as that pipe needs them. */
export function tailGrep(locale: 'C.UTF-8' | 'C'): Peer {
  return (task) => pipe(task, 'grep --line-buffered -E -f "$2"', { LC_ALL: locale });
}

/** `tail -F | rg`. */
export const tailRipgrep: Peer = (task) =>
  pipe(task, 'rg --no-config --line-buffered -f "$2" -', { LC_ALL: 'C.UTF-8' });

/** npm's `tail` with a line listener; with a URL it POSTs each matching line there with axios. */
export function nodeTail({ file, patterns, fromBeginning }: PeerTask, url?: string): BenchProcess {
  const list = join(scratchDir(), 'patterns.json');
  writeFileSync(list, JSON.stringify(patterns));
  const from = fromBeginning ? ['--from-beginning'] : [];
  const to = url === undefined ? [] : [url];
  return new BenchProcess({ command: process.execPath, args: [NODE_TAIL, ...from, file, list, ...to] });
}

/** `tail -F | grep` on every log of a folder. */
export function tailGrepFolder(dir: string, patterns: readonly PatternInput[]): BenchProcess {
  const list = join(scratchDir(), 'patterns');
  writeFileSync(list, `${patterns.map(extendedRegex).join('\n')}\n`);
  const script = 'tail -q -n 0 -F -- *.log | grep --line-buffered -E -f "$1"';
  return new BenchProcess({ command: 'sh', args: ['-c', script, 'sh', list], env: { LC_ALL: 'C.UTF-8' }, cwd: dir });
}

/** True if a command can be run here. */
export function isInstalled(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Builds the pipe as typed in a shell, without sockets through this process. */
function pipe({ file, patterns, fromBeginning }: PeerTask, filter: string, env: Record<string, string>): BenchProcess {
  const list = join(scratchDir(), 'patterns');
  writeFileSync(list, `${patterns.map(extendedRegex).join('\n')}\n`);
  const tail = `tail -n ${fromBeginning ? '+1' : '0'} -F "$1"`;
  return new BenchProcess({ command: 'sh', args: ['-c', `${tail} | ${filter}`, 'sh', file, list], env });
}
