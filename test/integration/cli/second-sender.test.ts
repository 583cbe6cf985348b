import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { until } from '../../support/time/until';

interface Live {
  readonly sens: PracticeServer;
  readonly dir: string;
  readonly log: string;
  readonly ledger: string;
  readonly watch: CommandLine;
}

/** Starts a `watch` on a log, with its own SENS. */
async function watchLive(): Promise<Live> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  configure(dir, liveSettings(sens, dir, { message: '{{line}}' }));
  const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await watch.event({ event: 'started' });
  return { sens, dir, log, ledger: join(dir, 'data', 'ledger.db'), watch };
}

function contents(sens: PracticeServer): string[] {
  return sens.received().map(({ content }) => content);
}

it('a removed lock file lets no second Logbell in, even while the first cannot restore it', async () => {
  const { sens, dir, log, ledger, watch } = await watchLive();
  process.kill(watch.pid, 'SIGSTOP');
  rmSync(`${ledger}.lock`);
  const second = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  expect(await second.exitStatus()).toBe(1);
  expect(second.events()).toMatchObject([{ event: 'problem', code: 'ledger-in-use' }]);
  process.kill(watch.pid, 'SIGCONT');
  appendFileSync(log, 'hello world once\n');
  await watch.event({ event: 'text', state: 'delivered' });
  expect(contents(sens)).toEqual(['hello world once']);
  expect(await watch.end()).toBe(0);
});

it('a Logbell that has ended in any way leaves its ledger to the next at once', async () => {
  const { sens, dir, ledger, watch } = await watchLive();
  await watch.end('SIGKILL');
  rmSync(`${ledger}.lock`);
  const next = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await next.event({ event: 'started' });
  expect(await next.end()).toBe(0);
});

it('a process that closed its ledger and keeps running leaves it to the next at once', async () => {
  const dir = configured('{}');
  configure(dir, { files: [], rules: [] });
  mkdirSync(join(dir, 'data'), { mode: 0o700 });
  const opened = Ledger.open(join(dir, 'data', 'ledger.db'), 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  opened.value.close();
  const next = new CommandLine(dir, ['watch', '--json']);
  await next.event({ event: 'started' });
  expect(await next.end()).toBe(0);
});

/**
 * Takes the ledger over like a Logbell that cannot see the process of the first one, for example in another container.
 */
function takeOver(ledger: string): void {
  const database = openSqlite(ledger);
  const other = { token: 'other', pid: 1, startedAt: '1', boot: 'other', namespace: 'other' };
  database.prepare("UPDATE engine_state SET value = ? WHERE key = 'owner'").run(JSON.stringify(other));
  database.close();
}

it('a Logbell whose ledger another has taken over ends with status 1, and stops matching and sending', async () => {
  const { sens, log, ledger, watch } = await watchLive();
  appendFileSync(log, 'hello world before\n');
  await watch.event({ event: 'text', state: 'delivered' });
  process.kill(watch.pid, 'SIGSTOP');
  takeOver(ledger);
  appendFileSync(log, 'hello world after\n');
  process.kill(watch.pid, 'SIGCONT');
  expect(await watch.exitStatus()).toBe(1);
  expect(watch.events()).toContainEqual(expect.objectContaining({ event: 'problem', code: 'ledger-in-use' }));
  expect(watch.events().filter(({ event }) => event === 'match')).toHaveLength(1);
  expect(contents(sens)).toEqual(['hello world before']);
});

/** States of the texts in a ledger. */
function statesIn(ledger: string): string[] {
  const database = openSqlite(ledger);
  const rows = database.prepare('SELECT state FROM texts').raw().all() as [string][];
  database.close();
  return rows.flat();
}

/** Messages still owed in the ledger that was set aside when another took its place. */
function owedInKeptFile(dataDir: string): string[] {
  const [kept = ''] = readdirSync(dataDir).filter((name) => /^ledger\.db\.kept-[^.]*Z$/.test(name));
  const database = openSqlite(join(dataDir, kept));
  const rows = database.prepare("SELECT content FROM texts WHERE state = 'owed'").raw().all() as [string][];
  database.close();
  return rows.flat();
}

it('a queued text is not sent by a Logbell whose data folder another has reset', async () => {
  const { sens, dir, log, ledger, watch } = await watchLive();
  sens.fail({ kind: 'too-fast', retryAfterSeconds: 3 });
  appendFileSync(log, 'hello world waits\n');
  await until(() => sens.asked().length > 0, 'SENS had the request');
  await until(() => statesIn(ledger).join() === 'owed', 'the text waits again');
  process.kill(watch.pid, 'SIGSTOP');
  rmSync(join(dir, 'data'), { recursive: true });
  const second = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await second.event({ event: 'started' });
  process.kill(watch.pid, 'SIGCONT');
  expect(await watch.exitStatus()).toBe(1);
  expect(watch.events()).toContainEqual(expect.objectContaining({ event: 'problem', code: 'ledger-in-use' }));
  expect(owedInKeptFile(join(dir, 'data'))).toEqual(['hello world waits']);
  appendFileSync(log, 'hello world once\n');
  await second.event({ event: 'text', state: 'delivered' });
  expect(contents(sens)).toEqual(['hello world once']);
});
