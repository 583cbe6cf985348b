import { afterEach, expect, test } from 'vitest';
import { deliverySchema } from '../../../../src/shared/settings/schema';
import { createSenderBench, type SenderBench } from '../../../support/sens/sender-bench';
import { testNumber } from '../../../support/sens/quick-sender';
import { en, enPattern } from '../../../support/text/strings';
import { threadBusyMs } from '../../../support/time/thread-time';

const HOUR_MS = 3_600_000;

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

function oweLate(count: number, recipientId: string, number: string, hoursAgo = 3): number[] {
  bench.numbers.set(recipientId, number);
  return Array.from({ length: count }, (_value, index) =>
    bench.outbox.owe({
      recipientId,
      number,
      alertId: index + 1,
      content: `disk ${index + 1} is full`,
      changedAt: Date.now() - hoursAgo * HOUR_MS + index,
    }),
  );
}

test('late texts go out as one digest for each recipient, with their number and delay', async () => {
  bench = await createSenderBench();
  const first = oweLate(12, 'r1', testNumber(1));
  const second = oweLate(1, 'r2', testNumber(2), 5);
  const inTime = bench.outbox.owe({ recipientId: 'r1', number: testNumber(1), alertId: 99, content: 'now' });
  bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  const received = bench.practice.received();
  expect(received).toHaveLength(3);
  const [digest, after] = received.filter(({ to }) => to === testNumber(1)).map(({ content }) => content);
  expect(digest).toMatch(enPattern('digest.head', { count: 12, age: '3 h' }));
  expect(digest).toContain('- disk 1 is full\n- disk 2 is full');
  expect(digest).toContain(en('digest.more', { count: 2 }));
  expect(after).toBe('now');
  expect(received.find(({ to }) => to === testNumber(2))?.content).toMatch(enPattern('digest.head', { count: 1 }));
  const digests = bench.outbox.all().filter(({ isDigest }) => isDigest);
  expect(digests.map(({ state, recipientId }) => [state, recipientId])).toEqual(
    expect.arrayContaining([
      ['delivered', 'r1'],
      ['delivered', 'r2'],
    ]),
  );
  for (const [ids, to] of [
    [first, 'r1'],
    [second, 'r2'],
  ] as const) {
    const stands = digests.find(({ recipientId }) => recipientId === to)?.id;
    for (const id of ids) {
      expect(bench.outbox.text(id)).toMatchObject({
        state: 'failed',
        reason: { code: 'in-digest', params: { digest: stands } },
        attempts: 0,
      });
    }
  }
  expect(bench.outbox.text(inTime).state).toBe('delivered');
});

test('a digest that could not go out includes texts that became late meanwhile', async () => {
  bench = await createSenderBench({}, [{ kind: 'too-fast', retryAfterSeconds: 1 }]);
  oweLate(2, 'r1', testNumber(1));
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.all().some(({ reason }) => reason?.code === 'sens-too-fast'));
  oweLate(3, 'r1', testNumber(1));
  sender.wake();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.practice.received().map(({ content }) => content)).toEqual([
    expect.stringMatching(enPattern('digest.head', { count: 5 })) as string,
  ]);
  expect(bench.outbox.all().filter(({ isDigest }) => isDigest)).toHaveLength(1);
});

test.each([true, false])('a digest whose answer is lost (taken: %s) is looked up, and arrives once', async (takes) => {
  bench = await createSenderBench({}, [{ kind: 'reset', takes }]);
  oweLate(3, 'r1', testNumber(1));
  bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.practice.received().map(({ content }) => content)).toEqual([
    expect.stringMatching(enPattern('digest.head', { count: 3 })) as string,
  ]);
  expect(bench.outbox.all().filter(({ isDigest }) => isDigest)).toMatchObject([{ state: 'delivered' }]);
});

test('late texts go only to the desktop if the settings say so', async () => {
  bench = await createSenderBench();
  bench.delivery = deliverySchema.parse({ late: 'desktop' });
  oweLate(4, 'r1', testNumber(1));
  bench.start();
  await expect.poll(() => bench.outbox.all().map(({ state }) => state)).toEqual(Array(4).fill('failed'));
  expect(bench.outbox.all().map(({ reason }) => reason?.code)).toEqual(Array(4).fill('too-late'));
  expect(bench.board.raised).toMatchObject([{ code: 'texts-too-late', params: { count: 4 } }]);
  expect(bench.practice.received()).toHaveLength(0);
});

test('a text resent by a person is not late', async () => {
  bench = await createSenderBench();
  const [id] = oweLate(1, 'r1', testNumber(1)) as [number];
  bench.current = null;
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).reason?.code === 'no-access');
  expect(bench.outbox.drop(id, Date.now())).toMatchObject({ ok: true });
  expect(bench.outbox.resend(id, Date.now())).toMatchObject({ ok: true });
  bench.current = bench.access;
  sender.again();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received().map(({ content }) => content)).toEqual(['disk 1 is full']);
});

test('ten thousand late texts become one digest without blocking the process', async () => {
  bench = await createSenderBench();
  bench.numbers.set('r1', testNumber(1));
  bench.outbox.connection.transaction(() => oweLate(10_000, 'r1', testNumber(1)))();
  let longest = 0;
  let last = threadBusyMs();
  const timer = setInterval(() => {
    longest = Math.max(longest, threadBusyMs() - last);
    last = threadBusyMs();
  }, 1);
  bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  clearInterval(timer);
  expect(bench.practice.received()).toHaveLength(1);
  expect(longest).toBeLessThan(500);
});
