import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { fitText } from '../../../../../src/shared/sms/fit-text';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../../support/sens/sender-bench';
import { testNumber } from '../../../../support/sens/quick-sender';
import { until } from '../../../../support/time/until';

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

test('five recipients of one alert go out in one request and each is delivered', async () => {
  bench = await createSenderBench();
  const ids = bench.oweTo(5);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
  expect(bench.practice.received().map(({ to }) => to)).toEqual([1, 2, 3, 4, 5].map(testNumber));
  for (const id of ids) {
    const states = bench.outbox.story.filter((change) => change.id === id).map(({ state }) => state);
    expect(states).toEqual(['sending', 'accepted', 'delivered']);
    expect(bench.outbox.text(id)).toMatchObject({ attempts: 1, reason: null });
    expect(bench.changedIds.filter((changed) => changed === id)).toHaveLength(3);
  }
  expect(bench.board.standing()).toEqual([]);
});

test('a text is committed as sending before the request is received', async () => {
  bench = await createSenderBench();
  bench.oweTo(1);
  let takenWhenSending = -1;
  const seen = bench.outbox.until(() => {
    if (bench.outbox.story.some(({ state }) => state === 'sending') && takenWhenSending < 0) {
      takenWhenSending = bench.practice.received().length;
    }
    return takenWhenSending >= 0;
  });
  bench.start();
  await seen;
  await bench.outbox.allIn('delivered');
  expect(takenWhenSending).toBe(0);
});

test('J29 a hundred and one recipients go out in two requests', async () => {
  bench = await createSenderBench();
  bench.oweTo(101);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(2);
  expect(new Set(bench.practice.received().map(({ to }) => to)).size).toBe(101);
});

test('texts of different alerts never share a request', async () => {
  bench = await createSenderBench();
  bench.oweTo(2, { alertId: 1 });
  bench.oweTo(2, { alertId: 2 });
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(2);
  expect(bench.practice.received()).toHaveLength(4);
});

test.each([
  { bytes: 90, type: 'SMS' },
  { bytes: 91, type: 'LMS' },
])('$bytes bytes arrive complete as $type', async ({ bytes, type }) => {
  bench = await createSenderBench();
  const fitted = fitText(`${'가'.repeat(45)}${bytes === 91 ? '!' : ''}`);
  expect(fitted).toMatchObject({ bytes, type });
  bench.oweTo(1, { type: fitted.type, content: fitted.content, subject: fitted.type === 'LMS' ? '장애 알림' : '' });
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()[0]).toMatchObject({
    type,
    arrived: fitted.content,
    subject: type === 'LMS' ? '장애 알림' : '',
  });
});

test('delivery reports that are not there yet are polled again', async () => {
  const deliveryMs = 60_000;
  let aheadMs = 0;
  bench = await createSenderBench({ deliveryMs, now: () => Date.now() + aheadMs });
  const polls = (): number => bench.practice.asked().filter(({ method }) => method === 'GET').length;
  bench.oweTo(1);
  bench.start();
  await until(() => polls() >= 2, 'the report is polled again');
  expect(bench.outbox.story.map(({ state }) => state)).toEqual(['sending', 'accepted']);
  aheadMs = deliveryMs;
  await bench.outbox.allIn('delivered');
});

test('a text that does not reach its phone fails alone, with the reason of SENS', async () => {
  bench = await createSenderBench({}, [
    { kind: 'undelivered', to: testNumber(2), statusCode: '3018', statusMessage: '<b>결번</b>입니다 01012345678' },
  ]);
  const [first, second, third] = bench.oweTo(3) as [number, number, number];
  bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.outbox.text(first).state).toBe('delivered');
  expect(bench.outbox.text(third).state).toBe('delivered');
  expect(bench.outbox.text(second)).toMatchObject({
    state: 'failed',
    reason: { code: 'not-delivered', params: { status: '3018', message: '결번 입니다 010******78' } },
  });
  expect(bench.board.standing()).toEqual([expect.objectContaining({ code: 'text-failed', subject: `text:${second}` })]);
});

test('a later text that reaches the recipient clears the problem of the lost one', async () => {
  bench = await createSenderBench({}, [{ kind: 'undelivered', to: null, statusCode: '1', statusMessage: '' }]);
  bench.oweTo(1);
  const sender = bench.start();
  await bench.outbox.allIn('failed');
  expect(bench.board.standing()).toHaveLength(1);
  const [later] = bench.oweTo(1, { alertId: 2 }) as [number];
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(later).state === 'delivered');
  await expect.poll(() => bench.board.standing()).toEqual([]);
});

test('a removed recipient fails without a request and the others are sent', async () => {
  bench = await createSenderBench();
  const [gone, kept] = bench.oweTo(2) as [number, number];
  bench.numbers.delete('r1');
  bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.outbox.text(gone)).toMatchObject({
    state: 'failed',
    reason: { code: 'recipient-removed' },
    attempts: 0,
  });
  expect(bench.outbox.text(kept).state).toBe('delivered');
  expect(bench.practice.received()).toHaveLength(1);
});

test('without credentials texts stay queued, and go out once there are some', async () => {
  bench = await createSenderBench();
  bench.current = null;
  const [id] = bench.oweTo(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).reason?.code === 'no-access');
  expect(bench.outbox.text(id).state).toBe('owed');
  bench.current = bench.access;
  sender.wake();
  await bench.outbox.allIn('delivered');
});

test('texts get no reason while the access is about to come', async () => {
  bench = await createSenderBench();
  const { access } = bench;
  bench.current = null;
  const asked = new Promise<void>((resolve) => {
    bench.accessPending = () => {
      resolve();
      return true;
    };
  });
  const [id] = bench.oweTo(1) as [number];
  const sender = bench.start();
  await asked;
  // The step that asked is over in the next turn of the event loop.
  await setImmediate();
  expect(bench.outbox.text(id)).toMatchObject({ state: 'owed', reason: null });
  bench.current = access;
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(bench.board.standing()).toEqual([]);
});

test('practice texts are never sent live, and live ones wait in practice mode', async () => {
  bench = await createSenderBench();
  const [rehearsal] = bench.oweTo(1, { practice: true }) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(rehearsal).state === 'failed');
  expect(bench.outbox.text(rehearsal).reason?.code).toBe('practice-ended');
  bench.current = { ...bench.access, practice: true };
  const [live] = bench.oweTo(1, { alertId: 2 }) as [number];
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(live).reason?.code === 'waits-for-live');
  expect(bench.practice.received()).toHaveLength(0);
  bench.current = bench.access;
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(live).state === 'delivered');
  expect(bench.board.standing()).toEqual([]);
});

test('a text without a delivery report ends as unknown and is reported', async () => {
  bench = await createSenderBench();
  const [id] = bench.oweTo(1, {
    state: 'accepted',
    requestId: 'RSSA-0000000000000-0000-00000000-abcdefgh',
    changedAt: Date.now() - 4_000_000,
  }) as [number];
  bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).state === 'unknown');
  expect(bench.outbox.text(id).reason?.code).toBe('no-receipt');
  await expect.poll(() => bench.board.standing().map(({ code }) => code)).toEqual(['text-unknown']);
});
