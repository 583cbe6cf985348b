import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, existsSync, readlinkSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Translate } from '../../../shared/i18n/translator';
import type { AppPaths, Environment } from '../../settings/config-dir';
import type { ExitCode } from '../output/ending';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import { startCommand } from '../service/start-command';

const PROGRAM = 'logbell-desktop';

/** Interval of the checks whether the desktop app has started, ms. */
const CHECK_INTERVAL_MS = 50;

/** Arguments of `logbell open`. */
interface OpenRun {
  readonly translate: Translate;
  readonly output: Output;
  readonly environment: Environment;
  readonly paths: AppPaths;
  /** Value of `--config-dir`, passed on. */
  readonly configDir: string | undefined;
  /** Script of `npm start` in a checkout. */
  readonly startScript: string;
  /** True for root, as whom Chromium's sandbox does not run. */
  readonly isRoot: boolean;
  readonly stop: Promise<unknown>;
}

/**
 * Shows the window: starts the desktop app, whose single-instance lock hands over to one that runs. Returns when the app
 * has that lock, or when a second one has ended.
 */
export async function runOpen(run: OpenRun): Promise<ExitCode> {
  const { environment, paths, configDir, startScript } = run;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    return refuse(run, 'openNoDisplay', startCommand(run).command);
  }
  const isCheckout = existsSync(startScript);
  const program = isCheckout ? process.execPath : installedProgram(environment);
  if (program === null) {
    return refuse(run, 'openNotInstalled', installCommand());
  }
  if (!isCheckout && run.isRoot) {
    return refuse(run, 'openAsRoot');
  }
  const options = configDir === undefined ? [] : [`--config-dir=${paths.configDir}`];
  const args = isCheckout ? [startScript, ...options] : options;
  const lock = join(paths.configDir, 'desktop', 'SingletonLock');
  const isRunning = isLockHeld(lock);
  // In a checkout, the terminal shows what is being built.
  const app = spawn(program, args, {
    ...{ detached: true, env: { ...environment } },
    stdio: ['ignore', 'ignore', isCheckout ? 'inherit' : 'ignore'],
  });
  const status = await started(app, () => !isRunning && isLockHeld(lock), run.stop);
  app.unref();
  return status === 0 ? 0 : refuse(run, 'openFailed', isCheckout ? 'npm start' : program);
}

type Refusal = 'openNoDisplay' | 'openAsRoot' | 'openFailed' | 'openNotInstalled';

function refuse({ translate, output }: OpenRun, key: Refusal, command = ''): ExitCode {
  printError(output, translate, translate(`cli.${key}`), translate(`cli.fix.${key}`, { command }));
  return 1;
}

/** Command that installs the package on this distribution. */
function installCommand(): string {
  const hasOnlyRpm = existsSync('/usr/bin/rpm') && !existsSync('/usr/bin/dpkg');
  return hasOnlyRpm ? 'sudo dnf install ./logbell-desktop-*.rpm' : 'sudo apt install ./logbell-desktop_*.deb';
}

/** Waits until the app has started or ended. Returns its exit status, 0 while it runs, 1 if it cannot be started. */
async function started(app: ChildProcess, hasLock: () => boolean, stop: Promise<unknown>): Promise<number> {
  const end: { status: number | null } = { status: null };
  app.once('error', () => (end.status = 1));
  app.once('exit', (code) => (end.status = code ?? 1));
  void stop.then(() => (end.status ??= 0));
  while (end.status === null && !hasLock()) {
    await after(CHECK_INTERVAL_MS);
  }
  return end.status ?? 0;
}

/** True if a living process has Chromium's lock, a link to HOST-PID. */
function isLockHeld(lock: string): boolean {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(lock))?.[1]);
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function installedProgram(environment: Environment): string | null {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, PROGRAM)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
