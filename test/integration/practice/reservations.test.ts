import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { askPractice, lookUp, sendTo, type PracticeReply } from '../../support/sens/practice-client';

const MINUTE = 60_000;
/** 22 November 2026, 12:00:00 in Korea. */
const NOON = Date.UTC(2026, 10, 22, 3, 0, 0);

let practice: PracticeServer;
let now: number;

beforeEach(async () => {
  now = NOON;
  practice = await startPracticeServer({ now: () => now, deliveryMs: 1_000 });
});

afterEach(async () => {
  await practice.close();
});

async function reserve(change: Readonly<Record<string, unknown>>): Promise<PracticeReply> {
  return sendTo(practice, change, { at: now });
}

async function reserved(change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const reply = await reserve({ reserveTime: '2026-11-22 12:30', ...change });
  expect(reply.status).toBe(202);
  return (reply.json as { requestId: string }).requestId;
}

async function status(id: string): Promise<unknown> {
  const reply = await lookUp(practice, `/reservations/${id}/reserve-status`, { at: now });
  return (reply.json as { reserveStatus: string }).reserveStatus;
}

async function cancel(id: string): Promise<PracticeReply> {
  return askPractice(practice, { method: 'DELETE', to: `/reservations/${id}`, at: now });
}

test('waits for its time, goes out then, and is done when it has arrived', async () => {
  const id = await reserved();
  now += 30 * MINUTE - 1;
  expect(practice.received()).toEqual([]);
  const waiting = await lookUp(practice, `/reservations/${id}/reserve-status`, { at: now });
  expect(waiting.json).toEqual({
    reserveId: id,
    reserveTimeZone: 'Asia/Seoul',
    reserveTime: '2026-11-22T12:30:00+09:00',
    reserveStatus: 'READY',
  });
  now += 1;
  expect(practice.received()).toMatchObject([{ requestId: id, requestedAt: NOON, sentAt: now, status: 'READY' }]);
  expect(await status(id)).toBe('PROCESSING');
  now += 1_000;
  expect(await status(id)).toBe('DONE');
  expect((await lookUp(practice, `/messages?requestId=${id}`, { at: now })).json).toMatchObject({
    messages: [{ status: 'COMPLETED', requestTime: '2026-11-22 12:00:00' }],
  });
});

test('a waiting text can be canceled once; a sent one cannot', async () => {
  const id = await reserved();
  const sent = await reserved();
  expect(await cancel(id)).toMatchObject({ status: 204, text: '' });
  expect((await cancel(id)).status).toBe(400);
  now += 31 * MINUTE;
  expect(await status(id)).toBe('CANCELED');
  expect((await cancel(sent)).status).toBe(400);
  expect((await cancel('none')).status).toBe(404);
  expect(practice.received().map(({ requestId }) => requestId)).toEqual([sent]);
});

test('the time is read in its zone, on both sides of a clock change', async () => {
  await reserved({ reserveTime: '2026-11-22 09:30', reserveTimeZone: 'Asia/Kathmandu' });
  now = Date.parse('2026-11-22T09:30:00+05:45');
  expect(practice.received()).toMatchObject([{ sentAt: now }]);
  now = Date.parse('2027-03-14T00:00:00-05:00');
  const id = await reserved({ reserveTime: '2027-03-14 03:10', reserveTimeZone: 'America/New_York' });
  expect((await lookUp(practice, `/reservations/${id}/reserve-status`, { at: now })).json).toMatchObject({
    reserveTime: '2027-03-14T03:10:00-04:00',
  });
  const never = { reserveTime: '2027-03-14 02:30', reserveTimeZone: 'America/New_York' };
  expect((await reserve(never)).status).toBe(400);
});

test.each([
  ['less than ten minutes ahead', { reserveTime: '2026-11-22 12:09' }],
  ['in the past', { reserveTime: '2025-11-22 12:00' }],
  ['with seconds', { reserveTime: '2026-11-22 12:30:00' }],
  ['on no day of the calendar', { reserveTime: '2026-13-22 12:30' }],
  ['on no clock', { reserveTime: '2026-11-22 25:30' }],
  ['in no zone', { reserveTime: '2026-11-22 12:30', reserveTimeZone: 'Seoul' }],
])('a time %s is refused', async (_, change) => {
  expect((await reserve(change)).status).toBe(400);
});

test('ten minutes ahead is enough', async () => {
  expect((await reserve({ reserveTime: '2026-11-22 12:10' })).status).toBe(202);
});

test.each(['FAIL', 'STALE', 'SKIP'] as const)(
  'a scheduled text that ends as %s sends nothing',
  async (reserveStatus) => {
    practice.fail({ kind: 'reservation-lost', reserveStatus });
    const id = await reserved();
    expect(await status(id)).toBe('READY');
    now += 30 * MINUTE;
    expect(await status(id)).toBe(reserveStatus);
    expect(practice.received()).toEqual([]);
  },
);
