import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../../src/main/engine/common/clock';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { LedgerHealth, unlessLedgerFault } from '../../../../src/main/engine/ledger/ledger-health';
import { createMemoryBoard } from '../../../support/engine/memory-board';
import { ManualClock } from '../../../support/time/manual-clock';
import { scratchDir } from '../../../support/files/scratch-dir';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';

const FAULT = Object.assign(new Error('refused'), { code: 'SQLITE_CONSTRAINT' });

function query(watching: Watching, sql: string): unknown[] {
  const database = openSqlite(watching.ledgerFile);
  const rows = database.prepare(sql).raw().all() as unknown[][];
  database.close();
  return rows.flat();
}

function change(watching: Watching, sql: string): void {
  const database = openSqlite(watching.ledgerFile);
  database.exec(sql);
  database.close();
}

it('a change of settings that the ledger refused is retried, and the problem clears by itself', async () => {
  const watching = await Watching.begin();
  appendFileSync(watching.path(), 'one\n');
  await watching.sees('one');
  await watching.settles();
  expect(query(watching, "SELECT rule_id FROM policy_states WHERE rule_id = 'all'")).not.toEqual([]);
  change(watching, "CREATE TRIGGER r BEFORE DELETE ON policy_states BEGIN SELECT RAISE(ABORT, 'refused'); END");
  const { settings, ...config } = watching.config();
  await watching.engine.apply({ ...config, settings: { ...settings, rules: [] } });
  expect(watching.problems()).toEqual(['ledger-unusable']);
  change(watching, 'DROP TRIGGER r');
  await until(() => watching.problems().length === 0, 'the problem was over');
  expect(query(watching, "SELECT rule_id FROM policy_states WHERE rule_id = 'all'")).toEqual([]);
});

it('a refused write of the alert policy raises the problem, and the first that succeeds ends it', async () => {
  const absence = { after: '1s', by: 'key', forget: '1m', message: 'gone' };
  const rule = { id: 'beat', name: 'Beat', match: { regex: 'beat (?<host>\\w+)' }, key: 'host', absence };
  let aheadMs = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + aheadMs };
  const watching = await Watching.begin({ rules: [rule], clock });
  change(watching, "CREATE TRIGGER r BEFORE DELETE ON policy_states BEGIN SELECT RAISE(ABORT, 'refused'); END");
  appendFileSync(watching.path(), 'beat a\n');
  await until(() => watching.events.some(({ event }) => event === 'alert'), 'the missing key was texted');
  aheadMs = 60_000;
  await until(() => watching.problems().length > 0, 'the key could not be forgotten');
  expect(watching.problems()).toEqual(['ledger-unusable']);
  change(watching, 'DROP TRIGGER r');
  const since = Date.now();
  await until(() => watching.problems().length === 0, 'the problem was over');
  // The key is forgotten within a second; users that stay silent are given up only after 15 s.
  expect(Date.now() - since).toBeLessThan(14_000);
  expect(query(watching, "SELECT key FROM policy_states WHERE kind = 'absence'")).toEqual([]);
});

/** A health check whose ledger accepts test writes or not. */
function health(): { health: LedgerHealth; clock: ManualClock; codes: () => string[]; ledger: { works: boolean } } {
  const clock = new ManualClock(0);
  const problems = createMemoryBoard();
  const ledger = { works: false };
  const tryOut = (): void => {
    if (!ledger.works) {
      throw FAULT;
    }
  };
  const codes = (): string[] => problems.standing().map(({ code }) => code);
  return { health: new LedgerHealth({ clock, problems, folder: scratchDir(), tryOut }), clock, codes, ledger };
}

it('a ledger that fails after the stop is not tried again', () => {
  const { health: checked, clock } = health();
  checked.stop();
  checked.failed('texts', FAULT);
  expect(clock.pending()).toEqual([]);
});

it('the problem stays until every user of the ledger succeeds', () => {
  const of = health();
  of.health.failed('lines', FAULT);
  of.health.failed('texts', FAULT);
  of.health.worked('lines');
  expect(of.codes()).toEqual(['ledger-unusable']);
  of.health.worked('texts');
  expect(of.codes()).toEqual([]);
});

it('clears for users with nothing left to write once the ledger works', () => {
  const of = health();
  of.health.failed('policy', FAULT);
  of.clock.pass(60_000);
  expect(of.codes()).toEqual(['ledger-unusable']);
  of.ledger.works = true;
  of.clock.pass(60_000);
  expect(of.codes()).toEqual([]);
  expect(of.clock.pending()).toEqual([]);
});

it('stays while one user keeps failing, although others can write', () => {
  const of = health();
  of.ledger.works = true;
  for (let tries = 0; tries < 20; tries += 1) {
    of.health.failed('texts', FAULT);
    of.clock.pass(5_000);
    expect(of.codes()).toEqual(['ledger-unusable']);
  }
});

it.each(['lines', 'files', 'texts', 'policy'] as const)(
  '%s: a write that succeeds ends the problem at once',
  (user) => {
    const of = health();
    const refused = (): string => {
      throw FAULT;
    };
    expect(of.health.write(user, refused, 'otherwise')).toBe('otherwise');
    expect(of.codes()).toEqual(['ledger-unusable']);
    expect(of.health.read(user, () => 'read', 'otherwise')).toBe('read');
    expect(of.codes()).toEqual(['ledger-unusable']);
    expect(of.health.write(user, () => 'written', 'otherwise')).toBe('written');
    expect(of.codes()).toEqual([]);
    expect(of.clock.pending()).toEqual([]);
  },
);

it('an error that is no fault of the ledger is thrown on, and raises nothing', () => {
  const of = health();
  const broken = (): never => {
    throw new TypeError('broken');
  };
  expect(() => of.health.write('policy', broken, null)).toThrow('broken');
  expect(() => unlessLedgerFault(broken, null)).toThrow('broken');
  expect(of.codes()).toEqual([]);
});

it('a check of a ledger that takes no write raises the problem, and the next good one ends it', () => {
  const of = health();
  expect([of.health.isWritable(), of.codes()]).toEqual([false, ['ledger-unusable']]);
  of.ledger.works = true;
  expect([of.health.isWritable(), of.codes()]).toEqual([true, []]);
});

it('a check of a busy ledger raises no problem', () => {
  const problems = createMemoryBoard();
  const tryOut = (): never => {
    throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
  };
  const checked = new LedgerHealth({ clock: new ManualClock(0), problems, folder: scratchDir(), tryOut });
  expect([checked.isWritable(), problems.standing()]).toEqual([false, []]);
});
