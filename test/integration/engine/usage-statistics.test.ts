import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DailyStatistics } from '../../../src/main/engine/usage-statistics';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { scratchDir } from '../../support/files/scratch-dir';

const DAY = 86_400_000;
/** 2026-03-14 00:30 in Seoul, where tests run. */
const NOW = Date.UTC(2026, 2, 13, 15, 30);

function openLedger(): Ledger {
  const opened = Ledger.open(join(scratchDir(), 'ledger.db'), 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  return opened.value;
}

it('matches and texts are counted by local day, today incrementally', () => {
  const ledger = openLedger();
  const match = (at: number): void => {
    const place = { ruleId: 'disk', rule: 'Disk', fileId: 'app', path: '/app.log', line: 'x' };
    ledger.alerts.addMatch({ ...place, at, decision: { outcome: 'held', why: 'cooldown', params: {} } }, null);
  };
  const text = (at: number): void => {
    ledger.alerts.addAlert({
      ...{ at, kind: 'rule', ruleId: 'disk', rule: 'Disk', content: 'c', held: 0, type: 'SMS', subject: '' },
      ...{ practice: true, prices: { SMS: 9, LMS: 30, MMS: 100 } },
      recipients: [{ id: 'me', name: 'Me', to: '010******78' }],
    });
  };
  let now = NOW;
  let zone = '';
  const days = new DailyStatistics(ledger.days, { now: () => now }, () => zone);
  match(NOW - 3_600_000);
  match(NOW - 13 * DAY);
  match(NOW - 14 * DAY);
  text(NOW - 1);
  const view = days.view();
  expect(view).toHaveLength(14);
  expect(view.map(({ matches }) => matches)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  expect(view.at(-1)).toEqual({ date: '2026-03-14', matches: 0, texts: 1 });

  match(NOW);
  match(NOW + 1);
  expect(days.view().at(-1)).toMatchObject({ matches: 2, texts: 1 });
  expect(days.view().at(-1)).toMatchObject({ matches: 2, texts: 1 });

  now += DAY;
  match(now);
  expect(days.view().slice(-3)).toMatchObject([
    { matches: 1, texts: 0 },
    { matches: 2, texts: 1 },
    { matches: 1, texts: 0 },
  ]);

  zone = 'UTC';
  expect(days.view().slice(-3)).toMatchObject([
    { date: '2026-03-12', matches: 0, texts: 0 },
    { date: '2026-03-13', matches: 3, texts: 1 },
    { date: '2026-03-14', matches: 1, texts: 0 },
  ]);
  ledger.close();
});
