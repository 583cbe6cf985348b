import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { Ledger, ledgerFile } from '../../../../src/main/engine/ledger/ledger';
import { LedgerHealth } from '../../../../src/main/engine/ledger/ledger-health';
import { ProblemLog } from '../../../../src/main/engine/problem-routing/problem-log';
import { ProblemRouter } from '../../../../src/main/engine/problem-routing/problem-router';
import { DirectSender } from '../../../../src/main/engine/send/channels/direct-sender';
import type { ChannelSecrets } from '../../../../src/shared/settings/channels/channel-kinds';
import { type ChannelService, channelService } from '../../../support/channels/channel-service';
import { ACCEPTS } from '../../../support/channels/samples';
import { WITH_FALLBACK } from '../../../support/engine/fallback-run';
import { policySettings, START } from '../../../support/engine/policy-run';
import { scratchDir } from '../../../support/files/scratch-dir';
import { mountSmallDisk } from '../../../support/small-disk';
import { en } from '../../../support/text/strings';
import { ManualClock } from '../../../support/time/manual-clock';

/** A webhook and the parts of Logbell that report problems to it. */
class Reporting {
  clock = new ManualClock(START);
  folder = scratchDir();
  problems!: ProblemLog;
  health!: LedgerHealth;
  ledger!: Ledger;
  readonly settings;
  readonly secrets: Record<string, ChannelSecrets>;
  #end = (): Promise<void> => Promise.resolve();

  readonly service: ChannelService;

  constructor(service: ChannelService) {
    this.service = service;
    this.secrets = { ops: { url: `${service.url}/hook` } };
    this.settings = policySettings([], {
      ...{
        sens: WITH_FALLBACK.sens,
        channels: [{ id: 'ops', kind: 'webhook' }],
        problems: { to: ['ops'], after: '1m' },
      },
    });
    onTestFinished(() => this.stop());
  }

  start(): void {
    const { clock, folder, settings, secrets } = this;
    const opened = Ledger.open(ledgerFile(folder), clock.now());
    if (!opened.ok) {
      throw new Error(opened.error.code);
    }
    const ledger = opened.value;
    const problems = new ProblemLog({
      clock,
      emit: () => undefined,
      records: ledger.problems,
      changed: () => undefined,
    });
    const health = new LedgerHealth({ clock, problems, folder, tryOut: () => ledger.tryOut() });
    const direct = new DirectSender(
      {
        ...{ clock, problems, delivery: () => settings.delivery },
        settings: () => ({ channels: settings.channels, secrets, unread: false, practice: false, practiceUrl: null }),
      },
      // The clock of the test must not end requests.
      { random: () => 0.5, timeouts: { connectMs: 3_600_000, answerMs: 3_600_000 } },
    );
    const router = new ProblemRouter({
      ...{ ledger, clock, health, direct, hostName: 'web1', settings: () => settings, queued: () => undefined },
      problems: () => problems.standing(),
    });
    router.apply();
    Object.assign(this, { ledger, problems, health });
    this.#end = async () => {
      router.stop();
      health.stop();
      const stopped = direct.stop(0);
      clock.pass(0);
      await stopped;
      ledger.close();
    };
  }

  async stop(): Promise<void> {
    await this.#end();
    this.#end = () => Promise.resolve();
  }

  /** First lines of the messages that the webhook has received. */
  received(): string[] {
    return this.service.requests.map(({ body }) => (JSON.parse(body) as { text: string }).text.split('\n')[0] ?? '');
  }

  /** Lets time pass in steps, and what was started end. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 1) {
      this.clock.pass(1_000);
      await new Promise(setImmediate);
    }
  }

  /** Messages that wait in the outbox. */
  queued(): string[] {
    return this.ledger.channelTexts
      .nextByChannel(false)
      .map(({ id }) => this.ledger.channelTexts.find(id)?.content.split('\n')[0] ?? '');
  }

  /** What the parts that write do while the ledger cannot be written. */
  fail(): void {
    const write = (): void => this.ledger.state.saveEntry('big', 'x'.repeat(500_000));
    this.health.write('lines', () => this.ledger.commit(write), undefined);
  }
}

const BEGUN = en('problemReport.begun', { host: 'web1', count: 1 });
const ENDED = en('problemReport.ended', { host: 'web1', count: 1 });

let reporting: Reporting;

