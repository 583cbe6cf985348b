import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AlertPipeline } from '../../../../src/main/engine/alert/alert-pipeline';
import { Pause } from '../../../../src/main/engine/alert/pause';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import type { ChannelFacts } from '../../../../src/main/engine/ledger/tables/types';
import { compileRules } from '../../../../src/main/engine/match/compiled-rule';
import type { Settings } from '../../../../src/shared/settings/schema';
import { openLedger } from '../../../support/engine/open-ledger';
import { policySettings, START } from '../../../support/engine/policy-run';
import { scratchDir } from '../../../support/files/scratch-dir';
import { ManualClock } from '../../../support/time/manual-clock';

const MINUTE = 60_000;
const CHANNELS = ['ops', 'chat', 'mail'].map((id) => ({ id, name: `#${id}`, kind: 'slack' }));

/** A delivery as the ledger stores it. */
interface Delivery {
  readonly alert: number;
  readonly kind: string;
  readonly rule: string;
  readonly channel: string;
  readonly recipient: string;
  readonly type: string;
  readonly content: string;
  readonly reserve: number | null;
  readonly facts: ChannelFacts | null;
}

/** An alert pipeline on a ledger in a real file. */
class Desk {
  readonly clock = new ManualClock(START);
  readonly pipeline: AlertPipeline;
  readonly #file = join(scratchDir(), 'ledger.db');
  readonly #ledger = openLedger(this.#file);
  readonly #pause: Pause;
  readonly #settings: Settings;

  constructor(settings: Settings) {
    const ledger = this.#ledger;
    const { clock } = this;
    this.#settings = settings;
    this.#pause = new Pause({ state: ledger.state, clock, ended: () => undefined });
    const common = { ledger, clock, pause: this.#pause, hostName: 'web1', practice: () => false };
    this.pipeline = new AlertPipeline({ ...common, settings: () => settings });
  }

  line(line: string): void {
    const found = compileRules(this.#settings.rules).flatMap((rule) => {
      const match = rule.find(line);
      return match ? [{ match: { rule, line, found: match }, path: '/app.log', fileIds: ['app'] }] : [];
    });
    this.commit(() => this.pipeline.decideAll(found));
  }

  pause(forMs: number | null): void {
    this.#pause.set(forMs === null ? null : this.clock.now() + forMs);
  }

  /** Lets time pass and settles what becomes due. */
  pass(ms: number): void {
    const end = this.clock.now() + ms;
    const { policy } = this.#ledger;
    for (let due = policy.nextDue(); due !== null && due <= end; due = policy.nextDue()) {
      this.clock.pass(Math.max(0, due - this.clock.now()));
      this.commit(() => this.pipeline.settleDue());
      if (policy.nextDue() === due) {
        break;
      }
    }
    this.clock.pass(Math.max(0, end - this.clock.now()));
  }

  commit<Outcome>(work: () => Outcome): Outcome {
    return this.#ledger.commit(work);
  }

