import http from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fault } from '../../../src/main/practice/faults/faults';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { lookUp, SEND, sendTo } from '../../support/sens/practice-client';
import { until } from '../../support/time/until';

let practice: PracticeServer;

beforeEach(async () => {
  practice = await startPracticeServer({ deliveryMs: 0 });
});

afterEach(async () => {
  await practice.close();
});

test('faults occur in the given order and number', async () => {
  practice.fail({ kind: 'too-fast', retryAfterSeconds: 3 });
  practice.fail({ kind: 'unknown-service' }, 2);
  const first = await sendTo(practice);
  expect([first.status, first.headers['retry-after']]).toEqual([429, '3']);
  expect((await sendTo(practice)).status).toBe(404);
  expect((await sendTo(practice)).status).toBe(404);
  expect((await sendTo(practice)).status).toBe(202);
  expect(practice.received()).toHaveLength(1);
});

test('a fault waits for a request of its kind', async () => {
  practice.fail({ kind: 'server-error', takes: false });
  practice.fail({ kind: 'unavailable', takes: false }, 1, 'list');
  expect((await lookUp(practice, '/messages?requestId=x')).status).toBe(503);
  expect((await lookUp(practice, '/messages?requestId=x')).status).toBe(404);
  expect((await sendTo(practice)).status).toBe(500);
});

test.each<{ fault: Fault; status: number; shape: object; taken: number }>([
  { fault: { kind: 'bad-request' }, status: 400, shape: { status: 400, errors: [] }, taken: 0 },
  { fault: { kind: 'refused-key' }, status: 401, shape: { error: { errorCode: '200' } }, taken: 0 },
  { fault: { kind: 'no-right', by: 'gateway' }, status: 401, shape: { error: { errorCode: '210' } }, taken: 0 },
  { fault: { kind: 'no-right', by: 'sens' }, status: 403, shape: { errorMessage: 'Forbidden' }, taken: 0 },
  { fault: { kind: 'unknown-service' }, status: 404, shape: { error: { errorCode: '300' } }, taken: 0 },
  {
    fault: { kind: 'too-fast', retryAfterSeconds: null },
    status: 429,
    shape: { error: { errorCode: '410' } },
    taken: 0,
  },
  { fault: { kind: 'server-error', takes: false }, status: 500, shape: { status: 500 }, taken: 0 },
  { fault: { kind: 'server-error', takes: true }, status: 500, shape: { status: 500 }, taken: 1 },
  { fault: { kind: 'unavailable', takes: false }, status: 503, shape: { error: { errorCode: '500' } }, taken: 0 },
  { fault: { kind: 'unavailable', takes: true }, status: 503, shape: { error: { errorCode: '500' } }, taken: 1 },
  { fault: { kind: 'gateway-timeout' }, status: 504, shape: { error: { errorCode: '510' } }, taken: 1 },
  { fault: { kind: 'delay', ms: 30 }, status: 202, shape: { statusCode: '202' }, taken: 1 },
])('$fault.kind answers $status with $taken accepted', async ({ fault, status, shape, taken }) => {
  practice.fail(fault);
  const reply = await sendTo(practice);
  expect(reply.status).toBe(status);
  expect(reply.json).toMatchObject(shape);
  expect(practice.received()).toHaveLength(taken);
});

