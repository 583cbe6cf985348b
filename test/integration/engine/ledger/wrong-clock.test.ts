import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ShiftedClock } from '../../../support/time/shifted-clock';
import { Watching } from '../../../support/engine/watching';

const DAY_MS = 86_400_000;
/** More matches than are written between two searches for old ones. */
const FLOOD = 1_100;

const LINES = ['one', 'two', 'three', 'four', 'five'];

/** Starts an engine on its own clock and lets it match some lines. */
async function begun(): Promise<{ watching: Watching; clock: ShiftedClock }> {
  const clock = new ShiftedClock(Date.now());
  const watching = await Watching.begin({ clock });
  appendFileSync(watching.path(), LINES.map((line) => `${line}\n`).join(''));
  await watching.sees(...LINES);
  return { watching, clock };
}

async function keptLines(watching: Watching): Promise<string[]> {
  const entries = await watching.engine.history({ before: null, limit: 10_000, search: '' });
  return entries.flatMap((entry) => (entry.kind === 'match' ? [entry.line] : []));
}

async function openIncidents(watching: Watching): Promise<number> {
  return (await watching.engine.incidents({ which: 'open', before: null, limit: 10 })).length;
}

it.each([100, 20_000, -100, -20_000])('a start with the clock %d days off deletes and closes nothing', async (days) => {
  const { watching, clock } = await begun();
  const incidents = await openIncidents(watching);
  expect(incidents).toBeGreaterThan(0);
  await watching.stop();
  clock.set(Date.now() + days * DAY_MS);
  await watching.start();
  appendFileSync(watching.path(), 'six\n');
  await watching.sees(...LINES, 'six');
  await watching.engine.lookAtAll();
  await watching.settles();
  expect((await keptLines(watching)).sort()).toEqual([...LINES, 'six'].sort());
  expect(await openIncidents(watching)).toBe(incidents);
  await watching.stop();
  clock.set(Date.now());
  await watching.restart();
  expect((await keptLines(watching)).sort()).toEqual([...LINES, 'six'].sort());
  expect(await openIncidents(watching)).toBe(incidents);
});

it('a clock that leaps 100 days ahead while Logbell runs deletes nothing, even in a flood', async () => {
  const { watching, clock } = await begun();
  clock.set(Date.now() + 100 * DAY_MS);
  const flood = Array.from({ length: FLOOD }, (_value, index) => `flood ${index}`);
  appendFileSync(watching.path(), flood.map((line) => `${line}\n`).join(''));
  await watching.sees(...LINES, ...flood);
  expect(await keptLines(watching)).toEqual(expect.arrayContaining(LINES));
});
