import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OutboxText, TextChange } from '../../../../../src/main/engine/ledger/tables/types';
import { channelBench, type ChannelBench } from '../../../../support/channels/channel-bench';
import { type Behaviour, channelService, type ChannelService } from '../../../../support/channels/channel-service';
import { ACCEPTS, httpChannel } from '../../../../support/channels/samples';

const KINDS = ['webhook', 'slack', 'discord', 'mattermost', 'ntfy'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Time of the fault from the view of the message; in the last, the disk of the ledger is full when the answer is to be
 * written, and another sender continues.
 */
const MOMENTS = ['before the request', 'during the request', 'before the commit'] as const;
type Moment = (typeof MOMENTS)[number];

/** What may become of a message, and whether the service may have taken it. */
interface Fault {
  readonly name: string;
  readonly behaviour: Behaviour;
  /** True if the service certainly did not take the message, and may later. */
  readonly isRetried: boolean;
}

const FAULTS: readonly Fault[] = [
  { name: '429', behaviour: { kind: 'answer', status: 429, headers: { 'Retry-After': '0' } }, isRetried: true },
  { name: '503', behaviour: { kind: 'answer', status: 503 }, isRetried: true },
  { name: '408', behaviour: { kind: 'answer', status: 408 }, isRetried: true },
  { name: '500', behaviour: { kind: 'answer', status: 500 }, isRetried: false },
  { name: '502', behaviour: { kind: 'answer', status: 502, body: '<html>Bad Gateway</html>' }, isRetried: false },
  { name: 'hang', behaviour: { kind: 'hang' }, isRetried: false },
  { name: 'reset before the body', behaviour: { kind: 'reset-at-once' }, isRetried: false },
  { name: 'reset after the body', behaviour: { kind: 'reset-after-body' }, isRetried: false },
  { name: 'half an answer', behaviour: { kind: 'answer', status: 200, body: '{"id' }, isRetried: false },
  { name: 'huge answer', behaviour: { kind: 'huge', status: 200 }, isRetried: false },
  { name: 'slow drip', behaviour: { kind: 'drip', status: 200 }, isRetried: false },
];

async function settled(bench: ChannelBench, ids: readonly number[]): Promise<void> {
  const isOpen = (id: number): boolean => ['owed', 'sending'].includes(bench.text(id).state);
  await expect.poll(() => ids.some(isOpen), { timeout: 10_000, interval: 5 }).toBe(false);
}

async function benchWith(kind: Kind): Promise<{ bench: ChannelBench; service: ChannelService }> {
  const bench = channelBench();
  const service = await channelService(ACCEPTS[kind]);
  bench.set(httpChannel(kind, service.url));
  return { bench, service };
}

/** Fills the disk of the ledger when an answer is to be written, until the sender has stopped. */
async function crashBeforeCommit(bench: ChannelBench): Promise<void> {
  const { channelTexts } = bench.ledger;
  const write = channelTexts.changeTexts.bind(channelTexts);
  let refused = 0;
  channelTexts.changeTexts = (changes: readonly TextChange[], at: number): OutboxText[] => {
    if (changes.some(({ state }) => state !== 'sending')) {
      refused += 1;
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    }
    return write(changes, at);
  };
  const sender = bench.start();
  await expect.poll(() => refused, { timeout: 5_000, interval: 2 }).toBeGreaterThan(0);
  await sender.stop(0);
  channelTexts.changeTexts = write;
}

async function fateOf(kind: Kind, { behaviour }: Fault, moment: Moment): Promise<{ state: string; arrived: number }> {
  const { bench, service } = await benchWith(kind);
  const id = bench.owe('ops', 'message');
  service.script.push(behaviour);
  if (moment === 'before the request') {
    bench.ledger.texts.changeTexts([{ text: bench.text(id), state: 'sending', reason: null, attempts: 1 }], Date.now());
  } else if (moment === 'before the commit') {
    await crashBeforeCommit(bench);
    expect(bench.text(id).state).toBe('sending');
  }
  bench.start();
  await settled(bench, [id]);
  const keys = new Set(service.requests.map(({ headers }) => headers['idempotency-key']));
  expect(keys.size).toBeLessThanOrEqual(1);
  return { state: bench.text(id).state, arrived: service.requests.length };
}

test.each(KINDS.flatMap((kind) => FAULTS.map((fault) => ({ kind, name: fault.name, fault }))))(
  '$kind, $name: delivered or unconfirmed, and never twice on a guess, whenever it happens',
  async ({ kind, fault }) => {
    for (const moment of MOMENTS) {
      const { state, arrived } = await fateOf(kind, fault, moment);
      if (kind === 'webhook') {
        expect([moment, state]).toEqual([moment, 'delivered']);
      } else if (moment === 'during the request' && fault.isRetried) {
        expect([moment, state, arrived]).toEqual([moment, 'delivered', 2]);
      } else {
        expect([moment, state]).toEqual([moment, 'unknown']);
        expect(arrived).toBeLessThanOrEqual(1);
      }
    }
  },
);

/** A step of a random history. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('message' as const) }),
  fc.record({ kind: fc.constant('restart' as const), graceMs: fc.constantFrom(0, 50) }),
  fc.record({ kind: fc.constant('fault' as const), fault: fc.constantFrom(...FAULTS) }),
  fc.record({ kind: fc.constant('wake' as const) }),
);

test('random histories: a service without keys is given no message twice that it may have taken', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('slack', 'ntfy'),
      fc.array(step, { minLength: 4, maxLength: 12 }),
      async (kind, steps) => {
        const { bench, service } = await benchWith(kind);
        const answered: { readonly text: string; readonly mayBeTaken: boolean }[] = [];
        const ids: number[] = [];
        let sender = bench.start();
        for (const each of steps) {
          if (each.kind === 'message') {
            ids.push(bench.owe('ops', `message ${ids.length}`));
          } else if (each.kind === 'fault') {
            service.script.push(each.fault.behaviour);
          } else if (each.kind === 'restart') {
            await sender.stop(each.graceMs);
            sender = bench.start();
          } else {
            sender.again();
          }
        }
        sender.wake();
        await settled(bench, ids);
        await sender.stop(0);
        for (const { body, answer } of service.answers) {
          const status = answer.kind === 'answer' ? answer.status : 0;
          answered.push({ text: /message \d+/.exec(body)?.[0] ?? '', mayBeTaken: ![429, 503, 408].includes(status) });
        }
        const taken = answered.filter(({ mayBeTaken }) => mayBeTaken).map(({ text }) => text);
        expect(new Set(taken).size).toBe(taken.length);
        ids.forEach((id, index) => {
          const isTaken = taken.includes(`message ${index}`);
          expect(bench.text(id).state === 'delivered' ? isTaken : bench.text(id).state).toBe(
            bench.text(id).state === 'delivered' ? true : 'unknown',
          );
        });
      },
    ),
    { numRuns: Number(process.env['LOGBELL_HISTORIES'] ?? 25) },
  );
}, 120_000);
