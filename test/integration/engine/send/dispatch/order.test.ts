import { afterEach, expect, test } from 'vitest';
import { deliverySchema } from '../../../../../src/shared/settings/schema';
import { jpegBytes } from '../../../../support/sens/jpeg-bytes';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../../support/sens/sender-bench';
import { testNumber } from '../../../../support/sens/quick-sender';
import { ManualClock } from '../../../../support/time/manual-clock';

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

/** Queues `alerts` texts to each of `recipients`. */
function oweMany(alerts: number, recipients: number): void {
  for (let alert = 1; alert <= alerts; alert += 1) {
    bench.oweTo(recipients, { alertId: alert, content: `alert ${alert}` });
  }
}

function contentsTo(number: string): string[] {
  return bench.practice
    .received()
    .filter(({ to }) => to === number)
    .map(({ content }) => content);
}

test('several requests at a time, and each recipient’s texts in their order', async () => {
  bench = await createSenderBench({}, [
    { kind: 'delay', ms: 60 },
    { kind: 'too-fast', retryAfterSeconds: 0 },
    { kind: 'reset', takes: false },
    { kind: 'reset', takes: true },
  ]);
  bench.delivery = deliverySchema.parse({ perSecond: 100, atOnce: 4 });
  oweMany(8, 3);
  bench.start();
  await bench.outbox.allIn('delivered');
  const wanted = Array.from({ length: 8 }, (_value, index) => `alert ${index + 1}`);
  for (const index of [1, 2, 3]) {
    expect(contentsTo(testNumber(index))).toEqual(wanted);
  }
});

test('a slow request to one recipient does not delay another', async () => {
  bench = await createSenderBench({}, [{ kind: 'hang', takes: true }]);
  const [slow] = bench.oweTo(1) as [number];
  bench.numbers.set('other', testNumber(9));
  const quick = bench.outbox.owe({ recipientId: 'other', number: testNumber(9), alertId: 2 });
  bench.start({ timeouts: { connectMs: 2_000, answerMs: 600_000 } });
  await bench.outbox.until(() => bench.outbox.text(quick).state === 'delivered');
  expect(bench.outbox.text(slow).state).toBe('sending');
});

test('never more requests at a time, or per second, than the settings allow', async () => {
  bench = await createSenderBench();
  bench.delivery = deliverySchema.parse({ perSecond: 5, atOnce: 1 });
  const clock = new ManualClock(Date.now());
  bench.clock = clock;
  oweMany(8, 1);
  bench.start({ receiptDelaysMs: [60_000] });
  const accepted = (): number => bench.outbox.all().filter(({ state }) => state === 'accepted').length;
  await expect.poll(accepted).toBe(5);
  clock.pass(999);
  expect([accepted(), clock.pending().includes(1)]).toEqual([5, true]);
  clock.pass(1);
  await bench.outbox.allIn('accepted');
  const story = bench.outbox.story.map(({ state }) => state);
  expect(story.join(' ')).not.toMatch(/sending sending/);
});

test('an upload is counted as a request of its own', async () => {
  bench = await createSenderBench();
  bench.delivery = deliverySchema.parse({ perSecond: 2 });
  bench.images.set('picture', { hash: 'picture', body: jpegBytes(10, 10) });
  bench.oweTo(1, { type: 'MMS', image: 'picture' });
  const clock = new ManualClock(Date.now());
  bench.clock = clock;
  bench.start();
  const begun = clock.now();
  const asked = (): number => {
    clock.pass(25);
    return bench.practice.asked().length;
  };
  await expect.poll(asked).toBe(3);
  expect(clock.now() - begun).toBeGreaterThanOrEqual(1_000);
  await bench.outbox.allIn('delivered');
});

test('a text waits for the lookup of an earlier one to the same recipient, but not forever', async () => {
  bench = await createSenderBench({}, [{ kind: 'hang', takes: true }]);
  const [first] = bench.oweTo(1) as [number];
  const [second] = bench.oweTo(1, { alertId: 2 }) as [number];
  bench.start({ lookupDelaysMs: [60_000], lookupHoldMs: 400 });
  await bench.outbox.until(() => bench.outbox.text(second).state === 'delivered');
  const at = (id: number, state: string): number =>
    bench.outbox.story.find((change) => change.id === id && change.state === state)?.at ?? 0;
  expect(at(second, 'sending') - at(first, 'unknown')).toBeGreaterThanOrEqual(400);
  expect(bench.outbox.text(first).state).toBe('unknown');
});

test('ten thousand texts to a hundred recipients: a hundred requests, each text once', async () => {
  bench = await createSenderBench();
  bench.delivery = deliverySchema.parse({ perSecond: 100, atOnce: 4 });
  bench.outbox.connection.transaction(() => oweMany(100, 100))();
  bench.start();
  await bench.outbox.allIn('accepted', 'delivered');
  expect(requestsTaken(bench.practice)).toBe(100);
  expect(bench.practice.received()).toHaveLength(10_000);
});
