import http from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { askPractice, lookUp, SEND, sendTo, type PracticeReply } from '../../support/sens/practice-client';

const MINUTE = 60_000;

let practice: PracticeServer;
/** Time by which the clock of the practice SENS is ahead, ms. */
let ahead: number;

beforeEach(async () => {
  ahead = 0;
  practice = await startPracticeServer({ now: () => Date.now() + ahead });
});

afterEach(async () => {
  await practice.close();
});

function requestId(reply: PracticeReply): string {
  return (reply.json as { requestId: string }).requestId;
}

function messages(reply: PracticeReply): { messageId: string; to: string }[] {
  return (reply.json as { messages: { messageId: string; to: string }[] }).messages;
}

test('accepts a signed request with 202 and the documented reply', async () => {
  const reply = await sendTo(practice);
  expect(reply.status).toBe(202);
  expect(reply.json).toEqual({
    requestId: expect.stringMatching(/^RSSA-\d{13}-\d{4}-\d{8}-[A-Za-z]{8}$/) as string,
    requestTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/) as string,
    statusCode: '202',
    statusName: 'success',
  });
  expect(practice.received()).toMatchObject([{ to: '01012345678', arrived: 'hello', status: 'READY' }]);
});

test('accepts the service id with encoded colons if this form was signed', async () => {
  const target = `/sms/v2/services/${encodeURIComponent(practice.serviceId)}/messages`;
  expect((await askPractice(practice, { target, body: SEND })).status).toBe(202);
});

test.each([
  ['a foreign signature', { headers: { 'x-ncp-apigw-signature-v2': 'AAAA' } }],
  ['a foreign secret key', { keys: { accessKey: 'practice-access-key', secretKey: 'other' } }],
  ['a foreign access key', { keys: { accessKey: 'other', secretKey: 'practice-secret-key' } }],
  ['a timestamp in seconds', { at: Math.floor(Date.now() / 1_000) }],
  ['a timestamp of five minutes ago', { at: Date.now() - 5 * MINUTE }],
  ['a timestamp more than five minutes ahead', { at: Date.now() + 6 * MINUTE }],
])('%s is refused by the gateway, and nothing is accepted', async (_, ask) => {
  const reply = await sendTo(practice, {}, ask);
  expect(reply.status).toBe(401);
  expect(reply.json).toMatchObject({
    error: { errorCode: '200', message: 'Authentication Failed', details: 'Invalid authentication information.' },
  });
  expect(practice.received()).toEqual([]);
});

test('missing headers are distinguished from wrong ones', async () => {
  const request = http.request(`${practice.baseUrl}/sms/v2/services/${practice.serviceId}/messages`);
  request.end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  expect(response.statusCode).toBe(401);
  expect(Buffer.concat(chunks).toString()).toContain('Authentication information are missing.');
});

test('changed keys replace the old ones at once', async () => {
  const keys = { accessKey: 'practice-second-access', secretKey: 'practice-second-secret' };
  practice.changeKeys(keys);
  expect((await sendTo(practice)).status).toBe(401);
  expect((await sendTo(practice, {}, { keys })).status).toBe(202);
});

test('the signature, the Date header and the time window follow the clock of the server', async () => {
  ahead = 10 * MINUTE;
  const early = await sendTo(practice);
  expect(early.status).toBe(401);
  expect(Date.parse(early.headers.date ?? '') - Date.now()).toBeGreaterThan(9 * MINUTE);
  expect((await sendTo(practice, {}, { at: Date.now() + ahead })).status).toBe(202);
});

test('returns the formats for a wrong path, an empty lookup and a bad request', async () => {
  const wrong = await askPractice(practice, { method: 'GET', target: '/sms/v2/services/none/messages?requestId=x' });
  expect([wrong.status, wrong.json]).toMatchObject([404, { error: { errorCode: '300' } }]);
  for (const path of ['/messages?requestId=x', '/messages/x', '/reservations/x/reserve-status', '/unsubscribes']) {
    const empty = await lookUp(practice, path);
    expect([path, empty.status, empty.text]).toEqual([path, 404, '']);
  }
  const bad = await askPractice(practice, { body: {} });
  expect(bad.status).toBe(400);
  expect(bad.json).toEqual({ status: 400, errorMessage: expect.any(String) as string, errors: [] });
});

test('the government zone reports the same error with other names', async () => {
  const government = await startPracticeServer({ zone: 'government' });
  const bad = await askPractice(government, { body: {} });
  await government.close();
  expect(bad.json).toEqual({ status: 400, error: 'Bad Request', message: expect.any(String) as string });
});

