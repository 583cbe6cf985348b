import { afterEach, expect, test } from 'vitest';
import type { Sender } from '../../../../../src/main/engine/send/outbox/types';
import type { Fault } from '../../../../../src/main/practice/faults/faults';
import { createSenderBench, type SenderBench } from '../../../../support/sens/sender-bench';
import { ShiftedClock } from '../../../../support/time/shifted-clock';

const MINUTE_MS = 60_000;
/** 23:00 and 07:00 in Seoul. */
const NIGHT = Date.parse('2026-11-23T23:00:00+09:00');
const MORNING = Date.parse('2026-11-24T07:00:00+09:00');

let bench: SenderBench;
let clock: ShiftedClock;

afterEach(async () => {
  await bench.close();
});

/** Starts a sender at night, with SENS on the same clock. */
async function atNight(faults: readonly Fault[] = [], at = NIGHT, sensBehindMs = 0): Promise<void> {
  clock = new ShiftedClock(at);
  bench = await createSenderBench({ now: () => clock.now() - sensBehindMs }, faults);
  bench.clock = clock;
}

/** Queues a text for the morning to each of `count` recipients. */
function oweForMorning(count: number): number[] {
  return bench.oweTo(count, { reserveAt: MORNING, changedAt: clock.now() });
}

function arrived(): string[] {
  return bench.practice.received().map(({ to }) => to);
}

function asked(method: string): string[] {
  return bench.practice.asked().flatMap((each) => (each.method === method ? [each.target] : []));
}

/**
 * Expects that of two texts scheduled at SENS the first is canceled and the second, to `r2`, arrives in the morning.
 */
async function expectFirstAloneCancelled(sender: Sender, first: number, second: number): Promise<void> {
  await bench.outbox.until(() => bench.outbox.text(first).state === 'failed');
  expect(bench.outbox.text(first).reason?.code).toBe('cancelled');
  clock.set(MORNING);
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(second).state === 'delivered');
  expect(arrived()).toEqual([bench.numbers.get('r2')]);
}

