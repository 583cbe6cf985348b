import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import type { NativeDatabase } from '../../../../src/main/engine/ledger/file/native-database';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { openLedger } from '../../../support/engine/open-ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

const ALERT = { labels: { alertname: 'Refused', rule: 'refused' }, startsAt: 1_000 };
const CASE = { ruleId: 'page', key: 'web-1' };
const EXPIRY = { line: 'Down', named: { 'labels.instance': 'web-1' }, fileIds: ['am'], path: 'alerts' };

/** Fills the tables that this version has: an open and a closed incident, a firing alert and an ended one. */
function fill(ledger: NativeDatabase): {
  readonly incidents: boolean;
  readonly alert: boolean;
  readonly received: boolean;
} {
  const has = (table: string, column: string): boolean =>
    ledger.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;
  const had = {
    incidents: has('incidents', 'id'),
    alert: has('incidents', 'alert_json'),
    received: has('received_alerts', 'id'),
  };
  if (had.incidents) {
    ledger.exec(`
      INSERT INTO incidents (id, rule_id, rule, key, state, opened_at, last_at, count, line) VALUES
        (1, 'refused', 'Refused', 'A1', 'open', 1000, 2000, 3, 'refused A1'),
        (2, 'refused', 'Refused', 'B2', 'closed', 1000, 2000, 1, 'refused B2');
      INSERT INTO incident_changes (incident_id, at, state, cause) VALUES
        (1, 1000, 'open', 'match'), (2, 1000, 'open', 'match'), (2, 3000, 'closed', 'command')`);
  }
  if (had.alert) {
    ledger.prepare('UPDATE incidents SET alert_json = ?').run(JSON.stringify(ALERT));
  }
  if (had.received) {
    ledger
      .prepare(
        `INSERT INTO received_alerts (id, fingerprint, starts_at, ended_at, changed_at, expires_at, expiry_json)
         VALUES (1, 'firing', 1000, NULL, 2000, 5000, ?), (2, 'ended', 1000, 3000, 3000, NULL, NULL)`,
      )
      .run(JSON.stringify(EXPIRY));
    ledger
      .prepare('INSERT INTO received_alert_cases (alert_id, rule_id, key) VALUES (1, ?, ?)')
      .run(CASE.ruleId, CASE.key);
  }
  return had;
}

it.each(MIGRATIONS.map((_migration, index) => index + 1))(
  'a ledger of version %i keeps its incidents and alerts',
  (version) => {
    const file = join(scratchDir(), 'ledger.db');
    const old = openSqlite(file);
    old.exec(`${MIGRATIONS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
    const had = fill(old);
    old.close();
    const { incidents, receivedAlerts } = openLedger(file);
    if (had.incidents) {
      expect(incidents.find(1)).toMatchObject({ state: 'open', key: 'A1', count: 3, line: 'refused A1' });
      expect(incidents.find(2)).toMatchObject({ state: 'closed', key: 'B2' });
      expect([1, 2].map((id) => incidents.alertOf(id))).toEqual(Array(2).fill(had.alert ? ALERT : null));
      // Incidents of before have no alert, and nothing is told of them until they get one.
      expect(incidents.alerting(10).map(({ id }) => id)).toEqual(had.alert ? [2, 1] : []);
      incidents.setAlert(1, ALERT);
      incidents.setAlert(2, ALERT);
      expect(incidents.alerting(10)).toEqual([
        { id: 2, ruleId: 'refused', alert: ALERT, line: 'refused B2', count: 1, lastAt: 2_000, closedAt: 3_000 },
        { id: 1, ruleId: 'refused', alert: ALERT, line: 'refused A1', count: 3, lastAt: 2_000, closedAt: null },
      ]);
    }
    expect(receivedAlerts.find('firing')).toEqual(
      had.received ? { id: 1, startsAt: 1_000, isFiring: true, changedAt: 2_000 } : null,
    );
    expect(receivedAlerts.find('ended')).toEqual(
      had.received ? { id: 2, startsAt: 1_000, isFiring: false, changedAt: 3_000 } : null,
    );
    expect(receivedAlerts.isHeldOpen(CASE)).toBe(had.received);
    expect(receivedAlerts.expired(5_000, 10)).toEqual(had.received ? [{ id: 1, ...EXPIRY }] : []);
  },
);
