import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured, type CommandOptions } from '../../support/app/command-line';
import { Fifo } from '../../support/fifo';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { scratchDir } from '../../support/files/scratch-dir';
import { TestOutbox } from '../../support/sens/test-outbox';
import { errorLines } from '../../support/text/messages';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

const ENTRIES = 2_000;

/** A folder with a history of 600 KB as JSON. */
function withHistory(): string {
  const dir = configured('{}');
  const outbox = TestOutbox.open(join(dir, 'data'));
  const add = outbox.connection.prepare(
    `INSERT INTO matches (at, rule_id, rule, file_id, path, line, decision_json)
     VALUES (?, 'r', 'r', 'f', '/var/log/app.log', ?, '{"outcome":"alerted","why":"matched","params":{}}')`,
  );
  const now = Date.now();
  outbox.connection.transaction(() => {
    for (let entry = 0; entry < ENTRIES; entry += 1) {
      add.run(now - entry, `line ${entry} ${'x'.repeat(100)}`);
    }
  })();
  outbox.close();
  return dir;
}

/** Waits until a process is idle or has ended (proc_pid_stat(5): S, sleeping). */
async function atRest(command: CommandLine): Promise<void> {
  const state = (): string => textOf(`/proc/${command.pid}/stat`);
  await until(() => !command.isRunning() || / S \d/.test(state()), 'it waits or has ended');
}

/** True while a process holds a lock on the ledger. */
function watches({ dir, watch }: Watched): boolean {
  const { ino } = statSync(join(dir, 'data', 'ledger.db.lock'));
  const locks = textOf('/proc/locks').split('\n');
  return locks.some((lock) => lock.includes(` ${watch.pid} `) && lock.includes(`:${ino} `));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Its process has ended.
    return '';
  }
}

/** Runs the command in a terminal, which provides standard input and output (script(1)). */
const IN_TERMINAL = ['sh', '-c', 'exec script -qefc "exec $*" /dev/null', 'sh'];

/** A descriptor on which every write fails, like a full disk (full(4)). */
function fullDevice(): number {
  const fd = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(fd));
  return fd;
}

interface Watched {
  readonly dir: string;
  readonly sens: PracticeServer;
  readonly log: string;
  readonly watch: CommandLine;
}

/** Starts Logbell on a log from its start; it texts each line with "hello", and one line with "the end". */
async function watching(
  args: readonly string[],
  options: CommandOptions,
  files: readonly object[] = [],
): Promise<Watched> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  const rules = [
    { id: 'hello', match: { text: 'hello' }, message: '{{line}}', cooldown: '0s' },
    { id: 'held', match: { text: 'held' }, cooldown: '1h' },
    { id: 'end', match: { text: 'the end' }, message: 'the end' },
  ];
  const app = { id: 'app', path: log, start: 'beginning' };
  configure(dir, liveSettings(sens, dir, {}, { files: [app, ...files], rules }));
  return { dir, sens, log, watch: new CommandLine(dir, ['watch', ...args], keysOf(sens), options) };
}

/** Appends a line and waits until it was texted. */
async function texted({ sens, log, watch }: Watched, line: string): Promise<void> {
  appendFileSync(log, `${line}\n`);
  const isTexted = (): boolean => sens.received().some(({ content }) => content.includes(line));
  await until(isTexted, `"${line}" was texted; ${watch.err.join(' ')}`);
  expect(watch.isRunning()).toBe(true);
}

/** A configured log that is a folder: causes a problem on standard error. */
function folderEntry(): object {
  const path = join(scratchDir(), 'folder.log');
  mkdirSync(path);
  return { id: 'folder', path };
}

describe('a command that prints once', () => {
  it('prints everything to a pipe that is read late', async () => {
    const fifo = new Fifo();
    const dir = withHistory();
    const command = new CommandLine(dir, ['history', '--limit', '10000', '--json'], {}, { stdout: fifo.end });
    fifo.release();
    await until(() => fifo.hasSome() || !command.isRunning(), 'it prints');
    await atRest(command);
    const lines = (await fifo.readAll()).trim().split('\n');
    expect(lines).toHaveLength(ENTRIES);
    expect(lines.map((line) => (JSON.parse(line) as { line: string }).line.split(' ')[1])).toEqual(
      Array.from({ length: ENTRIES }, (_value, entry) => String(entry)),
    );
    expect(await command.exitStatus()).toBe(0);
  });

  it.each([
    [['history']],
    [['history', '--json']],
    [['check']],
    [['outbox']],
    [['incidents']],
    [['try', 'r']],
    [['--help']],
  ])('fails if %j cannot be written, and reports how much is missing', async (args) => {
    const dir = withHistory();
    const log = join(dir, 'logs', 'app.log');
    writeFileSync(log, 'line\n');
    configure(dir, {
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'app', path: log }],
      rules: [{ id: 'r', match: { text: 'x' } }],
    });
    const command = new CommandLine(dir, args, {}, { stdout: fullDevice() });
    expect(await command.exitStatus()).toBe(1);
    expect(command.err[0]).toMatch(/\(ENOSPC\): \d+ lines? (?:is|are) missing\.$/);
  });

  it('fails if its errors cannot be written', async () => {
    const dir = configured({
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'app', path: '/var/log/app.log' }],
      rules: ['one', 'two'].map((id) => ({ id, name: 'Same', match: { text: id } })),
    });
    const warned = new CommandLine(dir, ['check']);
    expect(await warned.exitStatus()).toBe(0);
    expect(warned.err).not.toEqual([]);
    const command = new CommandLine(dir, ['check'], {}, { stderr: fullDevice() });
    expect(await command.exitStatus()).toBe(1);
  });

  it('fails silently when its reader has gone', async () => {
    const command = new CommandLine(withHistory(), ['history', '--limit', '10000', '--json']);
    command.closeReader('stdout');
    expect(await command.exitStatus()).toBe(1);
    expect(command.err).toEqual([]);
  });
});

