import { afterEach, expect, test } from 'vitest';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../../support/sens/sender-bench';

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

function statesOf(id: number): string[] {
  return bench.outbox.story.filter((change) => change.id === id).map(({ state }) => state);
}

test.each([
  { name: 'a time-out', fault: { kind: 'hang', takes: true } },
  { name: 'a broken connection', fault: { kind: 'reset', takes: true } },
  { name: 'an error of the server', fault: { kind: 'server-error', takes: true } },
  { name: 'a time-out of the gateway', fault: { kind: 'gateway-timeout' } },
  { name: 'an answer that comes too late', fault: { kind: 'delay', ms: 4_000 } },
] as const)('$name after SENS accepted it: found by a lookup, never sent twice', async ({ fault }) => {
  bench = await createSenderBench({}, [fault]);
  const ids = bench.oweTo(2);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
  expect(bench.practice.received()).toHaveLength(2);
  for (const id of ids) {
    expect(statesOf(id)).toEqual(['sending', 'unknown', 'accepted', 'delivered']);
  }
  expect(bench.board.raised).not.toHaveLength(0);
  expect(bench.board.standing()).toEqual([]);
});

test.each([
  { name: 'a time-out', fault: { kind: 'hang', takes: false } },
  { name: 'a broken connection', fault: { kind: 'reset', takes: false } },
  { name: 'an error of the server', fault: { kind: 'server-error', takes: false } },
] as const)('$name before SENS accepted it: looked up several times, then sent once', async ({ fault }) => {
  bench = await createSenderBench({}, [fault]);
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(1);
  expect(statesOf(id)).toEqual(['sending', 'unknown', 'owed', 'sending', 'accepted', 'delivered']);
  const [unknown, owed] = ['unknown', 'owed'].map((state) => bench.outbox.story.find((each) => each.state === state));
  expect((owed?.at ?? 0) - (unknown?.at ?? 0)).toBeGreaterThanOrEqual(40);
  expect(owed?.reason?.code).toBe('not-taken');
});

test('a page of an intermediary is not an answer of SENS, and the text is sent after it', async () => {
  bench = await createSenderBench({}, [{ kind: 'page', status: 403 }]);
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(statesOf(id)).toEqual(['sending', 'owed', 'sending', 'accepted', 'delivered']);
  expect(bench.board.raised.map(({ code }) => code)).toEqual(['sens-odd-answer']);
});

test('a port nobody listens on: the text waits and goes out when SENS is reachable', async () => {
  bench = await createSenderBench();
  const port = new URL(bench.access.baseUrl).port;
  bench.current = { ...bench.access, baseUrl: 'http://127.0.0.1:1' };
  const [id] = bench.oweTo(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).attempts >= 2);
  expect(statesOf(id)).not.toContain('unknown');
  bench.current = { ...bench.access, baseUrl: `http://127.0.0.1:${port}` };
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(1);
  expect(bench.board.standing()).toEqual([]);
});

test('a crash before SENS saw the text: the next start looks it up first, then sends it', async () => {
  bench = await createSenderBench();
  const [id] = bench.oweTo(1, { state: 'sending' }) as [number];
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(statesOf(id)).toEqual(['unknown', 'owed', 'sending', 'accepted', 'delivered']);
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a crash after SENS accepted the text: the next start finds it', async () => {
  bench = await createSenderBench({}, [{ kind: 'hang', takes: true }]);
  const ids = bench.oweTo(3);
  const firstLife = bench.start({ timeouts: { connectMs: 2_000, answerMs: 60_000 } });
  await expect.poll(() => bench.practice.received().length).toBe(3);
  await firstLife.stop(0);
  expect(ids.map((id) => bench.outbox.text(id).state)).toEqual(['sending', 'sending', 'sending']);
  const told = bench.outbox.story.length;
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.outbox.story.length).toBeGreaterThan(told);
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('an earlier request with the same content to the same number is not mistaken for the lost one', async () => {
  bench = await createSenderBench();
  const [first] = bench.oweTo(1, { alertId: 1 }) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(first).state === 'delivered');
  bench.practice.fail({ kind: 'reset', takes: false });
  const [second] = bench.oweTo(1, { alertId: 2 }) as [number];
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(second).state === 'delivered');
  expect(requestsTaken(bench.practice)).toBe(2);
  expect(bench.outbox.text(second).requestId).not.toBe(bench.outbox.text(first).requestId);
});

test('an attempt through another service cannot be looked up: not sent again, and reported', async () => {
  bench = await createSenderBench({}, [{ kind: 'hang', takes: true }]);
  const [id] = bench.oweTo(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).state === 'sending');
  bench.current = { ...bench.access, serviceId: 'ncp:sms:kr:000000000001:other' };
  await bench.outbox.until(() => bench.outbox.text(id).state === 'failed');
  expect(bench.outbox.text(id).reason?.code).toBe('may-be-delivered');
  expect(bench.practice.received()).toHaveLength(1);
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toContain('text-unknown');
  await sender.stop(0);
});

test('J35 stopping lets a request in flight finish within its grace period, and starts no other', async () => {
  bench = await createSenderBench({}, [{ kind: 'delay', ms: 80 }]);
  const [first] = bench.oweTo(1) as [number];
  const [second] = bench.oweTo(1, { alertId: 2 }) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(first).state === 'sending');
  await sender.stop(5_000);
  expect(bench.outbox.text(first).state).toBe('accepted');
  expect(bench.outbox.text(second)).toMatchObject({ state: 'owed', attempts: 0 });
});
