import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { journalctlOf } from '../../support/journal/journalctl-processes';
import { JournalWriter } from '../../support/journal/journal-writer';
import { until } from '../../support/time/until';

const ROUNDS = 40;
/** Journals at the same time, as most of the time is spent waiting. */
const AT_ONCE = 2;
const ENTRIES_A_ROUND = 100;
/** Entries per write. */
const ENTRIES_A_WRITE = 25;
/** Rounds between two rotations. */
const ROUNDS_A_FILE = 10;
/** Range of the time of a kill, ms after the start of a round: during startup or while reading. */
const SHORTEST_LIFE_MS = 80;
const LONGEST_LIFE_MS = 500;
/** Interval between entries that are texted. */
const ENTRIES_A_TEXT = 400;

function entriesOf(round: number): string[] {
  return Array.from({ length: ENTRIES_A_ROUND }, (_value, index) => {
    const number = round * ENTRIES_A_ROUND + index + 1;
    return number % ENTRIES_A_TEXT === 0 ? `disk full ${number}.` : `hello world ${number}.`;
  });
}

async function writeRound(journal: JournalWriter, entries: readonly string[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ENTRIES_A_WRITE) {
    journal.write(...entries.slice(from, from + ENTRIES_A_WRITE));
    await sleep(5);
  }
}

function column(dir: string, query: string): string[] {
  const ledger = openSqlite(join(dir, 'data', 'ledger.db'));
  const rows = ledger.prepare(query).raw().all() as [string][];
  ledger.close();
  return rows.map(([value]) => value);
}

/** Matches of all rules, stored or counted. */
function matched(dir: string): number {
  const counts = 'SELECT COUNT(*) FROM matches UNION ALL SELECT COALESCE(SUM(count), 0) FROM held_matches';
  return column(dir, counts).reduce((sum, count) => sum + Number(count), 0);
}

/** Watches a journal of its own over this many kills. */
async function surviveKills(rounds: number): Promise<void> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const journal = new JournalWriter(join(dir, 'journal'));
  const rules = [
    { id: 'hello', match: { text: 'hello world' }, cooldown: '1h', cooldownBy: 'rule' },
    { id: 'disk', match: { text: 'disk full' }, message: '{{line}}' },
  ];
  const files = [{ id: 'app', journal: { directory: journal.dir }, start: 'beginning' }];
  configure(dir, liveSettings(sens, dir, {}, { files, rules }));
  const entries = Array.from({ length: rounds }, (_value, round) => entriesOf(round));
  for (const [round, written] of entries.entries()) {
    const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    const life = SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS);
    await Promise.all([writeRound(journal, written), sleep(life)]);
    await watch.end('SIGKILL');
    if (round % ROUNDS_A_FILE === ROUNDS_A_FILE - 1) {
      journal.rotate();
    }
  }
  await until(() => journalctlOf(journal.dir).length === 0, 'no journalctl is left behind');
  const last = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await last.event({ event: 'started' });
  const all = entries.flat();
  await until(() => matched(dir) >= all.length, 'all entries were read', 300_000);
  const unsettled = "SELECT state FROM texts WHERE state NOT IN ('delivered', 'unknown')";
  await until(() => column(dir, unsettled).length === 0, 'each text was sent or is looked up', 300_000);
  await last.end();
  const alarms = all.filter((entry) => entry.startsWith('disk full'));
  const texts = sens.received().map(({ content }) => content);
  expect(matched(dir)).toBe(all.length);
  expect(column(dir, "SELECT line FROM matches WHERE rule_id = 'disk' ORDER BY id")).toEqual(alarms);
  expect(column(dir, 'SELECT line FROM matches GROUP BY line HAVING COUNT(*) > 1')).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);
}

it('loses no entry of the journal, and texts none twice, across kills at any moment', async () => {
  await Promise.all(Array.from({ length: AT_ONCE }, () => surviveKills(ROUNDS / AT_ONCE)));
}, 900_000);
