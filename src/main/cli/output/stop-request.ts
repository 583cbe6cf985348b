import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { Environment } from '../../settings/config-dir';
import type { LineWriter } from './line-writer';

/** Reason to stop: a signal, or the end of the program that reads standard output. */
export type StopReason = 'signal' | 'reader-gone';

/**
 * Resolves on SIGINT, SIGTERM or SIGHUP, or when the reader of standard output ends. A second SIGINT or SIGTERM ends
 * the process at once. Under a service manager, SIGHUP only asks to reload the settings (daemon(7)).
 */
export function stopRequest(stdout: LineWriter, environment: Environment): Promise<StopReason> {
  return new Promise((resolve) => {
    const stop = (): void => resolve('signal');
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, function stopOnce() {
        stop();
        // Not at once: the writer of files (atomically) listens, too, and raises the signal again when it is the last.
        setImmediate(() => process.off(signal, stopOnce));
      });
    }
    // Not once: when a terminal closes, both the kernel and the shell may send it.
    process.on('SIGHUP', hasServiceManager(environment) || ignoresHangup(environment) ? () => undefined : stop);
    void stdout.whenGone().then(() => resolve('reader-gone'));
  });
}

/**
 * Calls `reload` for each SIGHUP, in place of all other listeners: the writer of files (atomically) would take the first
 * one for the end and raise it again. Returns a function after which SIGHUP does nothing.
 */
export function onHangup(reload: () => void): () => void {
  let isOver = false;
  process.removeAllListeners('SIGHUP');
  process.on('SIGHUP', () => {
    if (!isOver) {
      reload();
    }
  });
  return () => {
    isOver = true;
  };
}

/** True if a service manager waits for messages of this process (sd_notify(3)). */
export function hasServiceManager(environment: Environment): boolean {
  return (environment['NOTIFY_SOCKET'] ?? '') !== '';
}

/**
 * True if SIGHUP was probably ignored when this process started, as by nohup(1). Node resets ignored signals before any
 * script runs, so traces must do: the command in `_` (bash, zsh, ksh), the files that nohup puts in place of a
 * terminal, a parent that ignores SIGHUP.
 */
function ignoresHangup(environment: Environment): boolean {
  return (
    basename(environment['_'] ?? '') === 'nohup' ||
    (linkOf(0) === '/dev/null' && isWriteOnly(0)) ||
    basename(linkOf(1)) === 'nohup.out' ||
    parentIgnoresHangup()
  );
}

/** Path behind a descriptor; empty if /proc does not name it. */
function linkOf(fd: number): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}

/** True for the standard input that GNU nohup opens in place of a terminal (proc_pid_fdinfo(5), open(2): O_ACCMODE). */
function isWriteOnly(fd: number): boolean {
  const flags = /^flags:\s*([0-7]+)$/m.exec(textOf(`/proc/self/fdinfo/${fd}`))?.[1] ?? '0';
  return (parseInt(flags, 8) & 3) === 1;
}

/** Reads the lowest bit of the parent's mask of ignored signals: SIGHUP is signal 1 (proc_pid_status(5), SigIgn). */
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