describe('logbell watch', () => {
  it('prints everything to a reader that pauses during shutdown', async () => {
    const fifo = new Fifo();
    const watched = await watching(['--json'], { stdout: fifo.end });
    fifo.release();
    // More than a pipe holds, and less than what makes Logbell wait for its reader.
    const lines = Array.from({ length: 45 }, (_value, index) => `held ${index} ${'x'.repeat(4_000)}`);
    appendFileSync(watched.log, `${lines.join('\n')}\n`);
    await texted(watched, 'the end');
    expect(watches(watched)).toBe(true);
    process.kill(watched.watch.pid, 'SIGTERM');
    await until(() => !watches(watched), 'it has stopped watching');
    const events = (await fifo.readAll())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; line?: string });
    const matched = events.flatMap(({ event, line }) => (event === 'match' && line !== 'the end' ? [line] : []));
    expect(matched).toEqual(lines);
    expect(events.at(-1)).toEqual({ event: 'stopped' });
    expect(await watched.watch.exitStatus()).toBe(0);
  });

  it('ends on request, even if nobody reads', async () => {
    const fifo = new Fifo();
    const watched = await watching(['--json'], { stdout: fifo.end });
    fifo.release();
    appendFileSync(watched.log, `held ${'x'.repeat(1_000)}\n`.repeat(300));
    await texted(watched, 'the end');
    expect(await watched.watch.end()).toBe(1);
    expect(watched.watch.err.join('\n')).toMatch(enPattern('cli.outputUnread'));
  });

  it('continues and sends texts when standard output is full', async () => {
    const watched = await watching(['--json'], { stdout: fullDevice() });
    await texted(watched, 'hello one');
    await texted(watched, 'hello two');
    expect(await watched.watch.end()).toBe(1);
    expect(watched.watch.err).toEqual([
      expect.stringContaining(en('cli.outputFailing', { reason: 'ENOSPC' })),
      errorLines('', en('cli.fix.output'))[1],
      expect.stringMatching(enPattern('cli.outputFailed', { reason: 'ENOSPC' })),
      errorLines('', en('cli.fix.output'))[1],
    ]);
  });

  it('continues and sends texts when standard error is full', async () => {
    const watched = await watching([], { stderr: fullDevice() }, [folderEntry()]);
    await texted(watched, 'hello one');
    expect(await watched.watch.end()).toBe(1);
    expect(watched.watch.out.at(-1)).toBe(en('cli.stopped'));
  });

  it('continues and sends texts when the reader of standard error has gone', async () => {
    const watched = await watching([], {}, [folderEntry()]);
    watched.watch.closeReader('stderr');
    await texted(watched, 'hello one');
    expect(await watched.watch.end()).toBe(1);
    expect(watched.watch.out.at(-1)).toBe(en('cli.stopped'));
  });

  it('stops with status 1 and an error when the reader of standard output has gone', async () => {
    const { log, watch } = await watching(['--json'], {});
    await watch.event({ event: 'started' });
    watch.closeReader('stdout');
    appendFileSync(log, 'hello\n');
    expect(await watch.exitStatus()).toBe(1);
    expect(watch.err).toEqual(errorLines(en('cli.readerGone')));
  });

  it('continues, sends texts and ends in a terminal stopped with Ctrl+S', async () => {
    const watched = await watching([], { stdin: 'pipe', through: IN_TERMINAL });
    await until(() => enPattern('cli.started', { files: 1 }).test(watched.watch.out.join('')), 'it watches');
    watched.watch.type('\u0013');
    await texted(watched, 'hello one');
    await texted(watched, 'hello two');
    const [logbell = 0] = watched.watch.children();
    process.kill(logbell, 'SIGTERM');
    expect(await watched.watch.exitStatus()).toBe(1);
  });
});
