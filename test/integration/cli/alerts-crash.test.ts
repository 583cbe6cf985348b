import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { postJson, type TestAlert, webhookBody } from '../../support/alerts/webhook';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { freePort } from '../../support/metrics/scrape';
import { until } from '../../support/time/until';

const ALERTS = 200;
const KILLS = 12;
/** Range of the life of a process before it is killed, ms. */
const SHORTEST_LIFE_MS = 150;
const LONGEST_LIFE_MS = 700;

/** Sends alerts one after the other, each until it is taken, as Alertmanager does. */
async function sendAll(url: string, alerts: readonly TestAlert[], isOver: () => boolean): Promise<void> {
  for (const alert of alerts) {
    let status = 0;
    while (status !== 200 && !isOver()) {
      status = await postJson(url, webhookBody(alert)).catch(() => 0);
      await sleep(status === 200 ? 10 : 25);
    }
  }
}

function column(dir: string, query: string): string[] {
  const ledger = new Database(join(dir, 'data', 'ledger.db'));
  const rows = ledger.prepare(query).raw().all() as [string][];
  ledger.close();
  return rows.map(([value]) => value);
}

it('kills lose and repeat no text of an alert, and no recovery', { timeout: 180_000 }, async () => {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const listen = `127.0.0.1:${await freePort()}`;
  const rule = { id: 'all', match: { regex: '.' }, files: ['am'], key: 'labels.instance' };
  const rules = [{ ...rule, message: 'fires {{key}}', okMessage: 'over {{key}}' }];
  const files = [{ id: 'am', alerts: {} }];
  configure(dir, { ...liveSettings(sens, dir, {}, { files, rules }), receive: { listen } });
  const names = Array.from({ length: ALERTS }, (_value, index) => `web-${index}`);
  const alerts = names.map((instance): TestAlert => ({ labels: { alertname: 'Down', instance } }));
  const ended = alerts.map((alert): TestAlert => ({ ...alert, status: 'resolved' }));
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  // Each alert comes from two members, and then its end.
  const url = `http://${listen}/alertmanager`;
  const sending = Promise.all([sendAll(url, alerts, () => isOver), sendAll(url, alerts, () => isOver)]).then(() =>
    sendAll(url, ended, () => isOver),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    await watch.event({ event: 'started' });
    await sleep(SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS));
    await watch.end('SIGKILL');
  }
  const last = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await last.event({ event: 'started' });
  await sending;
  const expected = [...names.map((name) => `fires ${name}`), ...names.map((name) => `over ${name}`)].sort();
  expect(column(dir, 'SELECT content FROM alerts').sort()).toEqual(expected);
  const sent = (): string[] => sens.received().map(({ content }) => content);
  await until(
    () => column(dir, "SELECT id FROM texts WHERE state IN ('owed', 'sending')").length === 0,
    'all are sent',
    60_000,
  );
  expect(sent().length).toBe(new Set(sent()).size);
});
