import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DailyStatistics } from '../../../../src/main/engine/usage-statistics';
import type { HeldCount } from '../../../../src/main/engine/ledger/tables/held-counts';
import type { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import type { Decision, DecisionWhy, HistoryEntry, HistoryFilter } from '../../../../src/shared/contract/history';
import { scratchDir } from '../../../support/files/scratch-dir';
import { openLedger } from '../../../support/engine/open-ledger';

const MINUTE = 60_000;
const COOLDOWN: Decision = { outcome: 'held', why: 'cooldown', params: { cooldown: '10m' } };
const PAUSED: Decision = { outcome: 'held', why: 'paused', params: {} };
const RULE = { ruleId: 'disk', rule: 'Disk' };
const TEXT = {
  ...{ content: 'sum', type: 'SMS' as const, subject: '', held: 0, practice: true, kind: 'collected' as const },
  prices: { SMS: 9, LMS: 30, MMS: 100 },
  recipients: [{ id: 'me', name: 'Me', to: '010******78' }],
};

function count(firstAt: number, lastAt: number, matches: number, more: Partial<HeldCount> = {}): HeldCount {
  return { ...RULE, decision: COOLDOWN, incident: 0, count: matches, firstAt, lastAt, ...more };
}

function listed(ledger: Ledger, filter: Partial<HistoryFilter> = {}): HistoryEntry[] {
  return ledger.history.list({ before: null, limit: 100, search: '', ...filter });
}

function counts(entries: readonly HistoryEntry[]): (number | string)[] {
  return entries.map((entry) => (entry.kind === 'held' ? entry.count : entry.kind));
}

it('the first held matches of each minute, rule and reason are stored one by one', () => {
  const { held } = openLedger();
  const stored = (ruleId: string, why: DecisionWhy, at: number): number =>
    Array.from({ length: 9 }, () => held.storesOne(ruleId, why, at, 3)).filter(Boolean).length;
  expect(stored('a', 'cooldown', MINUTE)).toBe(3);
  expect(stored('a', 'cooldown', 2 * MINUTE - 1)).toBe(0);
  expect(stored('a', 'paused', 2 * MINUTE - 1)).toBe(3);
  expect(stored('b', 'cooldown', 2 * MINUTE - 1)).toBe(3);
  expect(stored('a', 'cooldown', 2 * MINUTE)).toBe(3);
});

it('late counts of the last minute start neither minute anew', () => {
  const ledger = openLedger();
  const storesOne = (): boolean => ledger.held.storesOne('a', 'cooldown', MINUTE, 1);
  expect([storesOne(), storesOne()]).toEqual([true, false]);
  ledger.commit(() => ledger.held.add([count(MINUTE - 1, MINUTE - 1, 5), count(MINUTE, MINUTE, 2)]));
  expect(storesOne()).toBe(false);
  ledger.commit(() => ledger.held.add([count(MINUTE + 1, MINUTE + 1, 3)]));
  expect(counts(listed(ledger))).toEqual([5, 5]);
});

it('more of the same minute, decision and incident are one entry, which keeps its place', () => {
  const ledger = openLedger();
  ledger.commit(() => ledger.held.add([count(1_000, 2_000, 5), count(1_500, 1_500, 7, { decision: PAUSED })]));
  ledger.commit(() => ledger.held.add([count(3_000, 4_000, 6), count(5_000, 5_000, 1, { incident: 4 })]));
  ledger.commit(() => ledger.held.add([count(MINUTE, MINUTE, 2)]));
  expect(counts(listed(ledger))).toEqual([2, 1, 7, 11]);
  expect(listed(ledger).at(-1)).toEqual({
    ...{ kind: 'held', id: 1, at: 1_000, lastAt: 4_000, ...RULE },
    ...{ count: 11, decision: COOLDOWN, content: '', texts: [] },
  });
  expect(counts(ledger.history.ofIncident(4, 10))).toEqual([1]);
});

it('a rolled back match is counted once when it is repeated', () => {
  const ledger = openLedger();
  ledger.commit(() => ledger.held.add([count(1_000, 1_000, 5)]));
  const failing = (): never => {
    ledger.held.add([count(2_000, 2_000, 9), count(2_000, 2_000, 9, { decision: PAUSED })]);
    throw new Error('no room');
  };
  expect(() => ledger.commit(failing)).toThrow('no room');
  ledger.commit(() => ledger.held.add([count(3_000, 3_000, 9), count(3_000, 3_000, 9, { decision: PAUSED })]));
  const total = listed(ledger).reduce((sum, entry) => sum + (entry.kind === 'held' ? entry.count : 0), 0);
  expect(total).toBe(23);
});

it('a text reports the matches counted before it, and none after it', () => {
  const ledger = openLedger();
  ledger.commit(() => {
    ledger.held.add([count(1_000, 2_000, 5), count(1_000, 2_000, 3, { decision: PAUSED })]);
    const { id } = ledger.alerts.addAlert({ ...TEXT, ...RULE, at: 2_000 });
    ledger.held.assignMatches(id, 'disk', 1_000, 2_000, ['cooldown']);
    ledger.held.add([count(3_000, 3_000, 7)]);
  });
  const told = listed(ledger, { kind: 'match' }).map((entry) =>
    entry.kind === 'held' ? [entry.count, entry.content, entry.texts.length] : [],
  );
  expect(told).toEqual([
    [7, '', 0],
    [3, '', 0],
    [5, 'sum', 1],
  ]);
});

it.each<readonly [Partial<HistoryFilter>, readonly (number | string)[]]>([
  [{}, ['problem', 4, 5, 'match']],
  [{ kind: 'match' }, [4, 5, 'match']],
  [{ kind: 'problem' }, ['problem']],
  [{ ruleId: 'net' }, [4]],
  [{ outcome: 'held' }, [4, 5, 'match']],
  [{ outcome: 'alerted' }, []],
  [{ outcome: 'delivered' }, []],
  [{ search: 'dis' }, [5, 'match']],
  [{ search: 'app.log' }, ['match']],
])('the history is filtered: %j', (filter, expected) => {
  const ledger = openLedger();
  const match = { ...RULE, fileId: 'app', path: '/app.log', line: 'x', decision: COOLDOWN };
  ledger.alerts.addMatch({ ...match, at: 1_000 }, null);
  ledger.held.add([count(1_000, 1_000, 5), count(2_000, 2_000, 4, { ruleId: 'net', rule: 'Net' })]);
  ledger.problems.add({ at: 3_000, code: 'ledger-unusable', subject: '', params: {} });
  expect(counts(listed(ledger, filter))).toEqual(expected);
});

it('counts are among the matches of their day', () => {
  const ledger = openLedger();
  const day = Date.UTC(2026, 2, 13);
  let now = day + MINUTE;
  const days = new DailyStatistics(ledger.days, { now: () => now }, () => 'UTC');
  const matches = (): number[] =>
    days
      .view()
      .slice(-2)
      .map((each) => each.matches);
  ledger.held.add([count(day - 1, day - 1, 5)]);
  ledger.held.add([count(now, now, 7)]);
  expect(matches()).toEqual([5, 7]);
  ledger.held.add([count(now, now, 1), count(now, now, 2, { decision: PAUSED })]);
  expect(matches()).toEqual([5, 10]);
  now += MINUTE;
  ledger.held.add([count(now, now, 100)]);
  expect(matches()).toEqual([5, 110]);
  expect(matches()).toEqual([5, 110]);
  now += 86_400_000;
  ledger.held.add([count(now, now, 3)]);
  expect(matches()).toEqual([110, 3]);
});

it('counts are deleted with old matches, and a text that one of them refers to stays', () => {
  const ledger = openLedger();
  const { id } = ledger.alerts.addAlert({ ...TEXT, ...RULE, recipients: [], at: 1 });
  ledger.held.add([count(1_000, 1_000, 5)]);
  ledger.held.add([count(MINUTE, MINUTE, 6)]);
  ledger.held.assignMatches(id, 'disk', MINUTE, MINUTE, ['cooldown']);
  ledger.held.add([count(2 * MINUTE, 2 * MINUTE, 7)]);
  ledger.pruning.prune({ before: MINUTE, records: 100, rows: 10 });
  expect(counts(listed(ledger))).toEqual([7, 6]);
  expect(listed(ledger).at(-1)).toMatchObject({ content: 'sum' });
  ledger.pruning.prune({ before: 0, records: 1, rows: 10 });
  expect(counts(listed(ledger))).toEqual([7]);
});

it.each(MIGRATIONS.map((_migration, version) => version))('a ledger of version %i accepts counts', (version) => {
  const file = join(scratchDir(), 'ledger.db');
  const old = openSqlite(file);
  old.exec(`${MIGRATIONS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
  old.close();
  const ledger = openLedger(file);
  ledger.commit(() => ledger.held.add([count(1_000, 1_000, 5)]));
  expect(counts(listed(ledger))).toEqual([5]);
});
