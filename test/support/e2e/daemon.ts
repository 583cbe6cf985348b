import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../time/until';

/** Command line and readiness check of a desktop daemon. */
export interface DaemonStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Written to its standard input. */
  readonly input?: string;
  /** Resolves to true once the daemon works. */
  readonly ready: () => Promise<boolean>;
}

/** A running daemon. */
export interface Daemon {
  /** Stops the process and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts a daemon and waits until it is ready; rejects with its standard error if it ends before. */
export async function startDaemon({ command, args, env = {}, input = '', ready }: DaemonStart): Promise<Daemon> {
  const daemon = spawn(command, [...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let errors = '';
  daemon.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(daemon, 'close');
  daemon.stdin.end(input);
  const stop = async (): Promise<void> => {
    daemon.kill();
    await ended;
  };
  try {
    await until(() => {
      if (daemon.exitCode !== null || daemon.signalCode !== null) {
        throw new Error(`${command} has ended. ${errors}`);
      }
      return ready();
    }, `${command} is ready. ${errors}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
