import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import type { PracticeOptions } from '../../../../src/main/practice/practice-server';
import { deliverySchema } from '../../../../src/shared/settings/schema';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../support/sens/sender-bench';
import { enPattern } from '../../../support/text/strings';
import { ShiftedClock } from '../../../support/time/shifted-clock';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let bench: SenderBench;
let clock: ShiftedClock;

afterEach(async () => {
  await bench.close();
});

/** Starts a sender whose clock is off by so much; `shared`: SENS uses the same clock. */
async function benchAt({
  aheadMs = 0,
  shared = false,
  ...more
}: PracticeOptions & { aheadMs?: number; shared?: boolean }) {
  clock = new ShiftedClock(Date.now() + aheadMs);
  bench = await createSenderBench({ ...more, ...(shared ? { now: () => clock.now() } : {}) });
  bench.clock = clock;
}

function moveBy(ms: number): void {
  clock.set(clock.now() + ms);
}

function problems(): string[] {
  return bench.board.raised.map(({ code }) => code);
}

/** Puts a proxy before SENS that suspends the machine for `ms` once a send request is in flight. */
async function sleepOnTheWay(ms: number): Promise<void> {
  const { port } = new URL(bench.access.baseUrl);
  let slept = false;
  const sockets = new Set<net.Socket>();
  const way = net.createServer((near) => {
    const far = net.connect(Number(port), '127.0.0.1');
    [near, far].forEach((socket) => sockets.add(socket.on('error', () => socket.destroy())));
    near.on('data', (piece: Buffer) => {
      if (!slept && piece.toString('latin1').startsWith('POST ')) {
        slept = true;
        moveBy(ms);
      }
      far.write(piece);
    });
    near.on('end', () => far.end());
    far.pipe(near);
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    way.close();
  });
  bench.current = { ...bench.access, baseUrl: `http://127.0.0.1:${(way.address() as AddressInfo).port}` };
}

test('a text that waits during a suspend goes out once after it, without the rest of the delay', async () => {
  await benchAt({ shared: true });
  bench.practice.fail({ kind: 'too-fast', retryAfterSeconds: 600 });
  bench.oweTo(3);
  const sender = bench.start();
  await expect.poll(problems).toEqual(['sens-too-fast']);
  moveBy(HOUR_MS);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(3);
  expect(bench.board.standing()).toEqual([]);
});

test('texts that became late during a suspend are one digest', async () => {
  await benchAt({ shared: true });
  bench.practice.fail({ kind: 'too-fast', retryAfterSeconds: 600 });
  bench.oweTo(1, { content: 'before the night' });
  const sender = bench.start();
  await expect.poll(problems).toEqual(['sens-too-fast']);
  moveBy(8 * HOUR_MS);
  sender.wake();
  sender.wake();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.practice.received().map(({ content }) => content)).toEqual([
    expect.stringMatching(enPattern('digest.head', { count: 1, age: '8 h' })) as string,
  ]);
});

test('a request delayed by a suspend and refused for its age is repeated, and nothing is reported', async () => {
  await benchAt({ shared: true });
  await sleepOnTheWay(HOUR_MS);
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.until(() => ['delivered', 'owed'].includes(bench.outbox.text(id).state) && requestsMade() > 0);
  expect(bench.outbox.text(id).state).toBe('delivered');
  expect(bench.practice.received()).toHaveLength(1);
  expect(problems()).toEqual([]);
});

test('a request delayed by a suspend without an answer is found at the time SENS accepted it', async () => {
  await benchAt({ shared: true });
  await sleepOnTheWay(HOUR_MS);
  bench.practice.fail({ kind: 'delay', ms: 0 });
  bench.practice.fail({ kind: 'hang', takes: true });
  bench.oweTo(1);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a clock that ran ahead and was corrected does not hide a request from its lookup', async () => {
  await benchAt({ aheadMs: HOUR_MS });
  bench.oweTo(1);
  const sender = bench.start();
  await expect.poll(problems).toContain('sens-clock');
  bench.practice.fail({ kind: 'reset', takes: true });
  moveBy(-HOUR_MS);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
  expect(problems()).toContain('sens-clock');
  expect(bench.board.standing()).toEqual([]);
});

