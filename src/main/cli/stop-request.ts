import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { Environment } from '../settings/config-dir';
import type { LineWriter } from './line-writer';

/** Why a command is to stop: a signal, or standard output has no reader any more. */
export type StopReason = 'signal' | 'reader-gone';

/** Resolves on SIGINT, SIGTERM or SIGHUP, or when the reader of standard output has gone away. A second SIGINT or SIGTERM kills. */
export function askedToStop(stdout: LineWriter, environment: Environment): Promise<StopReason> {
  return new Promise((resolve) => {
    const stop = (): void => resolve('signal');
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    // Not once: a terminal that closes may send it twice, by the kernel and by the shell.
    process.on('SIGHUP', ignoresHangup(environment) ? () => undefined : stop);
    void stdout.whenGone().then(() => resolve('reader-gone'));
  });
}

/**
 * Whether SIGHUP was ignored when this process began, as nohup(1) does it. Node resets that before any script runs, so only traces
 * tell: the command that a shell names in `_`, what nohup replaces a terminal with, and a parent that ignores it as well.
 */
function ignoresHangup(environment: Environment): boolean {
  return (
    basename(environment['_'] ?? '') === 'nohup' ||
    (linkOf(0) === '/dev/null' && isWriteOnly(0)) ||
    basename(linkOf(1)) === 'nohup.out' ||
    parentIgnoresHangup()
  );
}

/** Where a descriptor leads; empty where /proc does not say. */
function linkOf(fd: number): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}

/** GNU nohup opens /dev/null for writing in place of a terminal to read from (proc_pid_fdinfo(5), open(2): O_ACCMODE). */
function isWriteOnly(fd: number): boolean {
  const flags = /^flags:\s*([0-7]+)$/m.exec(textOf(`/proc/self/fdinfo/${fd}`))?.[1] ?? '0';
  return (parseInt(flags, 8) & 3) === 1;
}

/** SIGHUP is the first signal, and so the lowest bit of the mask (proc_pid_status(5), SigIgn). */
function parentIgnoresHangup(): boolean {
  const ignored = /^SigIgn:\s*[0-9a-f]*([0-9a-f])$/m.exec(textOf(`/proc/${process.ppid}/status`))?.[1] ?? '0';
  return (parseInt(ignored, 16) & 1) === 1;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
