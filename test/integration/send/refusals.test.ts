import { afterEach, expect, test } from 'vitest';
import { createSenderBench, requestsTaken, testNumber, type SenderBench } from '../../support/sender-bench';

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

test('a rejected signature raises one problem, keeps the text owed, and a new key sends it', async () => {
  bench = await createSenderBench();
  bench.current = { ...bench.access, secretKey: 'another-secret-key' };
  const [id] = bench.oweTo(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).reason?.code === 'sens-refused-key');
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toEqual(['sens-refused-key']);
  expect(bench.outbox.text(id)).toMatchObject({ state: 'owed', attempts: 1 });
  const changes = bench.outbox.story.length;
  sender.wake();
  bench.current = bench.access;
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.outbox.text(id).attempts).toBe(2);
  expect(bench.outbox.story.length).toBeGreaterThan(changes);
  expect(bench.board.standing()).toEqual([]);
  expect(JSON.stringify([bench.board.raised, bench.outbox.story])).not.toContain('another-secret-key');
});

test('the same refused access is not tried again at every wake', async () => {
  bench = await createSenderBench({}, [{ kind: 'unknown-service' }]);
  const [first] = bench.oweTo(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(first).reason?.code === 'sens-unknown-service');
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toEqual(['sens-unknown-service']);
  const [second] = bench.oweTo(1, { alertId: 2 }) as [number];
  sender.wake();
  await sender.stop(1_000);
  expect(bench.outbox.text(second)).toMatchObject({ state: 'owed', attempts: 0 });
  expect(bench.outbox.text(first).attempts).toBe(1);
  expect(bench.practice.received()).toHaveLength(0);
});

test.each([
  { fault: { kind: 'no-right', by: 'gateway' }, code: 'sens-no-right' },
  { fault: { kind: 'no-right', by: 'sens' }, code: 'sens-no-right' },
  { fault: { kind: 'unknown-service' }, code: 'sens-unknown-service' },
  { fault: { kind: 'refused-key' }, code: 'sens-refused-key' },
] as const)('a refusal ($code) is tried again by itself after the long wait', async ({ fault, code }) => {
  bench = await createSenderBench({}, [fault]);
  bench.oweTo(1);
  bench.start({ refusedRetryMs: 10 });
  await bench.outbox.allIn('delivered');
  expect(bench.board.raised.map((problem) => problem.code)).toEqual([code]);
  expect(bench.board.standing()).toEqual([]);
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a clock that is off is named with its minutes, and sending goes on when it is right', async () => {
  bench = await createSenderBench({}, [{ kind: 'wrong-clock', shiftMs: 12 * 60_000 }]);
  bench.oweTo(1);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.board.raised).toEqual([
    expect.objectContaining({ code: 'sens-clock', params: { minutes: 12, context: 'behind' } }),
  ]);
  expect(bench.board.standing()).toEqual([]);
});

test('too fast: the wait SENS asks for is kept', async () => {
  bench = await createSenderBench({}, [{ kind: 'too-fast', retryAfterSeconds: 1 }]);
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.allIn('delivered');
  const attempts = bench.outbox.story.filter((change) => change.id === id && change.state === 'sending');
  expect(attempts).toHaveLength(2);
  expect((attempts[1]?.at ?? 0) - (attempts[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  expect(bench.board.raised.map(({ code }) => code)).toEqual(['sens-too-fast']);
});

test('one bad number does not sink the others of its request', async () => {
  bench = await createSenderBench();
  const ids = bench.oweTo(7);
  bench.numbers.set('r1', '12');
  bench.numbers.set('r5', '12345');
  bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  const failed = ids.filter((id) => bench.outbox.text(id).state === 'failed');
  expect(failed).toEqual([ids[0], ids[4]]);
  for (const id of failed) {
    expect(bench.outbox.text(id).reason).toMatchObject({ code: 'sens-bad-request' });
  }
  const received = bench.practice.received().map(({ to }) => to);
  expect(received.sort()).toEqual([2, 3, 4, 6, 7].map(testNumber));
  const codes = bench.board.standing().map(({ code }) => code);
  expect(codes).toEqual(['text-failed', 'text-failed']);
});

test('a bad text that stands alone blocks nothing, and fails once the way has proved good', async () => {
  bench = await createSenderBench();
  const [bad] = bench.oweTo(1) as [number];
  bench.numbers.set('r1', '12');
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(bad).reason?.code === 'sens-bad-request');
  expect(bench.outbox.text(bad).state).toBe('owed');
  const good = bench.outbox.owe({ recipientId: 'other', number: testNumber(9), alertId: 2 });
  bench.numbers.set('other', testNumber(9));
  sender.wake();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.outbox.text(good).state).toBe('delivered');
  expect(bench.outbox.text(bad)).toMatchObject({ state: 'failed', attempts: 2 });
});

test('an unregistered sender number loses no text: all go out once it is mended', async () => {
  bench = await createSenderBench();
  bench.current = { ...bench.access, from: '0298765432' };
  const ids = bench.oweTo(3);
  const sender = bench.start();
  await bench.outbox.until(() => ids.every((id) => bench.outbox.text(id).reason?.code === 'sens-bad-request'));
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toEqual(['sens-bad-request']);
  bench.current = bench.access;
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(3);
  expect(bench.board.standing()).toEqual([]);
});
