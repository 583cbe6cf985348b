import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../../../src/main/engine/ledger/file/database';
import { Alerts } from '../../../../src/main/engine/ledger/tables/alerts';
import { ChannelOutboxTable } from '../../../../src/main/engine/ledger/tables/outbox/channel-outbox';
import { FallbackTable } from '../../../../src/main/engine/ledger/tables/outbox/fallbacks';
import { OutboxTable } from '../../../../src/main/engine/ledger/tables/outbox/outbox';
import { SpendingTable } from '../../../../src/main/engine/ledger/tables/statistics';
import { scratchDir } from '../../../support/files/scratch-dir';

it('no read of the send stage scans all texts', () => {
  const opened = openDatabase(join(scratchDir(), 'ledger.db'), 0);
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  const { connection, lock } = opened.value;
  onTestFinished(() => {
    connection.close();
    lock.close();
  });
  const prepare = vi.spyOn(connection, 'prepare');
  const texts = new OutboxTable(connection, new Alerts(connection));
  const tables = [
    texts,
    new ChannelOutboxTable(connection, texts),
    new SpendingTable(connection),
    new FallbackTable(connection),
  ];
  const prepared = prepare.mock.calls.map(([sql]) => sql);
  prepare.mockRestore();
  expect(tables).toHaveLength(4);
  // Lists for a person, newest first, up to a limit.
  const plans = prepared
    .filter((sql) => !sql.includes('ORDER BY id DESC LIMIT ?'))
    .map((sql) => ({ sql, plan: connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[] }));
  const scans = plans.filter(({ plan }) => plan.some(({ detail }) => detail === 'SCAN texts'));
  expect(plans.length).toBeGreaterThan(30);
  expect(scans.map(({ sql }) => sql)).toEqual([]);
});
