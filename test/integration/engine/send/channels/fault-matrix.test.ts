import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelBench, type ChannelBench } from '../../../../support/channels/channel-bench';
import { type Behaviour, channelService, type ChannelService } from '../../../../support/channels/channel-service';
import { type Moment, MOMENTS, sendAcross, settled } from '../../../../support/channels/fault-moments';
import { QUICK_TIMEOUTS } from '../../../../support/channels/quick-channels';
import { ACCEPTS, httpChannel } from '../../../../support/channels/samples';

const KINDS = ['webhook', 'slack', 'discord', 'mattermost', 'ntfy'] as const;
type Kind = (typeof KINDS)[number];

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

async function benchWith(kind: Kind): Promise<{ bench: ChannelBench; service: ChannelService }> {
  const bench = channelBench();
  const service = await channelService(ACCEPTS[kind]);
  bench.set(httpChannel(kind, service.url));
  return { bench, service };
}

async function fateOf(kind: Kind, { behaviour }: Fault, moment: Moment): Promise<{ state: string; arrived: number }> {
  const { bench, service } = await benchWith(kind);
  const id = bench.owe('ops', 'message');
  service.script.push(behaviour);
  const waits = behaviour.kind === 'hang' || behaviour.kind === 'drip';
  await sendAcross(bench, { id, moment, options: waits ? { timeouts: QUICK_TIMEOUTS } : {} });
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
        // An answer that comes too late is one of the faults.
        const start = (): ReturnType<ChannelBench['start']> => bench.start({ timeouts: QUICK_TIMEOUTS });
        let sender = start();
        for (const each of steps) {
          if (each.kind === 'message') {
            ids.push(bench.owe('ops', `message ${ids.length}`));
          } else if (each.kind === 'fault') {
            service.script.push(each.fault.behaviour);
          } else if (each.kind === 'restart') {
            await sender.stop(each.graceMs);
            sender = start();
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
});
