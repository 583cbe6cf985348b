import { appendFileSync, cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import type { Fault } from '../../../src/main/practice/faults/faults';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { scratchDir } from '../../support/files/scratch-dir';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

interface Left {
  readonly sens: PracticeServer;
  /** Settings folder, with the data folder below it. */
  readonly dir: string;
}

const BUSY: Fault = { kind: 'too-fast', retryAfterSeconds: 600 };

/** Leaves a Logbell that was killed with a queued text, or with one in flight if `fault` says so. */
async function leftBehind(fault: Fault = BUSY): Promise<Left> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  configure(dir, liveSettings(sens, dir, { message: '{{line}}' }));
  const watch = start(sens, dir);
  await watch.event({ event: 'started' });
  sens.fail(fault);
  appendFileSync(log, 'hello world owed\n');
  await until(() => sens.asked().length > 0, 'a request was made');
  await until(() => fault !== BUSY || states(dir).includes('owed'), 'the text was owed again');
  await watch.end('SIGKILL');
  return { sens, dir };
}

function start(sens: PracticeServer, dir: string): CommandLine {
  return new CommandLine(dir, ['watch', '--json'], keysOf(sens));
}

/** Copies Logbell to another machine. */
function copyOf(dir: string): string {
  const copy = join(scratchDir(), 'copy');
  // Like tar, which ignores sockets.
  cpSync(dir, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  return copy;
}

function states(dir: string): string[] {
  const database = openSqlite(join(dir, 'data', 'ledger.db'));
  const rows = database.prepare('SELECT state FROM texts ORDER BY id').raw().all() as [string][];
  database.close();
  return rows.flat();
}

/** Changes the record in the ledger of the file it was kept in. */
function changeOrigin(dir: string, change: Readonly<Record<string, string>>): void {
  const database = openSqlite(join(dir, 'data', 'ledger.db'));
  const [value] = database.prepare("SELECT value FROM engine_state WHERE key = 'origin'").raw().get() as [string];
  const changed = JSON.stringify({ ...(JSON.parse(value) as object), ...change });
  database.prepare("UPDATE engine_state SET value = ? WHERE key = 'origin'").run(changed);
  database.close();
}

async function outbox(dir: string, ...args: string[]): Promise<CommandLine> {
  const command = new CommandLine(dir, ['outbox', ...args]);
  await command.exitStatus();
  return command;
}

describe('a copy of a ledger with a text owed', () => {
  it('holds the text, while the original sends it once', async () => {
    const { sens, dir } = await leftBehind();
    const copy = start(sens, copyOf(dir));
    const problem = await copy.event({ event: 'problem', code: 'texts-held' });
    expect(problem['message']).toContain(en('problem.texts-held.title', { count: 1 }));
    const original = start(sens, dir);
    await original.event({ event: 'text', state: 'delivered' });
    expect(sens.received().map(({ content }) => content)).toEqual(['hello world owed']);
    expect(await copy.end()).toBe(0);
  });

  it('sends the text on request, and clears the problem', async () => {
    const { sens, dir } = await leftBehind();
    const moved = copyOf(dir);
    const watch = start(sens, moved);
    await watch.event({ event: 'problem', code: 'texts-held' });
    expect((await outbox(moved)).out.join('\n')).toContain(en('reason.copied'));
    const asked = await outbox(moved, 'resend', '1');
    expect(await asked.exitStatus()).toBe(1);
    expect(await (await outbox(moved, 'resend', '1', '--yes')).exitStatus()).toBe(0);
    await watch.event({ event: 'text', state: 'delivered' });
    await watch.event({ event: 'problem-cleared', code: 'texts-held' });
    expect(sens.received()).toHaveLength(1);
  });

  it('cancels the text when a person drops it', async () => {
    const { sens, dir } = await leftBehind();
    const moved = copyOf(dir);
    const watch = start(sens, moved);
    await watch.event({ event: 'problem', code: 'texts-held' });
    expect(await (await outbox(moved, 'drop', '1')).exitStatus()).toBe(0);
    await watch.event({ event: 'problem-cleared', code: 'texts-held' });
    expect(sens.received()).toEqual([]);
  });

  it('holds the text across a restart, and sends new ones', async () => {
    const { sens, dir } = await leftBehind();
    const moved = copyOf(dir);
    await (async () => {
      const first = start(sens, moved);
      await first.event({ event: 'problem', code: 'texts-held' });
      await first.end('SIGKILL');
    })();
    configure(moved, liveSettings(sens, moved, { message: '{{line}}' }));
    const watch = start(sens, moved);
    await watch.event({ event: 'problem', code: 'texts-held' });
    await watch.event({ event: 'started' });
    appendFileSync(join(moved, 'logs', 'app.log'), 'hello world new\n');
    await watch.event({ event: 'text', state: 'delivered' });
    expect(sens.received().map(({ content }) => content)).toEqual(['hello world new']);
  });

  it('does not resend a text that was in flight when the original was killed', async () => {
    const { sens, dir } = await leftBehind({ kind: 'hang', takes: false });
    const copy = start(sens, copyOf(dir));
    await copy.event({ event: 'problem', code: 'texts-held' });
    const original = start(sens, dir);
    await original.event({ event: 'text', state: 'unknown' });
    expect(states(dir)).toEqual(['unknown']);
    expect(await copy.end()).toBe(0);
    expect(sens.received()).toEqual([]);
  });
});

describe('is no copy, and continues:', () => {
  it('a data folder moved within its file system', async () => {
    const { sens, dir } = await leftBehind();
    const moved = join(scratchDir(), 'moved');
    renameSync(dir, moved);
    const watch = start(sens, moved);
    await watch.event({ event: 'text', state: 'delivered' });
  });

  it.each([
    ['a volume that a new container is given', { machine: 'another machine' }],
    ['a volume where the machine has no id', { machine: '' }],
    ['a file whose birth time was not known before', { born: '0' }],
  ])('%s', async (_what, change) => {
    const { sens, dir } = await leftBehind();
    changeOrigin(dir, change);
    const watch = start(sens, dir);
    await watch.event({ event: 'text', state: 'delivered' });
    expect(watch.events().filter(({ code }) => code === 'texts-held')).toEqual([]);
  });
});