test('a text for the morning is accepted by SENS at night and arrives in the morning', async () => {
  await atNight();
  const [id] = oweForMorning(1) as [number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  expect(bench.outbox.text(id).reason).toEqual({ code: 'reserved', params: { until: MORNING } });
  clock.set(MORNING - 1_000);
  sender.wake();
  expect(arrived()).toEqual([]);
  expect(asked('GET')).toEqual([]);
  clock.set(MORNING);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(arrived()).toHaveLength(1);
  expect(asked('POST')).toHaveLength(1);
});

test('it arrives, too, if Logbell restarts at night, or only in the morning', async () => {
  await atNight();
  oweForMorning(1);
  const evening = bench.start();
  await bench.outbox.allIn('accepted');
  await evening.stop(1_000);
  const night = bench.start();
  night.wake();
  await night.stop(1_000);
  expect(asked('GET')).toEqual([]);
  clock.set(MORNING + 30 * MINUTE_MS);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(arrived()).toHaveLength(1);
});

test('a dropped text is canceled at SENS, and no other with it', async () => {
  await atNight();
  const [first, second] = oweForMorning(2) as [number, number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  expect(bench.outbox.drop(first, clock.now())).toMatchObject({ ok: true, value: { state: 'accepted' } });
  expect(bench.outbox.drop(first, clock.now())).toMatchObject({ ok: false, error: 'not-now' });
  sender.again();
  await expectFirstAloneCancelled(sender, first, second);
});

test('a cancel whose answer is lost is resolved by a lookup', async () => {
  await atNight();
  const [id] = oweForMorning(1) as [number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  bench.practice.fail({ kind: 'reset', takes: true }, 1, 'cancel');
  bench.outbox.drop(id, clock.now());
  sender.again();
  await bench.outbox.allIn('failed');
  expect(bench.outbox.text(id).reason?.code).toBe('cancelled');
  await expect.poll(() => bench.board.standing()).toEqual([]);
});

test('a text that SENS has sent cannot be canceled, and its delivery report is awaited', async () => {
  await atNight();
  const [id] = oweForMorning(1) as [number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  bench.outbox.drop(id, clock.now());
  clock.set(MORNING);
  sender.again();
  await bench.outbox.allIn('delivered');
  expect(bench.outbox.story.map(({ reason }) => reason?.code)).toContain('not-cancelled');
  expect(arrived()).toHaveLength(1);
});

test('a text that SENS refuses to schedule is held by Logbell and sent in the morning, not as a late one', async () => {
  await atNight([{ kind: 'bad-request' }]);
  const [id] = oweForMorning(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).reason?.code === 'held');
  const [urgent] = bench.oweTo(1, { alertId: 2, changedAt: clock.now() }) as [number];
  sender.again();
  await bench.outbox.until(() => bench.outbox.text(urgent).state === 'delivered');
  expect(bench.outbox.text(id)).toMatchObject({ state: 'owed', attempts: 1 });
  clock.set(MORNING);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(arrived()).toHaveLength(2);
  expect(bench.outbox.all().some(({ isDigest }) => isDigest)).toBe(false);
  expect(bench.board.raised).toEqual([]);
});

test('shortly before the morning nothing is scheduled: Logbell holds the text', async () => {
  await atNight([], MORNING - 10 * MINUTE_MS);
  const [id] = oweForMorning(1) as [number];
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).reason?.code === 'held');
  expect(asked('POST')).toEqual([]);
  clock.set(MORNING);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(arrived()).toHaveLength(1);
});

test.each(['FAIL', 'STALE', 'SKIP'] as const)(
  'a scheduled text that SENS lost (%s) is sent in the morning',
  async (lost) => {
    await atNight([{ kind: 'reservation-lost', reserveStatus: lost }]);
    oweForMorning(1);
    const sender = bench.start();
    await bench.outbox.allIn('accepted');
    clock.set(MORNING);
    sender.wake();
    await bench.outbox.allIn('delivered');
    expect(arrived()).toHaveLength(1);
  },
);

test.each([true, false])(
  'without an answer (taken: %s) a text is looked up in the morning, and arrives once',
  async (takes) => {
    await atNight([{ kind: 'reset', takes }]);
    const [id] = oweForMorning(1) as [number];
    const sender = bench.start();
    await bench.outbox.allIn('unknown');
    await expect.poll(() => bench.board.standing()).toMatchObject([{ code: 'sens-unreachable' }]);
    clock.set(MORNING - MINUTE_MS);
    sender.wake();
    expect(bench.outbox.text(id).state).toBe('unknown');
    expect(asked('GET')).toEqual([]);
    clock.set(MORNING);
    sender.wake();
    if (!takes) {
      // By the clock of SENS it may not be time yet.
      await expect.poll(() => asked('GET').length).toBeGreaterThan(5);
      expect(bench.outbox.text(id).state).toBe('unknown');
      clock.set(MORNING + 6 * MINUTE_MS);
      sender.wake();
    }
    await bench.outbox.allIn('delivered');
    expect(arrived()).toHaveLength(1);
  },
);

test('without an answer, and with the clock of SENS behind, a text is not sent before SENS sends its own', async () => {
  await atNight([{ kind: 'reset', takes: true }], NIGHT, 3 * MINUTE_MS);
  oweForMorning(1);
  const sender = bench.start();
  await bench.outbox.allIn('unknown');
  clock.set(MORNING);
  sender.wake();
  await expect.poll(() => asked('GET').length).toBeGreaterThan(5);
  clock.set(MORNING + 3 * MINUTE_MS);
  sender.wake();
  await bench.outbox.allIn('delivered');
  expect(asked('POST')).toHaveLength(1);
  expect(arrived()).toHaveLength(1);
});

test('a text scheduled for a removed recipient is canceled', async () => {
  await atNight();
  const [first, second] = oweForMorning(2) as [number, number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  bench.numbers.delete('r1');
  sender.again();
  await expectFirstAloneCancelled(sender, first, second);
});

test('a web page as answer to a cancel cancels nothing: it is retried, and others come first', async () => {
  await atNight();
  const [first, second] = oweForMorning(2) as [number, number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  bench.practice.fail({ kind: 'page', status: 200 }, 1, 'cancel');
  bench.outbox.drop(first, clock.now());
  bench.outbox.drop(second, clock.now());
  sender.again();
  await bench.outbox.until(() => bench.outbox.text(second).state === 'failed');
  expect(bench.outbox.text(first)).toMatchObject({ state: 'accepted', reason: { code: 'cancelling' } });
  await expect.poll(() => bench.board.standing()).toMatchObject([{ code: 'sens-odd-answer' }]);
  clock.set(NIGHT + MINUTE_MS);
  sender.wake();
  await bench.outbox.allIn('failed');
  await expect.poll(() => bench.board.standing()).toEqual([]);
  clock.set(MORNING);
  expect(arrived()).toEqual([]);
});

test('a dropped text that SENS lost is not sent in the morning', async () => {
  await atNight([{ kind: 'reservation-lost', reserveStatus: 'FAIL' }]);
  const [id] = oweForMorning(1) as [number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  bench.practice.fail({ kind: 'server-error', takes: false }, 100_000, 'cancel');
  bench.outbox.drop(id, clock.now());
  sender.again();
  await expect.poll(() => bench.board.standing()).toMatchObject([{ code: 'sens-server' }]);
  clock.set(MORNING);
  sender.wake();
  await bench.outbox.allIn('failed');
  expect(bench.outbox.text(id).reason?.code).toBe('cancelled');
  expect(arrived()).toEqual([]);
});

test('a scheduled text about which SENS gives no readable answer is not awaited forever', async () => {
  await atNight([{ kind: 'reservation-lost', reserveStatus: 'STALE' }]);
  const [id] = oweForMorning(1) as [number];
  const sender = bench.start();
  await bench.outbox.allIn('accepted');
  bench.practice.fail({ kind: 'odd-answer', form: 'half-json', takes: true }, 100_000, 'reserve-status');
  clock.set(MORNING);
  sender.wake();
  const [other] = bench.oweTo(1, { alertId: 2, changedAt: clock.now() }) as [number];
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(other).state === 'delivered');
  expect(bench.outbox.text(id).state).toBe('accepted');
  clock.set(MORNING + 61 * MINUTE_MS);
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(id).state === 'unknown');
  expect(bench.outbox.text(id).reason?.code).toBe('no-receipt');
});
