import { afterEach, expect, test } from 'vitest';
import type { OutboxText } from '../../../../../src/main/engine/ledger/tables/outbox/types';
import { interceptingFront, type FrontAnswer } from '../../../../support/sens/intercepting-front';
import { testNumber } from '../../../../support/sens/quick-sender';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../../support/sens/sender-bench';

const HALF_JSON = { kind: 'odd-answer', form: 'half-json', takes: true } as const;
const EVER = 100_000;

/** Possible responses of SENS each time it is asked about one request. */
const POISONS: readonly FrontAnswer[] = [
  { status: 200, body: '{"messages":[{"requestId":' },
  { status: 400, body: '{"status":400,"errorMessage":"Invalid request."}' },
  { status: 404, body: '{"status":404,"errorMessage":"Not found."}' },
  { status: 500, body: '{"status":500,"errorMessage":"Internal server error."}' },
];

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

function codes(): string[] {
  return bench.board.standing().map(({ code }) => code);
}

/** Queues a text of its own alert to each of `count` recipients. */
function oweEach(count: number): number[] {
  return Array.from({ length: count }, (_value, index) => {
    const recipientId = `r${index + 1}`;
    const number = testNumber(index + 1);
    bench.numbers.set(recipientId, number);
    return bench.outbox.owe({ recipientId, number, alertId: index + 1 });
  });
}

function ended({ state }: OutboxText): boolean {
  return state !== 'accepted' && state !== 'sending' && state !== 'owed';
}

test.each(POISONS)(
  'a request whose delivery reports always give $status does not block those of others',
  async (poison) => {
    bench = await createSenderBench();
    const [first] = oweEach(12) as [number];
    let poisoned = '';
    const baseUrl = await interceptingFront(bench.practice.baseUrl, (method, target) => {
      poisoned = bench.outbox.text(first).requestId ?? poisoned;
      return method === 'GET' && poisoned !== '' && target.includes(poisoned) ? poison : null;
    });
    bench.current = { ...bench.access, baseUrl };
    bench.start({ refusedRetryMs: EVER, retry: { firstMs: EVER, maxMs: EVER } });
    const others = bench.outbox.all().filter(({ id }) => id !== first);
    await bench.outbox.until(() => others.every(({ id }) => bench.outbox.text(id).state === 'delivered'));
    expect(bench.outbox.text(first).state).toBe('accepted');
  },
);

test.each([
  ['an odd answer', HALF_JSON],
  ['a refusal', { kind: 'bad-request' }],
  ['that there is no such thing', { kind: 'unknown-service' }],
  ['an error', { kind: 'server-error', takes: false }],
] as const)(
  'delivery reports that only ever give %s are given up in the end, and that is reported',
  async (_what, fault) => {
    bench = await createSenderBench();
    const [id] = bench.oweTo(1) as [number];
    bench.practice.fail(fault, EVER, 'list');
    bench.start({ receiptGiveUpMs: 20 });
    await bench.outbox.until(() => ended(bench.outbox.text(id)));
    expect(bench.outbox.text(id)).toMatchObject({ state: 'unknown', reason: { code: 'no-receipt' } });
    await expect.poll(codes).toContain('text-unknown');
  },
);

test('an odd delivery report is reported once, until it is over', async () => {
  bench = await createSenderBench();
  const [id] = bench.oweTo(1) as [number];
  bench.practice.fail(HALF_JSON, 3, 'list');
  bench.start({ receiptDelaysMs: [5, 60] });
  await bench.outbox.until(() => bench.outbox.text(id).state === 'delivered');
  await expect.poll(codes).toEqual([]);
  expect(bench.board.cleared).toEqual(['sens-odd-answer']);
});

test.each([
  ['an odd answer', HALF_JSON],
  ['an error', { kind: 'server-error', takes: false }],
] as const)('a lost text whose lookup only ever gives %s: not sent again, and reported', async (_what, fault) => {
  bench = await createSenderBench({}, [{ kind: 'reset', takes: true }]);
  const [id] = bench.oweTo(1) as [number];
  bench.practice.fail(fault, EVER, 'list');
  bench.start({ receiptGiveUpMs: 20 });
  await bench.outbox.allIn('failed');
  expect(bench.outbox.text(id).reason?.code).toBe('may-be-delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
  await expect.poll(codes).toContain('text-unknown');
});

test.each(POISONS)(
  'a lost text whose lookup always gives $status does not prevent others from being found',
  async (poison) => {
    bench = await createSenderBench({}, [
      { kind: 'reset', takes: true },
      { kind: 'reset', takes: true },
    ]);
    const [first, second] = oweEach(2) as [number, number];
    const baseUrl = await interceptingFront(bench.practice.baseUrl, (method, target) =>
      method === 'GET' && target.includes(testNumber(1)) ? poison : null,
    );
    bench.current = { ...bench.access, baseUrl };
    bench.start({ refusedRetryMs: EVER, retry: { firstMs: EVER, maxMs: EVER } });
    await bench.outbox.until(() => bench.outbox.text(second).state === 'delivered');
    expect(bench.outbox.text(second).attempts).toBe(1);
    expect(bench.outbox.text(first)).toMatchObject({ attempts: 1 });
    expect(['unknown', 'failed']).toContain(bench.outbox.text(first).state);
  },
);
