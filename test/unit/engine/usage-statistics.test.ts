import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Clock } from '../../../src/main/engine/common/clock';
import type { OutboxText, TextChange } from '../../../src/main/engine/ledger/tables/outbox/types';
import type { NewAlert } from '../../../src/main/engine/ledger/tables/types';
import { MIGRATIONS } from '../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { Spending } from '../../../src/main/engine/usage-statistics';
import { scratchDir } from '../../support/files/scratch-dir';
import { openLedger } from '../../support/engine/open-ledger';

const ALERT: NewAlert = {
  at: 0,
  kind: 'rule',
  ruleId: 'disk',
  rule: 'Disk',
  content: 'full',
  type: 'SMS',
  subject: '',
  prices: { SMS: 9, LMS: 30, MMS: 100 },
  held: 0,
  practice: false,
  recipients: [{ id: 'me', name: '', to: '010-****-5678' }],
};

/** A clock stopped at this local time that collects its tasks. */
function standingAt(local: Date) {
  const after = vi.fn<Clock['after']>(() => () => undefined);
  return { clock: { now: () => local.getTime(), after }, after };
}

it('adds up the texts since a time, rule by rule', () => {
  const ledger = openLedger();
  const me = ALERT.recipients[0] ?? { id: '', name: '', to: '' };
  ledger.alerts.addAlert({ ...ALERT, at: 99 });
  ledger.alerts.addAlert({ ...ALERT, at: 100, recipients: [me, { ...me, id: 'you' }] });
  ledger.alerts.addAlert({ ...ALERT, at: 200, ruleId: 'fan', type: 'LMS' });
  ledger.alerts.addAlert({ ...ALERT, at: 300, kind: 'test', ruleId: '' });
  expect(ledger.spending.since(100)).toEqual([
    { ruleId: '', texts: 1, won: 9 },
    { ruleId: 'disk', texts: 2, won: 18 },
    { ruleId: 'fan', texts: 1, won: 30 },
  ]);
  expect(ledger.spending.since(301)).toEqual([]);
});

it('excludes practice texts, and texts that failed before they were accepted', () => {
  const ledger = openLedger();
  ledger.alerts.addAlert({ ...ALERT, practice: true });
  const { textIds } = ledger.alerts.addAlert({
    ...ALERT,
    recipients: [0, 1, 2].map(() => ({ id: 'me', name: '', to: '' })),
  });
  const [refused, undelivered, unknown] = textIds.map((id) => ledger.texts.find(id));
  const reason = { code: 'rejected', params: {} };
  const change = (text: OutboxText | null | undefined, to: Omit<TextChange, 'text' | 'reason'>): void => {
    expect(text && ledger.texts.changeTexts([{ text, reason, ...to }], 1)).toHaveLength(1);
  };
  change(refused, { state: 'failed' });
  change(undelivered, { state: 'failed', requestId: 'RSSA-1' });
  change(unknown, { state: 'unknown' });
  expect(ledger.spending.since(0)).toEqual([{ ruleId: 'disk', texts: 2, won: 18 }]);
});

it('adds the cost of a text to the history', () => {
  const ledger = openLedger();
  const { id } = ledger.alerts.addAlert({ ...ALERT, kind: 'test', type: 'LMS' });
  expect(ledger.history.ofAlert(id)).toMatchObject({ texts: [{ type: 'LMS', costWon: 30 }] });
  const practised = ledger.alerts.addAlert({ ...ALERT, kind: 'test', practice: true });
  expect(ledger.history.ofAlert(practised.id)).toMatchObject({ texts: [{ type: 'SMS', costWon: 0 }] });
});

it('accepts a ledger from before costs were stored', () => {
  const file = join(scratchDir(), 'ledger.db');
  const before = MIGRATIONS.findIndex((migration) => migration.includes('cost_won'));
  const old = openSqlite(file);
  old.exec(MIGRATIONS.slice(0, before).join(''));
  old.exec(`
    INSERT INTO alerts VALUES (1, 5, 'rule', 'disk', 'Disk', 'full', 0);
    INSERT INTO texts VALUES (1, 1, 'me', '', '', 'SMS', '', 'full', 'delivered', NULL, 0, 1, 'RSSA-1', 5, 6);
    PRAGMA user_version = ${before};
  `);
  old.close();
  expect(openLedger(file).spending.since(0)).toEqual([{ ruleId: 'disk', texts: 1, won: 0 }]);
});

it('counts from local midnight and the first of the local month', () => {
  const asked: number[] = [];
  const since = (at: number) => {
    asked.push(at);
    return [
      { ruleId: 'a', texts: 1, won: 9 },
      { ruleId: 'b', texts: 2, won: 60 },
    ];
  };
  const { clock } = standingAt(new Date(2026, 2, 31, 23, 59));
  const spending = new Spending({ records: { since }, clock, zone: () => '', changed: () => undefined });
  expect(spending.view()).toEqual({ today: { texts: 3, won: 69 }, month: { texts: 3, won: 69 } });
  expect(asked).toEqual([new Date(2026, 2, 31).getTime(), new Date(2026, 2, 1).getTime()]);
});

it('counts by the days of the budget, whatever the zone of the machine', () => {
  const ledger = openLedger();
  const at = (time: string): number => Date.parse(time);
  ledger.alerts.addAlert({ ...ALERT, at: at('2026-10-31T23:59:59-04:00') });
  ledger.alerts.addAlert({ ...ALERT, at: at('2026-11-01T00:00:00-04:00') });
  ledger.alerts.addAlert({ ...ALERT, at: at('2026-11-29T23:59:59-05:00') });
  ledger.alerts.addAlert({ ...ALERT, at: at('2026-11-30T00:00:00-05:00') });
  const { clock } = standingAt(new Date(at('2026-11-30T23:30:00-05:00')));
  const shown = (zone: string): number[] => {
    const { today, month } = new Spending({
      records: ledger.spending,
      clock,
      zone: () => zone,
      changed: () => undefined,
    }).view();
    return [today.texts, month.texts];
  };
  expect(shown('America/New_York')).toEqual([1, 3]);
  expect(shown('Asia/Seoul')).toEqual([0, 0]);
});

it('waits for the next day again when the zone has changed', () => {
  const { clock, after } = standingAt(new Date('2026-11-30T12:00:00Z'));
  let zone = 'UTC';
  const spending = new Spending({ records: { since: () => [] }, clock, zone: () => zone, changed: () => undefined });
  const forget = vi.fn();
  after.mockReturnValueOnce(forget);
  spending.start();
  zone = 'Asia/Seoul';
  spending.start();
  expect(forget).toHaveBeenCalledOnce();
  expect(after.mock.calls.map(([delay]) => delay / 3_600_000)).toEqual([12, 3]);
});

it('reports a new day, and waits for the next', () => {
  const changed = vi.fn();
  const { clock, after } = standingAt(new Date(2026, 11, 31, 23));
  new Spending({ records: { since: () => [] }, clock, zone: () => '', changed }).start();
  expect(after.mock.calls[0]?.[0]).toBe(3_600_000);
  after.mock.calls[0]?.[1]();
  expect(changed).toHaveBeenCalledOnce();
  expect(after).toHaveBeenCalledTimes(2);
});
