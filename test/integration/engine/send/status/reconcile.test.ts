import { afterEach, expect, test } from 'vitest';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../../support/sens/sender-bench';
import { testNumber } from '../../../../support/sens/quick-sender';
import { rawServer } from '../../../../support/sens/raw-server';
import { newClient, SMS_REQUEST } from '../../../../support/sens/sens-requests';

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

function arrivedAt(index: number): number {
  return bench.practice.received().filter(({ to }) => to === testNumber(index)).length;
}

/** Another Logbell sends the same message to these numbers. */
async function othersSend(to: readonly string[]): Promise<void> {
  expect(await newClient().send(bench.access, { ...SMS_REQUEST, to })).toMatchObject({ ok: true });
}

test('a request of somebody else with the same message to others, too, is not taken for the lost one', async () => {
  bench = await createSenderBench();
  await othersSend([testNumber(1), testNumber(9)]);
  bench.practice.fail({ kind: 'hang', takes: false });
  bench.oweTo(1);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(2);
});

test('if somebody else sent the same to one of two, that one may have it, and the other gets it', async () => {
  bench = await createSenderBench();
  await othersSend([testNumber(1)]);
  bench.practice.fail({ kind: 'hang', takes: false });
  const [first, second] = bench.oweTo(2) as [number, number];
  bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.outbox.text(first)).toMatchObject({ state: 'failed', reason: { code: 'may-be-delivered' } });
  expect(bench.outbox.text(second).state).toBe('delivered');
  expect([1, 2].map(arrivedAt)).toEqual([1, 1]);
});

test('of two lost requests with the same message, the accepted one is recognized by its recipients', async () => {
  bench = await createSenderBench({}, [
    { kind: 'reset', takes: false },
    { kind: 'reset', takes: true },
  ]);
  const [first] = bench.oweTo(1) as [number];
  const sender = bench.start({ lookupDelaysMs: [300, 10], lookupHoldMs: 0 });
  await bench.outbox.until(() => bench.outbox.text(first).state === 'unknown');
  await expect.poll(() => bench.board.raised).toHaveLength(1);
  const both = bench.oweTo(2, { alertId: 2 });
  sender.wake();
  await bench.outbox.until(() => both.every((id) => bench.outbox.text(id).state === 'unknown'));
  await bench.outbox.allIn('delivered');
  expect([1, 2].map(arrivedAt)).toEqual([2, 1]);
});

test('a request among so many others that the list has several pages is found', async () => {
  bench = await createSenderBench();
  bench.outbox.connection.transaction(() => {
    for (let alert = 1; alert <= 101; alert += 1) {
      bench.oweTo(1, { alertId: alert });
    }
  })();
  const sender = bench.start();
  await bench.outbox.allIn('delivered');
  bench.practice.fail({ kind: 'reset', takes: true });
  bench.oweTo(1, { alertId: 102 });
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(102);
});

test('a full page without a next one may be incomplete', async () => {
  bench = await createSenderBench();
  const messages = Array.from({ length: 100 }, (_, index) => ({ requestId: `r${index}`, messageId: `m${index}` }));
  const body = JSON.stringify({ statusCode: '200', messages });
  const { baseUrl } = await rawServer((socket) =>
    socket.end(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    ),
  );
  const requested = { from: Date.now() - 1_000, to: Date.now() };
  const listed = await newClient().listByTime({ ...bench.access, baseUrl }, { requested, type: 'SMS', to: null });
  expect(listed).toMatchObject({ ok: true, value: { complete: false } });
});

test('a lookup that is asked to wait does, and the text is not sent meanwhile', async () => {
  bench = await createSenderBench({}, [{ kind: 'reset', takes: true }]);
  bench.practice.fail({ kind: 'too-fast', retryAfterSeconds: 1 }, 1, 'list');
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.allIn('delivered');
  const at = (state: string): number => bench.outbox.story.find((change) => change.state === state)?.at ?? 0;
  expect(at('accepted') - at('unknown')).toBeGreaterThanOrEqual(1_000);
  expect(bench.outbox.text(id).attempts).toBe(1);
  expect(requestsTaken(bench.practice)).toBe(1);
  await expect.poll(() => bench.board.standing()).toEqual([]);
});

test('a message whose content SENS does not report stays open: not sent again, and reported', async () => {
  bench = await createSenderBench({}, [{ kind: 'reset', takes: true }]);
  bench.practice.fail({ kind: 'bad-request' }, 50, 'get');
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.allIn('failed');
  expect(bench.outbox.text(id).reason?.code).toBe('may-be-delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('an odd answer about one text does not prevent others from being found', async () => {
  bench = await createSenderBench({}, [{ kind: 'control-ids' }, { kind: 'reset', takes: true }]);
  const [first] = bench.oweTo(1) as [number];
  bench.numbers.set('other', testNumber(9));
  const second = bench.outbox.owe({ recipientId: 'other', number: testNumber(9), alertId: 2 });
  bench.start();
  await bench.outbox.until(() => bench.outbox.text(second).state === 'delivered');
  expect(bench.outbox.text(second).attempts).toBe(1);
  expect(bench.outbox.text(first)).toMatchObject({ state: 'unknown', attempts: 1 });
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toEqual(['sens-odd-answer']);
});
