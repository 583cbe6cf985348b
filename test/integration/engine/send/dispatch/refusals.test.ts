import { afterEach, expect, test } from 'vitest';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../../support/sens/sender-bench';
import { testNumber } from '../../../../support/sens/quick-sender';

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

test('J25 a rejected signature raises one problem and keeps the text, which is sent with a new key', async () => {
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

test('a refused text is not retried by itself; the next text is one try, not at every wake-up', async () => {
  bench = await createSenderBench({}, [{ kind: 'unknown-service' }, { kind: 'unknown-service' }]);
  const [first] = bench.oweTo(1) as [number];
  const sender = bench.start({ refusedQuietMs: 200 });
  await bench.outbox.until(() => bench.outbox.text(first).reason?.code === 'sens-unknown-service');
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toEqual(['sens-unknown-service']);
  const [second] = bench.oweTo(1, { alertId: 2 }) as [number];
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(second).reason?.code === 'sens-unknown-service');
  const tries = bench.outbox.story.filter(({ state }) => state === 'sending').map(({ at }) => at);
  expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(200);
  sender.wake();
  await sender.stop(1_000);
  expect([first, second].map((id) => bench.outbox.text(id).attempts)).toEqual([1, 1]);
  expect(bench.practice.received()).toHaveLength(0);
});

test('once SENS accepts a text again, those it refused with the same credentials follow', async () => {
  bench = await createSenderBench({}, [{ kind: 'no-right', by: 'sens' }]);
  const [first] = bench.oweTo(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(first).reason?.code === 'sens-no-right');
  bench.oweTo(1, { alertId: 2 });
  await expect.poll(() => bench.board.raised).toHaveLength(1);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(2);
});

test.each([
  { fault: { kind: 'no-right', by: 'gateway' }, code: 'sens-no-right' },
  { fault: { kind: 'no-right', by: 'sens' }, code: 'sens-no-right' },
  { fault: { kind: 'unknown-service' }, code: 'sens-unknown-service' },
  { fault: { kind: 'refused-key' }, code: 'sens-refused-key' },
] as const)("a refusal ($code) is kept over a restart, and goes out on the person's word", async ({ fault, code }) => {
  bench = await createSenderBench({}, [fault]);
  const [id] = bench.oweTo(1) as [number];
  const firstLife = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).reason?.code === code);
  await firstLife.stop(1_000);
  bench.board.clear(code, '');
  const sender = bench.start();
  sender.again();
  await expect.poll(() => bench.board.standing().map((problem) => problem.code)).toEqual([code]);
  await sender.stop(1_000);
  expect(bench.outbox.text(id)).toMatchObject({ state: 'owed', attempts: 1 });
  expect(bench.outbox.resend(id, Date.now())).toMatchObject({ ok: true });
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.board.raised.map((problem) => problem.code)).toEqual([code, code]);
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a refused number is reported again after a restart, until it is corrected', async () => {
  bench = await createSenderBench();
  const ids = bench.oweTo(2);
  bench.numbers.set('r1', '12');
  const firstLife = bench.start();
  await expect.poll(() => bench.board.standing()).toMatchObject([{ code: 'text-refused' }]);
  const told = bench.board.standing();
  await firstLife.stop(1_000);
  bench.board.clear('text-refused', `text:${ids[0]}`);
  const secondLife = bench.start();
  await expect.poll(() => bench.board.standing()).toEqual(told);
  await secondLife.stop(1_000);
  bench.numbers.set('r1', testNumber(1));
  bench.board.clear('text-refused', `text:${ids[0]}`);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.board.standing()).toEqual([]);
});

test('J27 a clock that is off is reported in minutes, and sending continues once it is right', async () => {
  bench = await createSenderBench({}, [{ kind: 'wrong-clock', shiftMs: 12 * 60_000 }]);
  bench.oweTo(1);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.board.raised).toEqual([
    expect.objectContaining({ code: 'sens-clock', params: { minutes: 12, context: 'behind' } }),
  ]);
  expect(bench.board.standing()).toEqual([]);
});

test('too many requests: the delay that SENS asks for is respected', async () => {
  bench = await createSenderBench({}, [{ kind: 'too-fast', retryAfterSeconds: 1 }]);
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.allIn('delivered');
  const attempts = bench.outbox.story.filter((change) => change.id === id && change.state === 'sending');
  expect(attempts).toHaveLength(2);
  expect((attempts[1]?.at ?? 0) - (attempts[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  expect(bench.board.raised.map(({ code }) => code)).toEqual(['sens-too-fast']);
});

test('J29 one bad number does not fail the others of its request', async () => {
  bench = await createSenderBench();
  const ids = bench.oweTo(7);
  bench.numbers.set('r1', '12');
  bench.numbers.set('r5', '12345');
  bench.start();
  await bench.outbox.until(() => ids.filter((id) => bench.outbox.text(id).state === 'delivered').length === 5);
  const failed = ids.filter((id) => bench.outbox.text(id).state === 'owed');
  expect(failed).toEqual([ids[0], ids[4]]);
  for (const id of failed) {
    expect(bench.outbox.text(id).reason).toMatchObject({ code: 'sens-bad-request' });
  }
  const received = bench.practice.received().map(({ to }) => to);
  expect(received.sort()).toEqual([2, 3, 4, 6, 7].map(testNumber));
  const codes = bench.board.standing().map(({ code }) => code);
  expect(codes).toEqual(['text-refused', 'text-refused']);
});

test('a refused number blocks nothing, and its text goes out once the number is right', async () => {
  bench = await createSenderBench();
  const [bad] = bench.oweTo(1) as [number];
  bench.numbers.set('r1', '12');
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(bad).reason?.code === 'sens-bad-request');
  const good = bench.outbox.owe({ recipientId: 'other', number: testNumber(9), alertId: 2 });
  bench.numbers.set('other', testNumber(9));
  sender.again();
  await bench.outbox.until(() => bench.outbox.text(good).state === 'delivered');
  expect(bench.outbox.text(bad)).toMatchObject({ state: 'owed', attempts: 1 });
  bench.numbers.set('r1', testNumber(1));
  sender.again();
  await bench.outbox.allIn('delivered');
  expect(bench.outbox.text(bad).attempts).toBe(2);
});

test('an unregistered sender number loses no text: all go out once it is fixed', async () => {
  bench = await createSenderBench();
  bench.current = { ...bench.access, from: '0298765432' };
  const ids = bench.oweTo(100);
  const sender = bench.start();
  await bench.outbox.until(() => ids.every((id) => bench.outbox.text(id).reason?.code === 'sens-bad-request'));
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toEqual(['sens-bad-request']);
  sender.wake();
  sender.again();
  await expect.poll(() => bench.outbox.refused()).toHaveLength(100);
  expect(bench.practice.asked()).toHaveLength(1);
  bench.current = bench.access;
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(100);
  expect(bench.board.standing()).toEqual([]);
});