test.each([
  { takes: false, taken: 0 },
  { takes: true, taken: 1 },
])('a broken connection with $taken accepted', async ({ takes, taken }) => {
  practice.fail({ kind: 'reset', takes });
  await expect(sendTo(practice)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(practice.received()).toHaveLength(taken);
});

test.each([
  { takes: false, taken: 0 },
  { takes: true, taken: 1 },
])('an answer that never comes, with $taken accepted', async ({ takes, taken }) => {
  practice.fail({ kind: 'hang', takes });
  const waiting = sendTo(practice);
  const broken = expect(waiting).rejects.toMatchObject({ code: 'ECONNRESET' });
  await until(() => practice.asked().length === 1, 'the request is there');
  expect((await sendTo(practice, { content: 'second' })).status).toBe(202);
  expect(practice.received()).toHaveLength(taken + 1);
  await practice.close();
  await broken;
  practice = await startPracticeServer();
});

test('a clock slightly off shows in the Date header; one far off also refuses the timestamp', async () => {
  practice.fail({ kind: 'wrong-clock', shiftMs: 120_000 });
  practice.fail({ kind: 'wrong-clock', shiftMs: -3_600_000 });
  const near = await sendTo(practice);
  expect(near.status).toBe(202);
  expect(Date.parse(near.headers.date ?? '') - Date.now()).toBeGreaterThan(100_000);
  const far = await sendTo(practice);
  expect(far.status).toBe(401);
  expect(Date.parse(far.headers.date ?? '') - Date.now()).toBeLessThan(-3_500_000);
});

test('a web page in place of an answer', async () => {
  practice.fail({ kind: 'page', status: 200 });
  practice.fail({ kind: 'page', status: 502, takes: true });
  const reply = await sendTo(practice);
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(practice.received()).toHaveLength(0);
  expect((await sendTo(practice)).status).toBe(502);
  expect(practice.received()).toHaveLength(1);
});

test('half a JSON, a huge answer, a wrong type and a redirect arrive as they are', async () => {
  for (const form of ['half-json', 'huge', 'wrong-content-type', 'redirect'] as const) {
    practice.fail({ kind: 'odd-answer', form, takes: true });
  }
  const half = await sendTo(practice);
  expect([half.status, half.json]).toEqual([202, null]);
  expect(half.text).toContain('requestId');
  expect((await sendTo(practice)).text.length).toBeGreaterThan(10_000_000);
  const typed = await sendTo(practice);
  expect(typed.headers['content-type']).toBe('application/octet-stream');
  const moved = await sendTo(practice);
  expect([moved.status, moved.headers.location]).toEqual([307, '/moved']);
  expect(practice.received()).toHaveLength(4);
});

test('an odd answer to a request that was not accepted is a 500', async () => {
  practice.fail({ kind: 'odd-answer', form: 'half-json', takes: false });
  expect((await sendTo(practice)).status).toBe(500);
  expect(practice.received()).toEqual([]);
});

test('a bomb is small on the wire and declared as gzip', async () => {
  practice.fail({ kind: 'odd-answer', form: 'gzip-bomb', takes: true });
  const reply = await sendTo(practice);
  expect(reply.headers['content-encoding']).toBe('gzip');
  expect(reply.text.length).toBeLessThan(200_000);
});

test('a stalled body starts and does not end', async () => {
  practice.fail({ kind: 'odd-answer', form: 'stalled', takes: true }, 1, 'list');
  const id = ((await sendTo(practice)).json as { requestId: string }).requestId;
  const stalled = expect(lookUp(practice, `/messages?requestId=${id}`)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await until(() => practice.asked().length === 2, 'the lookup is there');
  expect((await lookUp(practice, `/messages?requestId=${id}`)).status).toBe(200);
  await practice.close();
  await stalled;
  practice = await startPracticeServer();
});

test('ids with control characters are kept: the lookup by them finds the text', async () => {
  practice.fail({ kind: 'control-ids' });
  const { requestId } = (await sendTo(practice)).json as { requestId: string };
  expect(requestId).toMatch(/\u001b/);
  const found = await lookUp(practice, `/messages?requestId=${encodeURIComponent(requestId)}`);
  expect(found.json).toMatchObject({
    messages: [{ requestId, messageId: expect.stringContaining('\u0000') as string }],
  });
});

test('a number can be unreachable for one request, or until further notice', async () => {
  const why = { statusCode: '3003', statusMessage: 'Power off' };
  const both = { messages: [{ to: '01012345671' }, { to: '01012345672' }] };
  practice.fail({ kind: 'undelivered', to: '01012345672', ...why });
  practice.unreachable('01012345671', why);
  await sendTo(practice, both);
  await sendTo(practice, both);
  practice.unreachable('01012345671', null);
  await sendTo(practice, both);
  expect(practice.received().map(({ undelivered }) => undelivered)).toEqual([why, why, why, null, null, null]);
});

test('random faults are the same for the same seed, and about as many as requested', async () => {
  const statuses = async (): Promise<number[]> => {
    practice.failAtRandom({ share: 0.2, seed: 7, faults: [{ kind: 'unknown-service' }, { kind: 'bad-request' }] });
    const found: number[] = [];
    for (let count = 0; count < 200; count += 1) {
      found.push((await sendTo(practice)).status);
    }
    return found;
  };
  const first = await statuses();
  expect(await statuses()).toEqual(first);
  const failed = first.filter((status) => status !== 202);
  expect(failed.length).toBeGreaterThan(20);
  expect(failed.length).toBeLessThan(60);
  expect(new Set(failed)).toEqual(new Set([400, 404]));
  practice.failAtRandom(null);
  expect((await sendTo(practice)).status).toBe(202);
});

test('a client that goes away in the middle of its request is forgotten', async () => {
  const request = http.request(practice.baseUrl, { method: 'POST', headers: { 'Content-Length': 1_000 } });
  let closed = false;
  request.on('error', () => undefined).on('close', () => (closed = true));
  request.write(JSON.stringify(SEND));
  await until(() => practice.asked().length === 1, 'the request has begun');
  request.destroy();
  await until(() => closed, 'the connection is gone');
  expect((await sendTo(practice)).status).toBe(202);
  expect(practice.received()).toHaveLength(1);
});
