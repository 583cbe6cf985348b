import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock, type Clock } from '../../../src/main/engine/common/clock';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { Retention } from '../../../src/main/engine/retention';
import { Watching } from '../../support/engine/watching';

const DAY_MS = 86_400_000;

/** Runs an engine until it has matched these lines. */
async function watched(lines: readonly string[]): Promise<Watching> {
  const watching = new Watching();
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(watching.path(), '');
  await watching.start();
  appendFileSync(watching.path(), lines.map((line) => `${line}\n`).join(''));
  await watching.sees(...lines);
  await watching.stop();
  return watching;
}

function ledgerFile(watching: Watching): string {
  return join(watching.dir, 'data', 'ledger.db');
}

/** Runs one retention step, some days from now; returns the lines left in the history. */
function keptLines(watching: Watching, daysOn: number, keptRecords: number): string[] {
  const opened = Ledger.open(ledgerFile(watching), 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  const clock: Clock = { now: () => systemClock.now() + daysOn * DAY_MS, after: () => () => undefined };
  new Retention(opened.value, clock, clock, { keptRecords }).start();
  const entries = opened.value.history.list({ before: null, limit: 100, search: '' });
  opened.value.close();
  return entries.flatMap((entry) => (entry.kind === 'match' ? [entry.line] : []));
}

function query(watching: Watching, sql: string): unknown[] {
  const database = openSqlite(ledgerFile(watching));
  const rows = database.prepare(sql).raw().all() as unknown[][];
  database.close();
  return rows.flat();
}

it('keeps matches for ninety days', async () => {
  const watching = await watched(['one']);
  expect(keptLines(watching, 89, 100)).toEqual(['one']);
  expect(keptLines(watching, 91, 100)).toEqual([]);
});

it('keeps the newest matches when there are too many', async () => {
  const watching = await watched(['one', 'two', 'three']);
  expect(keptLines(watching, 0, 2)).toEqual(['three', 'two']);
});

it('keeps the alert of a queued text, and deletes it once the text is delivered', async () => {
  const watching = await watched(['one', 'two']);
  keptLines(watching, 91, 100);
  expect(query(watching, 'SELECT content FROM texts')).toHaveLength(2);
  query(watching, "UPDATE texts SET state = 'delivered' RETURNING id");
  keptLines(watching, 91, 100);
  expect(query(watching, 'SELECT id FROM texts UNION SELECT id FROM alerts UNION SELECT id FROM text_changes')).toEqual(
    [],
  );
});

it('forgets the position of a file that is long gone, and never of one that exists', async () => {
  const watching = await watched(['one']);
  keptLines(watching, 91, 100);
  expect(query(watching, 'SELECT path FROM positions')).toEqual([watching.path()]);
  rmSync(watching.path());
  keptLines(watching, 89, 100);
  expect(query(watching, 'SELECT path FROM positions')).toEqual([watching.path()]);
  keptLines(watching, 91, 100);
  expect(query(watching, 'SELECT path FROM positions')).toEqual([]);
});
