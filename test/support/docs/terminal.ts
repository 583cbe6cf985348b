import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from '../time/until';
import { PROJECT } from './page';

const CLI = join(PROJECT, 'out', 'main', 'cli.js');
/** Width of the terminal, so that its lines fit into a page. */
const COLUMNS = 100;

/** A command in a terminal of its own. */
export interface TerminalRun {
  /** Lines printed so far. */
  readonly lines: () => readonly string[];
  /** Waits until a line contains `part`. */
  readonly line: (part: string) => Promise<unknown>;
  /** Presses Ctrl+C. */
  readonly interrupt: () => void;
  /** Waits for the end and returns the exit status. */
  readonly end: () => Promise<number | null>;
}

/** Runs `logbell …` in the root of the project, in a terminal of script(1), as a person would. */
export function runInTerminal(command: string, environment: Readonly<Record<string, string>>): TerminalRun {
  const program = command.replace(/^logbell\b/, `exec '${process.execPath}' '${CLI}'`);
  const child = spawn('script', ['-qefc', `stty cols ${COLUMNS} -echo; ${program}`, '/dev/null'], {
    cwd: PROJECT,
    env: { PATH: process.env['PATH'] ?? '', SHELL: '/bin/sh', TZ: 'Asia/Seoul', NO_COLOR: '1', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => (printed += data));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines = (): readonly string[] => shownLines(printed);
  return {
    lines,
    line: (part) => until(() => lines().some((line) => line.includes(part)), `"${part}" was printed`),
    interrupt: () => child.stdin.write('\u0003'),
    end: () => ended,
  };
}

/** Returns the complete lines as a terminal shows them, without what was erased again. */
function shownLines(printed: string): string[] {
  const lines = printed.split('\n').slice(0, -1);
  return lines.map((line) => line.replace(/\r$/, '').replace(/^[^]*\r\u001b\[K/, ''));
}