test.each([
  ['PUT', '/messages'],
  ['DELETE', '/messages/x'],
  ['POST', '/messages/x'],
  ['GET', '/messages/x/y'],
  ['GET', '/reservations/x'],
  ['GET', '/reservations/x/reserve-status/y'],
  ['GET', '/files'],
  ['POST', '/messages/'],
  ['GET', '/messages/%E0%A4%A'],
])('%s %s is no call of SENS', async (method, to) => {
  expect(await askPractice(practice, { method, to })).toMatchObject({
    status: 404,
    json: { error: { errorCode: '300' } },
  });
});

test('a body that is not UTF-8 gets the gateway code for it', async () => {
  const body = Buffer.from(JSON.stringify(SEND).replace('hello', '\u00ff'), 'latin1');
  expect(await askPractice(practice, { body })).toMatchObject({ status: 400, json: { error: { errorCode: '100' } } });
});

test('answers only to the name of this machine', async () => {
  const reply = await sendTo(practice, {}, { headers: { host: 'attacker.example' } });
  expect(reply.status).toBe(421);
  expect(practice.received()).toEqual([]);
});

test('does not read an endless body', async () => {
  expect((await askPractice(practice, { body: 'x'.repeat(1_000_001) })).status).toBe(413);
  expect((await sendTo(practice)).status).toBe(202);
});

test('a hundred recipients are listed in linked pages, every one once', async () => {
  const to = Array.from({ length: 100 }, (_, index) => ({ to: `010123456${String(index).padStart(2, '0')}` }));
  const id = requestId(await sendTo(practice, { messages: to }));
  const found: string[] = [];
  const sizes: number[] = [];
  for (let token: string | undefined = ''; token !== undefined;) {
    const more: string = token === '' ? '' : `&nextToken=${encodeURIComponent(token)}`;
    const page = await lookUp(practice, `/messages?requestId=${id}&pageSize=40${more}`);
    found.push(...messages(page).map((message) => message.to));
    sizes.push(messages(page).length);
    token = (page.json as { nextToken?: string }).nextToken;
  }
  expect(sizes).toEqual([40, 40, 20]);
  expect(found).toEqual(to.map((message) => message.to));
});

test('one message is returned as submitted, however much arrives', async () => {
  const content = '가'.repeat(46);
  const id = requestId(await sendTo(practice, { content }));
  ahead = 1_000;
  const at = Date.now() + ahead;
  const listed = await lookUp(practice, `/messages?requestId=${id}`, { at });
  const messageId = messages(listed)[0]?.messageId ?? '';
  const one = await lookUp(practice, `/messages/${messageId}`, { at });
  expect(one.json).toMatchObject({
    statusCode: '200',
    statusName: 'success',
    messages: [{ requestId: id, messageId, content, status: 'COMPLETED', statusCode: '0', statusName: 'success' }],
  });
  expect(practice.received()).toMatchObject([{ content, arrived: '가'.repeat(45), status: 'COMPLETED' }]);
});

test('lookups may find a text some time after it was accepted, for at most 90 days', async () => {
  await practice.close();
  practice = await startPracticeServer({ now: () => Date.now() + ahead, listedMs: 2_000 });
  const id = requestId(await sendTo(practice));
  const find = async (): Promise<number> => {
    return (await lookUp(practice, `/messages?requestId=${id}`, { at: Date.now() + ahead })).status;
  };
  expect(await find()).toBe(404);
  ahead = 2_000;
  expect(await find()).toBe(200);
  ahead = 91 * 86_400_000;
  expect(await find()).toBe(404);
});

test('only the configured number is kept, the newest ones', async () => {
  await practice.close();
  practice = await startPracticeServer({ kept: 3 });
  const first = requestId(await sendTo(practice, { messages: [{ to: '01012345671' }, { to: '01012345672' }] }));
  const second = requestId(await sendTo(practice, { messages: [{ to: '01012345673' }, { to: '01012345674' }] }));
  expect(practice.received().map(({ to }) => to)).toEqual(['01012345672', '01012345673', '01012345674']);
  expect(messages(await lookUp(practice, `/messages?requestId=${first}`))).toHaveLength(1);
  expect(messages(await lookUp(practice, `/messages?requestId=${second}`))).toHaveLength(2);
});

test('every request is recorded as it came', async () => {
  await sendTo(practice);
  await lookUp(practice, '/messages?requestId=x');
  const path = `/sms/v2/services/${practice.serviceId}/messages`;
  expect(practice.asked()).toMatchObject([
    { method: 'POST', target: path },
    { method: 'GET', target: `${path}?requestId=x` },
  ]);
});

test('a port in use is an error, not a silent other port', async () => {
  const port = Number(new URL(practice.baseUrl).port);
  await expect(startPracticeServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
