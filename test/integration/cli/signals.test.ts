import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured, type CommandOptions } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { until } from '../../support/time/until';

interface Watched {
  readonly sens: PracticeServer;
  readonly watch: CommandLine;
  /** Appends a line and waits until it was matched. */
  readonly match: (line: string) => Promise<void>;
}

async function settled(): Promise<{ readonly dir: string; readonly log: string; readonly sens: PracticeServer }> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  configure(dir, liveSettings(sens, dir));
  return { dir, log, sens };
}

async function watching(options: CommandOptions = {}, env: Record<string, string> = {}): Promise<Watched> {
  const { dir, log, sens } = await settled();
  const watch = new CommandLine(dir, ['watch', '--json'], { ...keysOf(sens), ...env }, options);
  await watch.event({ event: 'started' });
  const match = async (line: string): Promise<void> => {
    appendFileSync(log, `hello world ${line}\n`);
    await watch.event({ event: 'match', line: `hello world ${line}` });
  };
  return { sens, watch, match };
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** True if a process has a handler for a signal (proc_pid_status(5), SigCgt). */
function catches(pid: number, signal: number): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? '0';
  return ((BigInt(`0x${caught}`) >> BigInt(signal - 1)) & 1n) === 1n;
}

describe('SIGHUP', () => {
  it('shuts down cleanly, however often it comes', async () => {
    const { sens, watch, match } = await watching();
    sens.fail({ kind: 'delay', ms: 500 });
    await match('one');
    await watch.event({ event: 'text', state: 'sending' });
    process.kill(watch.pid, 'SIGHUP');
    process.kill(watch.pid, 'SIGHUP');
    const again = setInterval(() => watch.isRunning() && process.kill(watch.pid, 'SIGHUP'), 20);
    onTestFinished(() => clearInterval(again));
    expect(await watch.exitStatus()).toBe(0);
    expect(watch.events().at(-1)).toEqual({ event: 'stopped' });
    expect(sens.received()).toHaveLength(1);
  });

  it.each<[string, CommandOptions]>([
    ['by nohup', { through: ['bash', '-c', 'nohup "$@"', 'bash'] }],
    ['by the shell that started it', { through: ['sh', '-c', 'trap "" HUP; "$@"; exit', 'sh'] }],
  ])('is ignored if it was ignored %s', async (_by, options) => {
    const { watch, match } = await watching(options);
    const [pid = watch.pid] = watch.children();
    process.kill(pid, 'SIGHUP');
    await match('one');
    process.kill(pid, 'SIGTERM');
    expect(await watch.exitStatus()).toBe(0);
    expect(watch.events().at(-1)).toEqual({ event: 'stopped' });
  });

  it('is ignored under nohup in a terminal', async () => {
    const { dir, sens, log } = await settled();
    const inTerminal = 'exec script -qefc "exec nohup $* > $LOGBELL_CONFIG_DIR/printed" /dev/null';
    const through = ['sh', '-c', inTerminal, 'sh'];
    const terminal = new CommandLine(dir, ['watch', '--json'], keysOf(sens), { stdin: 'pipe', through });
    const printed = (): string => textOf(join(dir, 'printed'));
    await until(() => printed().includes('"started"'), 'it watches');
    const [pid = 0] = terminal.children();
    process.kill(pid, 'SIGHUP');
    appendFileSync(log, 'hello world\n');
    await until(() => printed().includes('"match"'), 'it watches still');
    process.kill(pid, 'SIGTERM');
    expect(await terminal.exitStatus()).toBe(0);
  });
});

describe.each(['SIGUSR1', 'SIGUSR2'] as const)('%s', (signal) => {
  it('neither opens a debugger nor ends the process', async () => {
    const { watch, match } = await watching({}, { NODE_OPTIONS: '--inspect-port=0' });
    process.kill(watch.pid, signal);
    await match('one');
    process.kill(watch.pid, signal);
    await match('two');
    expect(await watch.end()).toBe(0);
    expect(watch.err).toEqual([]);
  });
});

it('a second request ends the process at once', async () => {
  const { sens, watch, match } = await watching();
  sens.fail({ kind: 'delay', ms: 60_000 });
  await match('one');
  await watch.event({ event: 'text', state: 'sending' });
  process.kill(watch.pid, 'SIGTERM');
  await until(() => !catches(watch.pid, constants.signals.SIGTERM), 'it was heard');
  // The first alone would end it by itself, with an exit status.
  expect(await watch.end('SIGTERM')).toBeNull();
});