test('a clock set back between two lookups does not delay the decision', async () => {
  await benchAt({ aheadMs: 4 * MINUTE_MS });
  bench.practice.fail({ kind: 'hang', takes: false });
  bench.oweTo(1);
  bench.start();
  await expect.poll(() => bench.practice.asked().some(({ method }) => method === 'GET')).toBe(true);
  moveBy(-4 * MINUTE_MS);
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(1);
});

test('a clock set back after a refusal does not delay the next text', async () => {
  await benchAt({ aheadMs: 4 * MINUTE_MS });
  bench.practice.fail({ kind: 'unknown-service' });
  bench.oweTo(1);
  const sender = bench.start();
  await expect.poll(problems).toEqual(['sens-unknown-service']);
  moveBy(-4 * MINUTE_MS);
  bench.oweTo(1, { alertId: 2 });
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(2);
});

test('a delivery report is polled again after the clock was set back', async () => {
  await benchAt({ aheadMs: 4 * MINUTE_MS, deliveryMs: 100 });
  bench.oweTo(1);
  bench.start({ receiptDelaysMs: [20, 150] });
  await bench.outbox.allIn('accepted');
  moveBy(-4 * MINUTE_MS);
  await bench.outbox.allIn('delivered');
  expect(bench.board.raised).toEqual([]);
});

function requestsMade(): number {
  return bench.practice.asked().filter(({ method }) => method === 'POST').length;
}

test('a clock that was hours ahead does not leave texts in a digest permanently', async () => {
  await benchAt({ aheadMs: 9 * HOUR_MS });
  bench.oweTo(1, { content: 'a minute ago', changedAt: Date.now() - MINUTE_MS });
  // The sender retries only once the clock is right.
  const sender = bench.start({ retry: { firstMs: MINUTE_MS, maxMs: MINUTE_MS } });
  await expect.poll(problems).toContain('sens-clock');
  bench.oweTo(1, { alertId: 2, content: 'just now', changedAt: Date.now() });
  moveBy(-9 * HOUR_MS);
  sender.wake();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.practice.received().map(({ content }) => content)).toEqual(['a minute ago', 'just now']);
  expect(bench.outbox.all().filter(({ isDigest }) => isDigest)).toEqual([]);
});

test('a clock that was hours ahead does not leave texts to the desktop permanently', async () => {
  await benchAt({ aheadMs: 9 * HOUR_MS });
  bench.delivery = deliverySchema.parse({ perSecond: 100, late: 'desktop' });
  const [id] = bench.oweTo(1, { changedAt: Date.now() - MINUTE_MS }) as [number];
  const sender = bench.start();
  await expect.poll(() => bench.outbox.text(id).state).toBe('failed');
  moveBy(-9 * HOUR_MS);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(1);
});

test('an unconfirmed text is not given up because of a clock that is months ahead', async () => {
  await benchAt({ aheadMs: 100 * 24 * HOUR_MS });
  const [id] = bench.oweTo(1, { state: 'unknown', changedAt: Date.now() - MINUTE_MS }) as [number];
  const sender = bench.start({ retry: { firstMs: MINUTE_MS, maxMs: MINUTE_MS } });
  await expect.poll(problems).toContain('sens-clock');
  expect(bench.outbox.text(id).state).toBe('unknown');
  moveBy(-100 * 24 * HOUR_MS);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(1);
});

test('a text given up by a clock that is corrected before the next start goes out then', async () => {
  await benchAt({ aheadMs: 9 * HOUR_MS });
  bench.delivery = deliverySchema.parse({ perSecond: 100, late: 'desktop' });
  const [id] = bench.oweTo(1, { changedAt: Date.now() - MINUTE_MS }) as [number];
  const sender = bench.start();
  await expect.poll(() => bench.outbox.text(id).state).toBe('failed');
  await sender.stop(0);
  moveBy(-9 * HOUR_MS);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(1);
});

test('a text that was late by a correct clock stays late when that is set back a little', async () => {
  await benchAt({ shared: true });
  bench.delivery = deliverySchema.parse({ perSecond: 100, late: 'desktop' });
  const [id] = bench.oweTo(1, { changedAt: Date.now() - 3 * HOUR_MS }) as [number];
  const sender = bench.start();
  await expect.poll(() => bench.outbox.text(id).state).toBe('failed');
  moveBy(-MINUTE_MS);
  bench.oweTo(1, { alertId: 2, content: 'just now' });
  sender.wake();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.practice.received().map(({ content }) => content)).toEqual(['just now']);
});
