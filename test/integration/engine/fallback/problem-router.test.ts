import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemLog } from '../../../../src/main/engine/problem-routing/problem-log';
import { ProblemRouter } from '../../../../src/main/engine/problem-routing/problem-router';
import { LedgerHealth } from '../../../../src/main/engine/ledger/ledger-health';
import type { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { WITH_FALLBACK } from '../../../support/engine/fallback-run';
import { openLedger } from '../../../support/engine/open-ledger';
import { policySettings, START } from '../../../support/engine/policy-run';
import { scratchDir } from '../../../support/files/scratch-dir';
import { en } from '../../../support/text/strings';
import { ManualClock } from '../../../support/time/manual-clock';

const settings = policySettings([], { ...WITH_FALLBACK, problems: { to: ['ops', 'mail'], after: '1m' } });

let clock: ManualClock;
let ledger: Ledger;
let problems: ProblemLog;

beforeEach(() => {
  clock = new ManualClock(START);
  ledger = openLedger();
  start();
});

function start(): void {
  problems = new ProblemLog({ clock, emit: () => undefined, records: ledger.problems, changed: () => undefined });
  const health = new LedgerHealth({ clock, problems, folder: scratchDir(), tryOut: () => ledger.tryOut() });
  const deps = {
    ledger,
    clock,
    health,
    problems: () => problems.standing(),
    hostName: 'web1',
    direct: { send: () => undefined, isIdle: true },
    queued: () => undefined,
  };
  new ProblemRouter({ ...deps, settings: () => settings }).apply();
}

/** Channels and contents of the messages queued since the last call. */
function queued(): string[][] {
  const messages: string[][] = [];
  for (let next = ledger.channelTexts.nextByChannel(false); next.length > 0;) {
    const texts = next.flatMap(({ id }) => ledger.channelTexts.find(id) ?? []);
    messages.push(...texts.map(({ channel, content }) => [channel, content]));
    ledger.channelTexts.changeTexts(
      texts.map((text) => ({ text, state: 'delivered', reason: null })),
      clock.now(),
    );
    next = ledger.channelTexts.nextByChannel(false);
  }
  return messages;
}

describe('a problem of Logbell', () => {
  it('is reported to each channel once it lasts, and its end', () => {
    problems.raise('sens-refused-key', '');
    clock.pass(50_000);
    expect(queued()).toEqual([]);
    clock.pass(60_000);
    const begun = en('problemReport.begun', { host: 'web1', count: 1 });
    expect(queued().map(([channel, content]) => [channel, content?.split('\n')[0]])).toEqual([
      ['ops', begun],
      ['mail', begun],
    ]);
    problems.clear('sens-refused-key', '');
    clock.pass(120_000);
    expect(queued().map(([, content]) => content?.split('\n')[0])).toEqual(
      Array.from({ length: 2 }, () => en('problemReport.ended', { host: 'web1', count: 1 })),
    );
  });

  it('is reported by the other channels if it concerns one', () => {
    problems.raise('channel-unreachable', 'ops', { reason: 'ECONNREFUSED' });
    clock.pass(120_000);
    expect(queued().map(([channel]) => channel)).toEqual(['mail']);
  });

  it('shows in the history when it and its end were reported, and to which channel', () => {
    const reports = (): string[][] =>
      ledger.history
        .list({ search: '', before: null, limit: 10 })
        .map((entry) =>
          entry.kind === 'problem'
            ? (entry.reports ?? []).map((each) => `${each.about} ${each.channel} ${each.state}`)
            : [],
        );
    problems.raise('channel-unreachable', 'ops', { reason: 'ECONNREFUSED' });
    clock.pass(10_000);
    problems.raise('sens-refused-key', '');
    clock.pass(30_000);
    expect(reports()).toEqual([[], []]);
    clock.pass(90_000);
    const own = ['begin mail owed'];
    expect(reports()).toEqual([['begin ops owed', 'begin mail owed'], own]);
    queued();
    problems.clear('sens-refused-key', '');
    clock.pass(180_000);
    const all = ['begin ops delivered', 'begin mail delivered', 'end ops owed', 'end mail owed'];
    expect(reports()).toEqual([all, ['begin mail delivered']]);
    problems.raise('sens-refused-key', '');
    expect(reports()[0]).toEqual([]);
    const entries = ledger.history.list({ search: '', before: null, limit: 10 });
    const [, ended] = entries.flatMap((entry) => (entry.kind === 'problem' ? [entry] : []));
    expect(ended?.reports?.[0]?.at).toBeGreaterThan(ended?.at ?? Infinity);
  });

  it('is not reported again after a restart', () => {
    problems.raise('sens-refused-key', '');
    clock.pass(120_000);
    expect(queued()).toHaveLength(2);
    clock = new ManualClock(clock.now());
    start();
    problems.raise('sens-refused-key', '');
    clock.pass(600_000);
    expect(queued()).toEqual([]);
  });
});
