import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { until } from '../../support/time/until';

const ROUNDS = 100;
const LINES_A_ROUND = 200;
/** Lines per write, and the pause of the writer after it, ms. */
const LINES_A_WRITE = 10;
const REST_MS = 5;
/** Range of the time of a kill, ms after the start of a round: during startup or while reading. */
const SHORTEST_LIFE_MS = 80;
const LONGEST_LIFE_MS = 420;
/** Interval between lines that are texted. */
const LINES_A_TEXT = 1_000;
/** Digits of a line number. */
const DIGITS = 5;
const EACH_DIGIT = Array.from({ length: 10 }, (_none, digit) => digit);

/**
 * A rule for each digit at each place of a line number. Most of their matches are held and counted: all counts are only
 * right if no line is lost and none is counted twice.
 */
const COUNTING = Array.from({ length: DIGITS }, (_none, place) =>
  EACH_DIGIT.map((digit) => ({
    ...{ id: `${place}-${digit}`, cooldown: '1h', cooldownBy: 'rule', message: `first with ${digit} at ${place}` },
    match: { regex: `hello world \\d{${place}}${digit}` },
  })),
).flat();

/** Writes the lines of a round in pieces while its process lives. */
async function writeRound(log: number, lines: readonly string[]): Promise<void> {
  for (let from = 0; from < lines.length; from += LINES_A_WRITE) {
    const piece = lines.slice(from, from + LINES_A_WRITE);
    writeSync(log, piece.map((line) => `${line}\n`).join(''));
    await sleep(REST_MS);
  }
}

function linesOf(round: number): string[] {
  return Array.from({ length: LINES_A_ROUND }, (_value, index) => {
    const number = round * LINES_A_ROUND + index + 1;
    const written = String(number).padStart(DIGITS, '0');
    return number % LINES_A_TEXT === 0 ? `disk full ${written}` : `hello world ${written}`;
  });
}

function column(dir: string, query: string): string[] {
  const ledger = openSqlite(join(dir, 'data', 'ledger.db'));
  const rows = ledger.prepare(query).raw().all() as [string][];
  ledger.close();
  return rows.map(([value]) => value);
}

/** Number of matches by rule, stored or counted. */
function matchesByRule(dir: string): Readonly<Record<string, number>> {
  const ledger = openSqlite(join(dir, 'data', 'ledger.db'));
  const rows = ledger
    .prepare(
      `SELECT rule_id, SUM(number) FROM (SELECT rule_id, 1 AS number FROM matches UNION ALL SELECT rule_id, count FROM held_matches)
       GROUP BY rule_id`,
    )
    .raw()
    .all() as [string, number][];
  ledger.close();
  return Object.fromEntries(rows);
}

/** Expected number of matches by rule. */
function expectedByRule(lines: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const rules = [
    ...COUNTING.map(({ id, match }) => ({ id, regex: new RegExp(match.regex) })),
    { id: 'disk', regex: /disk/ },
  ];
  for (const { id, regex } of rules) {
    const matching = lines.filter((line) => regex.test(line)).length;
    Object.assign(counts, matching === 0 ? {} : { [id]: matching });
  }
  return counts;
}

it('E6 loses no line, alerts none twice and sends no text twice across kills at any moment', async () => {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const path = join(dir, 'logs', 'app.log');
  writeFileSync(path, '');
  const loud = { id: 'disk', match: { text: 'disk full' }, message: '{{line}}' };
  configure(dir, liveSettings(sens, dir, {}, { rules: [...COUNTING, loud] }));
  const first = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await first.event({ event: 'started' });
  await first.end('SIGKILL');
  const log = openSync(path, 'a');
  onTestFinished(() => closeSync(log));
  const rounds = Array.from({ length: ROUNDS }, (_value, round) => linesOf(round));
  for (const lines of rounds) {
    const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    const life = SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS);
    await Promise.all([writeRound(log, lines), sleep(life)]);
    await watch.end('SIGKILL');
  }
  const expected = rounds.flat();
  const last = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  const read = `SELECT path FROM positions WHERE offset = ${statSync(path).size}`;
  await until(() => column(dir, read).length === 1, 'all lines were read', 300_000);
  const unsettled = "SELECT state FROM texts WHERE state NOT IN ('delivered', 'unknown')";
  await until(() => column(dir, unsettled).length === 0, 'each text was sent or is looked up', 300_000);
  await last.end();
  const alarms = expected.filter((line) => line.startsWith('disk full'));
  const texts = sens.received().map(({ content }) => content);
  expect(matchesByRule(dir)).toEqual(expectedByRule(expected));
  expect(column(dir, "SELECT line FROM matches WHERE rule_id = 'disk' ORDER BY id")).toEqual(alarms);
  expect(column(dir, 'SELECT line FROM matches GROUP BY rule_id, line HAVING COUNT(*) > 1')).toEqual([]);
  expect(Number(column(dir, 'SELECT SUM(count) FROM held_matches')[0])).toBeGreaterThan(expected.length);
  expect(column(dir, 'SELECT content FROM alerts ORDER BY id').filter((text) => text.includes('disk full'))).toEqual(
    alarms.map((line) => expect.stringContaining(line) as string),
  );
  // A text whose request was interrupted by a kill is looked up before it is sent again, which takes minutes.
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThanOrEqual(column(dir, "SELECT id FROM texts WHERE state = 'delivered'").length);
}, 900_000);
