import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

const LINES = 5_000;
const FLOOD = Array.from({ length: LINES }, (_none, number) => `hello world ${number}\n`).join('');

async function flooded(args: readonly string[]): Promise<{ readonly dir: string; readonly watch: CommandLine }> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  configure(dir, liveSettings(sens, dir, { name: 'Hello', cooldown: '1h' }));
  const watch = new CommandLine(dir, args, keysOf(sens));
  await until(
    () => watch.out.some((line) => line.includes('"started"') || line === en('cli.started', { files: 1, rules: 1 })),
    'it watches',
  );
  appendFileSync(log, FLOOD);
  return { dir, watch };
}

async function printed(dir: string, ...args: string[]): Promise<string[]> {
  const command = new CommandLine(dir, ['history', ...args]);
  expect(await command.exitStatus()).toBe(0);
  return command.out;
}

/** Number of matches that the ledger has as counts. */
function countedIn(dir: string): number {
  const ledger = openSqlite(join(dir, 'data', 'ledger.db'));
  const [count] = ledger.prepare('SELECT SUM(count) FROM held_matches').raw().get() as [number];
  ledger.close();
  return count;
}

it('each match of a flood is reported, the first ones one by one and the others as a count', async () => {
  const { dir, watch } = await flooded(['watch', '--json']);
  await until(() => watch.matches() === LINES, 'all matches were reported');
  // A minute may end and another begin meanwhile.
  const single = watch.events().filter(({ event }) => event === 'match').length;
  expect([101, 201]).toContain(single);
  const [counted] = watch.events().filter(({ event }) => event === 'held');
  expect(Object.keys(counted ?? {})).toEqual(['event', 'rule', 'title', 'why', 'count', 'from', 'to']);
  expect(counted).toMatchObject({ rule: 'hello', title: 'Hello', why: 'cooldown' });
  expect(Number(counted?.['from'])).toBeLessThanOrEqual(Number(counted?.['to']));
  expect(await watch.end()).toBe(0);
  expect(watch.matches()).toBe(LINES);

  expect(countedIn(dir)).toBe(LINES - single);
  const entries = (await printed(dir, '--json', '--limit', '3')).map((line) => JSON.parse(line) as { kind: string });
  expect(entries.find(({ kind }) => kind === 'held')).toMatchObject({
    ruleId: 'hello',
    incident: 1,
    decision: { outcome: 'held', why: 'cooldown' },
  });
  const sentences = await printed(dir, '--limit', '3');
  expect(sentences.join('\n')).toMatch(
    enPattern('cli.heldInMinute', { rule: 'Hello', why: en('decision.cooldown', { cooldown: '1 h' }) }),
  );
});

it('matches not reported yet are reported before it ends', async () => {
  const { dir, watch } = await flooded(['watch']);
  await until(() => watch.out.some((line) => line.includes('hello world 99')), 'it reads');
  expect(await watch.end()).toBe(0);
  expect(watch.out.at(-1)).toBe(en('cli.stopped'));
  const counts = watch.out.flatMap((line) =>
    enPattern('cli.heldMore', { rule: 'hello', count: 1 }).test(line)
      ? ['1']
      : (enPattern('cli.heldMore', { rule: 'hello' }).exec(line)?.groups?.['count'] ?? []),
  );
  const told = counts.reduce((sum, count) => sum + Number(count.replace(',', '')), 0);
  expect(told).toBe(countedIn(dir));
  expect(told).toBeGreaterThan(0);
});
