import { createHmac } from 'node:crypto';
import http from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';

let practice: PracticeServer;

beforeEach(async () => {
  practice = await startPracticeServer();
});

afterEach(async () => {
  await practice.close();
});

interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const SEND = JSON.stringify({ type: 'SMS', from: '0212345678', content: 'hello', messages: [{ to: '01012345678' }] });

function messagesPath(): string {
  return `/sms/v2/services/${practice.serviceId}/messages`;
}

/** Signs by its own arithmetic, so that the client and the server are not each other's only witness. */
function ask({ method = 'POST', path = messagesPath(), body = '', headers = {} }: Ask): Promise<Reply> {
  const timestamp = String(Date.now());
  const line = `${method} ${path}\n${timestamp}\n${practice.accessKey}`;
  const signed = {
    'x-ncp-apigw-timestamp': timestamp,
    'x-ncp-iam-access-key': practice.accessKey,
    'x-ncp-apigw-signature-v2': createHmac('sha256', practice.secretKey).update(line).digest('base64'),
  };
  return new Promise((resolve, reject) => {
    const request = http.request(
      practice.baseUrl + path,
      { method, headers: { ...signed, ...headers }, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

test('takes a signed request with 202 and the documented reply', async () => {
  const reply = await ask({ body: SEND });
  expect(reply.status).toBe(202);
  expect(JSON.parse(reply.text)).toEqual({
    requestId: expect.stringMatching(/^RSSA-/) as string,
    requestTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/) as string,
    statusCode: '202',
    statusName: 'success',
  });
  expect(practice.received()).toMatchObject([{ to: '01012345678', arrived: 'hello', status: 'READY' }]);
});

test('takes the service id with encoded colons when this form was signed', async () => {
  const path = messagesPath().replaceAll(':', '%3A');
  expect((await ask({ path, body: SEND })).status).toBe(202);
});

test('refuses what is not signed, and takes nothing', async () => {
  const reply = await ask({ body: SEND, headers: { 'x-ncp-apigw-signature-v2': 'AAAA' } });
  expect(reply.status).toBe(401);
  expect(JSON.parse(reply.text)).toMatchObject({ error: { errorCode: '200', message: 'Authentication Failed' } });
  expect(practice.received()).toEqual([]);
});

test('gives the real shapes of a wrong path, an empty lookup and a bad request', async () => {
  const wrong = await ask({ method: 'GET', path: '/sms/v2/services/none/messages?requestId=x' });
  expect([wrong.status, JSON.parse(wrong.text)]).toMatchObject([404, { error: { errorCode: '300' } }]);
  const empty = await ask({ method: 'GET', path: `${messagesPath()}?requestId=x` });
  expect([empty.status, empty.text]).toEqual([404, '']);
  const bad = await ask({ body: '{}' });
  expect([bad.status, JSON.parse(bad.text)]).toMatchObject([400, { status: 400 }]);
});

test('answers no other name than this machine', async () => {
  const reply = await ask({ body: SEND, headers: { host: 'attacker.example' } });
  expect(reply.status).toBe(421);
  expect(practice.received()).toEqual([]);
});

test('does not read a body without end', async () => {
  const reply = await ask({ body: 'x'.repeat(1_000_001) });
  expect(reply.status).toBe(413);
  expect((await ask({ body: SEND })).status).toBe(202);
});

test('faults come in the order they were given, and each as often as said', async () => {
  practice.fail({ kind: 'too-fast', retryAfterSeconds: 3 });
  practice.fail({ kind: 'unknown-service' }, 2);
  const first = await ask({ body: SEND });
  expect([first.status, first.headers['retry-after']]).toEqual([429, '3']);
  expect((await ask({ body: SEND })).status).toBe(404);
  expect((await ask({ body: SEND })).status).toBe(404);
  expect((await ask({ body: SEND })).status).toBe(202);
  expect(practice.received()).toHaveLength(1);
});

test('a fault waits for a send: lookups do not use it up', async () => {
  practice.fail({ kind: 'server-error', takes: false });
  expect((await ask({ method: 'GET', path: `${messagesPath()}?requestId=x` })).status).toBe(404);
  expect((await ask({ body: SEND })).status).toBe(500);
});

test.each([
  { fault: { kind: 'reset', takes: false }, taken: 0 },
  { fault: { kind: 'reset', takes: true }, taken: 1 },
] as const)('a broken connection with $taken taken', async ({ fault, taken }) => {
  practice.fail(fault);
  await expect(ask({ body: SEND })).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(practice.received()).toHaveLength(taken);
});

test('a wrong clock shows in the Date header', async () => {
  practice.fail({ kind: 'wrong-clock', shiftMs: 3_600_000 });
  const reply = await ask({ body: SEND });
  expect(reply.status).toBe(401);
  expect(Date.parse(reply.headers.date ?? '') - Date.now()).toBeGreaterThan(3_500_000);
});

test('a port in use is an error, not a silent other port', async () => {
  const port = Number(new URL(practice.baseUrl).port);
  await expect(startPracticeServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