  deliveries(): Delivery[] {
    const ledger = openSqlite(this.#file);
    const rows = ledger
      .prepare(
        `SELECT alert_id AS alert, kind, a.rule_id AS rule, channel, recipient_id AS recipient, type, t.content,
           reserve_at AS reserve, facts_json AS facts FROM texts t JOIN alerts a ON a.id = alert_id ORDER BY t.id`,
      )
      .all() as (Omit<Delivery, 'facts'> & { readonly facts: string | null })[];
    ledger.close();
    return rows.map((row) => ({ ...row, facts: row.facts === null ? null : (JSON.parse(row.facts) as ChannelFacts) }));
  }
}

function channelsOf(deliveries: readonly Delivery[]): string[] {
  return deliveries.flatMap(({ channel }) => (channel === '' ? [] : [channel]));
}

it('an alert goes to the channels of its rule and to those of every alert, each once, in full', () => {
  const rules = [
    { channels: ['ops', 'chat'], message: '{{line}}' },
    { match: { text: 'disk' }, recipients: [], channels: ['mail'] },
    { match: { text: 'disk' } },
  ];
  const delivery = { channels: ['chat'], smsOnly: true };
  const desk = new Desk(policySettings(rules, { channels: CHANNELS, delivery }));
  const line = `disk full ${'x'.repeat(3_000)}\u001b[31m!`;
  desk.line(line);
  const [first, second, third] = [1, 2, 3].map((id) => desk.deliveries().filter(({ alert }) => alert === id));
  expect(channelsOf(first ?? [])).toEqual(['ops', 'chat']);
  expect(channelsOf(second ?? [])).toEqual(['chat', 'mail']);
  expect(channelsOf(third ?? [])).toEqual(['chat']);
  expect(first?.map(({ content }) => content.length)).toEqual([89, 3_011, 3_011]);
  expect(second?.every(({ channel }) => channel !== '')).toBe(true);
  expect(first?.at(-1)?.facts).toEqual({
    ...{ kind: 'alert', rule: 'r0', ruleId: 'r0', log: '/app.log', line: `disk full ${'x'.repeat(3_000)}!` },
    ...{ host: 'web1', count: 1, incident: 1, at: START },
  });
});

it('a recovery, a digest, an escalation and a test go to the channels, too', () => {
  const rules = [
    { match: { text: 'down' }, ok: { text: 'well' }, channels: ['ops'], escalate: { after: '1m', to: ['me'] } },
    { match: { text: 'slow' }, wait: '10s', cooldown: '0s', channels: ['ops'], message: 'slow: {{line}}' },
  ];
  const desk = new Desk(policySettings(rules, { channels: CHANNELS, delivery: { smsOnly: true } }));
  desk.line('down');
  desk.pass(2 * MINUTE);
  desk.line('all is well');
  const long = `slow ${'y'.repeat(500)}`;
  [long, long].forEach((line) => desk.line(line));
  desk.pass(MINUTE);
  desk.commit(() =>
    desk.pipeline.writer.writeTest({ recipientIds: ['me'], channelIds: ['mail'], content: 'Hello', image: null }),
  );
  const copies = desk.deliveries().filter(({ channel }) => channel !== '');
  expect(copies.map(({ kind, channel, facts }) => [kind, channel, facts?.kind])).toEqual([
    ['rule', 'ops', 'alert'],
    ['escalation', 'ops', 'alert'],
    ['rule', 'ops', 'recovery'],
    ['collected', 'ops', 'alert'],
    ['test', 'mail', 'test'],
  ]);
  expect(copies[3]?.content).toBe(`slow: ${long} (+1)`);
  expect(copies.map(({ facts }) => facts?.incident)).toEqual([1, 1, 1, null, null]);
});

it('a rule without recipients goes to its channels whatever the budget, and waits for the end of quiet hours', () => {
  const rules = [{ recipients: [], channels: ['ops'], cooldown: '0s' }];
  const policy = {
    zone: 'Asia/Seoul',
    quiet: [{ from: '12:01', to: '13:00' }],
    quietBy: 'sens',
    budget: { textsPerDay: 1 },
  };
  const desk = new Desk(policySettings(rules, { channels: CHANNELS, policy }));
  ['one', 'two', 'three'].forEach((line) => desk.line(line));
  desk.pass(2 * MINUTE);
  ['four', 'five'].forEach((line) => desk.line(line));
  desk.pass(60 * MINUTE);
  expect(desk.deliveries().map(({ kind, channel, facts }) => [kind, channel, facts?.count])).toEqual([
    ...[1, 2, 3].map(() => ['rule', 'ops', 1]),
    ['collected', 'ops', 2],
  ]);
});

type Step = { readonly afterMs: number } & ({ readonly line: string } | { readonly pauseMs: number | null });

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        afterMs: fc.oneof(fc.nat(20_000), fc.constant(90_000)),
        line: fc.constantFrom('user=a failed 7', 'user=b failed 8', 'disk full', 'all is well'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ afterMs: fc.nat(9_000), pauseMs: fc.constantFrom(null, 5_000, 70_000) }),
    },
  ),
  { maxLength: 16 },
);
const RULES = [
  { cooldown: '10s', cooldownBy: 'rule' },
  { cooldown: '30s', cooldownMax: '2m', rollup: true },
  { match: { regex: 'user=(?<user>\\w) ' }, key: 'user', cooldown: '1m', cooldownBy: 'key' },
  { threshold: { count: 3, within: '1m' }, cooldown: '2m' },
  { wait: '15s', message: '{{line|20}} {{count}} {{heldBack}} {{incident}}' },
  { quiet: [{ from: '12:01', to: '12:04' }], cooldown: '1m', rollup: true },
  { ok: { text: 'well' }, cooldown: '1h', escalate: { after: '1m', to: ['me'] } },
];

function played(settings: Settings, played: readonly Step[]): Delivery[] {
  const desk = new Desk(settings);
  for (const step of played) {
    desk.pass(step.afterMs);
    if ('line' in step) {
      desk.line(step.line);
    } else {
      desk.pause(step.pauseMs);
    }
  }
  desk.pass(2 * 86_400_000);
  return desk.deliveries();
}

it('channels change no text, and each alert reaches each of them once', () => {
  const property = fc.property(
    fc.uniqueArray(fc.constantFrom(...RULES), { minLength: 1, maxLength: 4 }),
    fc.constantFrom({}, { quietBy: 'sens' }),
    steps,
    (rules, policy, history) => {
      const more = { policy, channels: CHANNELS };
      const withoutCopies = played(policySettings(rules, more), history);
      const copied = rules.map((rule) => ({ ...rule, channels: ['ops'] }));
      const all = played(policySettings(copied, { ...more, delivery: { channels: ['mail', 'ops'] } }), history);
      expect(all.filter(({ channel }) => channel === '')).toEqual(withoutCopies);
      for (const { alert, reserve } of withoutCopies) {
        const copies = all.filter((each) => each.alert === alert && each.channel !== '');
        expect(copies.map(({ channel }) => channel)).toEqual(['ops', 'mail']);
        expect(copies.every((copy) => copy.reserve === reserve)).toBe(true);
      }
      expect(all.length).toBe(3 * withoutCopies.length);
    },
  );
  fc.assert(property, { numRuns: 60 });
});
