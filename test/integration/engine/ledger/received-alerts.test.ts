import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { openLedger } from '../../../support/engine/open-ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

const CASE = { ruleId: 'all', key: 'web-1' };
const LABELS = { alertname: 'HighLatency' };

it.each(MIGRATIONS.map((_migration, version) => version))('a ledger of version %i takes alerts', (version) => {
  const file = join(scratchDir(), 'ledger.db');
  const old = openSqlite(file);
  old.exec(`${MIGRATIONS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
  old.close();
  const { receivedAlerts, alerts, history } = openLedger(file);
  const id = receivedAlerts.fire({ fingerprint: 'a', startsAt: 1_000, expiry: null, labels: LABELS }, 2_000);
  receivedAlerts.addCase(id, CASE);
  expect(receivedAlerts.find('a')).toEqual({ id, startsAt: 1_000, isFiring: true, changedAt: 2_000 });
  expect(receivedAlerts.firingLabels(CASE, 10)).toEqual([LABELS]);
  const received = { labels: LABELS, annotations: {} };
  const decision = { outcome: 'held', why: 'paused', params: {} } as const;
  const match = { at: 2_000, ruleId: 'all', rule: 'All', fileId: 'am', path: 'alerts', line: 'HighLatency', decision };
  expect(history.match(alerts.addMatch({ ...match, received }, null))?.received).toEqual(received);
  expect(history.match(alerts.addMatch(match, null))).not.toHaveProperty('received');
  expect(receivedAlerts.end(id, 3_000, 4_000)).toEqual([CASE]);
  expect(receivedAlerts.firingLabels(CASE, 10)).toEqual([]);
  expect(receivedAlerts.isHeldOpen(CASE)).toBe(false);
  expect(receivedAlerts.find('a')).toEqual({ id, startsAt: 1_000, isFiring: false, changedAt: 4_000 });
});

it('pruning forgets old alerts, but none that fires', () => {
  const ledger = openLedger(join(scratchDir(), 'ledger.db'));
  const { receivedAlerts } = ledger;
  receivedAlerts.fire({ fingerprint: 'firing', startsAt: 1, expiry: null, labels: {} }, 1);
  receivedAlerts.addEnded('ended', 1, 2, 2);
  receivedAlerts.addEnded('recent', 1, 2, 20);
  ledger.pruning.prune({ before: 10, records: 1_000, rows: 100 });
  expect(['firing', 'ended', 'recent'].map((each) => receivedAlerts.find(each) !== null)).toEqual([true, false, true]);
});
