import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { errorCode } from '../../common/error-code';

/** Most text kept of what a program writes to standard error, characters. */
const MAX_ERRORS = 4_096;

/** End of a journalctl. */
export interface JournalctlEnd {
  /** Exit code; null after a signal. */
  readonly code: number | null;
  /** Code of the system if it could not be started (`ENOENT`); empty otherwise. */
  readonly startFault: string;
  /** End of what it wrote to standard error. */
  readonly errors: string;
}

/** A running journalctl. Its output must be read to the end. */
export interface Journalctl {
  readonly output: Readable | null;
  /** Resolves after its last output. */
  readonly ended: Promise<JournalctlEnd>;
  readonly stop: () => void;
}

/**
 * Starts journalctl. It ends with Logbell, even after `kill -9`, as it watches its standard output and finds it closed.
 */
export function runJournalctl(args: readonly string[], program = 'journalctl'): Journalctl {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', SYSTEMD_COLORS: '0', SYSTEMD_LOG_LEVEL: 'info' };
  const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  return { output: child.stdout, ended: endOf(child), stop: () => void child.kill('SIGKILL') };
}

function endOf(child: ChildProcess): Promise<JournalctlEnd> {
  return new Promise((resolve) => {
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-MAX_ERRORS);
    });
    child.once('error', (error) => resolve({ code: null, startFault: errorCode(error), errors }));
    child.once('close', (code) => resolve({ code, startFault: '', errors }));
  });
}

/** Runs journalctl to its end, and returns its output up to `mostBytes`. */
export async function journalctlOutput(
  args: readonly string[],
  mostBytes: number,
  program?: string,
): Promise<JournalctlEnd & { readonly output: Buffer }> {
  const run = runJournalctl(args, program);
  const parts: Buffer[] = [];
  let bytes = 0;
  run.output?.on('data', (part: Buffer) => {
    parts.push(part);
    bytes += part.length;
    if (bytes > mostBytes) {
      run.stop();
    }
  });
  const ended = await run.ended;
  return { ...ended, output: Buffer.concat(parts).subarray(0, mostBytes) };
}