beforeEach(async () => {
  reporting = new Reporting(await channelService(ACCEPTS.webhook));
});

/** Makes the ledger refuse every write until the returned function is called. */
function refuseWrites({ folder }: Reporting, tables: readonly string[] = ['engine_state']): () => void {
  const change = (sql: string): void => {
    const database = openSqlite(ledgerFile(folder));
    database.exec(sql);
    database.close();
  };
  const triggers = tables.flatMap((table) => ['INSERT', 'UPDATE'].map((write) => [`${write}_${table}`, write, table]));
  const refused = "BEGIN SELECT RAISE(ABORT, 'refused'); END";
  change(
    triggers.map(([name, write, table]) => `CREATE TRIGGER ${name} BEFORE ${write} ON ${table} ${refused};`).join('\n'),
  );
  return () => change(triggers.map(([name]) => `DROP TRIGGER ${name};`).join('\n'));
}

/** Problems of the history, newest first, with the messages that reported them. */
function reports({ ledger }: Reporting): unknown[] {
  return ledger.history
    .list({ search: '', before: null, limit: 10 })
    .map((entry) =>
      entry.kind === 'problem'
        ? [entry.code, ...(entry.reports ?? []).map(({ about, channel, state }) => `${about} ${channel} ${state}`)]
        : entry,
    );
}

describe('a problem while the ledger cannot be written', () => {
  it('is reported without the ledger on a full disk', async () => {
    const disk = mountSmallDisk(reporting.folder, 'size=2m');
    if (disk === null) {
      return;
    }
    reporting.start();
    disk.fill();
    reporting.fail();
    await reporting.pass(70);
    await expect.poll(() => reporting.received()).toEqual([BEGUN]);
    disk.free();
    await reporting.pass(180);
    expect(reporting.queued()).toEqual([ENDED]);
    expect(reporting.received()).toEqual([BEGUN]);
    expect(reports(reporting)).toEqual([['ledger-unusable', 'begin ops delivered', 'end ops owed']]);
    await reporting.stop();
  });

  it('is recorded in the history once the ledger works, without being sent again', async () => {
    reporting.start();
    const allow = refuseWrites(reporting, ['engine_state', 'problems']);
    reporting.problems.raise('sens-refused-key', '');
    await reporting.pass(70);
    await expect.poll(() => reporting.received()).toEqual([BEGUN]);
    expect(reports(reporting)).toEqual([]);
    allow();
    await reporting.pass(60);
    expect(reports(reporting)).toContainEqual(['sens-refused-key', 'begin ops delivered']);
    expect(reporting.queued()).toEqual([]);
    expect(reporting.received()).toEqual([BEGUN]);
  });

  it('is told once: not after the ledger works again, and not after a restart', async () => {
    reporting.start();
    const allow = refuseWrites(reporting);
    reporting.problems.raise('sens-refused-key', '');
    await reporting.pass(70);
    await expect.poll(() => reporting.received()).toEqual([BEGUN]);
    allow();
    await reporting.pass(30);
    await reporting.stop();
    reporting.start();
    reporting.problems.raise('sens-refused-key', '');
    await reporting.pass(600);
    expect(reporting.queued()).toEqual([]);
    reporting.problems.clear('sens-refused-key', '');
    await reporting.pass(180);
    expect(reporting.queued()).toEqual([ENDED]);
    expect(reporting.received()).toEqual([BEGUN]);
  });

  it('is sent again when the channel asks for it, and its end does not overtake it', async () => {
    reporting.service.script.push({ kind: 'answer', status: 429, headers: { 'Retry-After': '300' } });
    reporting.start();
    const allow = refuseWrites(reporting);
    reporting.problems.raise('sens-refused-key', '');
    await reporting.pass(60);
    const codes = (): string[] => reporting.problems.standing().map(({ code }) => code);
    await expect.poll(codes).toContain('channel-too-fast');
    allow();
    reporting.problems.clear('sens-refused-key', '');
    await reporting.pass(298);
    expect([reporting.received(), reporting.queued()]).toEqual([[BEGUN], []]);
    await reporting.pass(2);
    await expect.poll(() => reporting.received()).toEqual([BEGUN, BEGUN, ENDED]);
    const keys = reporting.service.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[1]).not.toBe(keys[2]);
    expect(reporting.queued()).toEqual([]);
  });
});
