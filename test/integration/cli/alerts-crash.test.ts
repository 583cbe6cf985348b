import { appendFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { postJson, type TestAlert, webhookBody } from '../../support/alerts/webhook';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { freePort } from '../../support/free-port';
import { until } from '../../support/time/until';

/** `npm run test:soak` plays the long version. */
const IS_SOAK = process.env['LOGBELL_MODEL_RUNS'] !== undefined;
const { alerts: ALERTS, kills: KILLS } = IS_SOAK ? { alerts: 1_000, kills: 200 } : { alerts: 100, kills: 10 };
const LIMIT_MS = IS_SOAK ? 3_600_000 : 300_000;
/** Range of the life of a process before it is killed, ms. */
const SHORTEST_LIFE_MS = 150;
const LONGEST_LIFE_MS = 700;

/** An alert, or its end, and the life of Logbell in which it is sent first. */
interface Sending {
  readonly alert: TestAlert;
  readonly life: number;
}

/** Sends an alert until it is taken, as Alertmanager does. */
async function sendUntilTaken(url: string, alert: TestAlert, life: () => number): Promise<void> {
  let status = 0;
  while (status !== 200 && life() < Infinity) {
    status = await postJson(url, webhookBody(alert)).catch(() => 0);
    await sleep(status === 200 ? 5 : 25);
  }
}

/** Sends alerts one after the other, each from two members of a cluster. */
async function sendAll(url: string, sendings: readonly Sending[], life: () => number): Promise<void> {
  for (const { alert, life: first } of sendings) {
    while (life() < first) {
      await sleep(25);
    }
    await Promise.all([sendUntilTaken(url, alert, life), sendUntilTaken(url, alert, life)]);
  }
}

/** Lines written to the log before each rotation. */
const LINES_A_PART = 2;

/** A log of numbered lines that is rotated by rename. */
class RotatedLog {
  readonly lines: string[] = [];
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    writeFileSync(path, '');
  }

  /** Writes some lines, renames the log and its earlier parts, and begins a new one with a line. */
  rotate(): void {
    this.#write(LINES_A_PART);
    const parts = readdirSync(dirname(this.#path)).flatMap((name) => /\.log\.(\d+)$/.exec(name)?.[1] ?? []);
    for (const part of parts.map(Number).sort((one, other) => other - one)) {
      renameSync(`${this.#path}.${part}`, `${this.#path}.${part + 1}`);
    }
    renameSync(this.#path, `${this.#path}.1`);
    this.#write(1);
  }

  #write(count: number): void {
    for (let written = 0; written < count; written += 1) {
      this.lines.push(`disk ${this.lines.length} is full`);
      appendFileSync(this.#path, `${this.lines.at(-1) ?? ''}\n`);
    }
  }
}

function column(dir: string, query: string): string[] {
  const ledger = openSqlite(join(dir, 'data', 'ledger.db'));
  const rows = ledger.prepare(query).raw().all() as [string][];
  ledger.close();
  return rows.map(([value]) => value);
}

it(
  'kills lose and repeat no text of an alert, of a recovery, or of a line in a rotated log',
  { timeout: LIMIT_MS },
  async () => {
    const sens = await startPracticeServer({ deliveryMs: 0 });
    onTestFinished(() => sens.close());
    const dir = configured('{}');
    const listen = `127.0.0.1:${await freePort()}`;
    // A lookup of a number finds at most 2,000 texts within some minutes: each rule has a recipient of its own.
    const recipients = [
      { id: 'me', number: '010-1234-5678' },
      { id: 'other', number: '010-1234-5679' },
    ];
    const rule = { id: 'all', match: { regex: '.' }, files: ['am'], key: 'labels.instance', recipients: ['me'] };
    const rules = [
      { ...rule, message: 'fires {{key}}', okMessage: 'over {{key}}' },
      { id: 'disk', match: { text: 'disk' }, files: ['app'], message: '{{line}}', recipients: ['other'] },
    ];
    const path = join(dir, 'logs', 'app.log');
    const log = new RotatedLog(path);
    const files = [
      { id: 'am', alerts: {} },
      { id: 'app', path },
    ];
    configure(dir, { ...liveSettings(sens, dir, {}, { recipients, files, rules }), receive: { listen } });
    const names = Array.from({ length: ALERTS }, (_value, index) => `web-${index}`);
    const sendings = names
      .flatMap((instance, index): readonly Sending[] => {
        const alert: TestAlert = { labels: { alertname: 'Down', instance } };
        const life = Math.floor((index * (KILLS - 1)) / ALERTS);
        return [
          { alert, life },
          { alert: { ...alert, status: 'resolved' }, life: life + 1 },
        ];
      })
      .sort((one, other) => one.life - other.life);
    let life = -1;
    onTestFinished(() => {
      life = Infinity;
    });
    const sending = sendAll(`http://${listen}/alertmanager`, sendings, () => life);
    for (life = 0; life < KILLS; life += 1) {
      const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
      await watch.event({ event: 'started' });
      const lifeMs = SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS);
      const untilRotated = Math.random() * lifeMs;
      await sleep(untilRotated);
      log.rotate();
      await sleep(lifeMs - untilRotated);
      await watch.end('SIGKILL');
      if (life % 2 === 0) {
        log.rotate();
      }
    }
    const last = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    await last.event({ event: 'started' });
    await sending;
    const expected = [...names.flatMap((name) => [`fires ${name}`, `over ${name}`]), ...log.lines].sort();
    const isRead = (): boolean => column(dir, 'SELECT content FROM alerts').length >= expected.length;
    await until(isRead, 'all was read', LIMIT_MS);
    expect(column(dir, 'SELECT content FROM alerts').sort()).toEqual(expected);
    const isSettled = (): boolean => column(dir, "SELECT state FROM texts WHERE state <> 'delivered'").length === 0;
    await until(isSettled, 'all are delivered', LIMIT_MS);
    expect(
      sens
        .received()
        .map(({ content }) => content)
        .sort(),
    ).toEqual(expected);
  },
);
