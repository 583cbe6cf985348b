import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../../../src/main/engine/common/clock';
import type { SensAccess } from '../../../../../src/main/engine/send/sens/types';
import { createSensClient, type SensClient } from '../../../../../src/main/engine/send/sens/client';
import { createLazyHttp } from '../../../../../src/main/engine/send/sens/lazy-http';
import { startPracticeServer, type PracticeServer } from '../../../../../src/main/practice/practice-server';
import { createMemoryFiles } from '../../../../support/files/memory-files';
import { accessTo } from '../../../../support/sens/sens-access';
import { SMS_REQUEST } from '../../../../support/sens/sens-requests';

let client: SensClient;
let server: http.Server | undefined;
let practice: PracticeServer | undefined;
let seen: IncomingMessage[];
let turns: number;

beforeEach(() => {
  seen = [];
  turns = 0;
  client = createSensClient({
    clock: systemClock,
    http: createLazyHttp(systemClock, { connectMs: 2_000, answerMs: 300 }),
    userAgent: 'Logbell/1.2.3',
    files: createMemoryFiles(),
    turn: () => {
      turns += 1;
      return Promise.resolve();
    },
  });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  client.close();
  server?.closeAllConnections();
  server?.close();
  await practice?.close();
  server = undefined;
  practice = undefined;
});

async function serverThat(answers: (response: ServerResponse, request: IncomingMessage) => void): Promise<SensAccess> {
  server = http.createServer((request, response) => {
    seen.push(request);
    request.resume();
    answers(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return accessTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function practiceAccess(): Promise<SensAccess> {
  practice = await startPracticeServer({ deliveryMs: 0 });
  const { baseUrl, serviceId, from, accessKey, secretKey } = practice;
  return { baseUrl, serviceId, from, accessKey, secretKey, contentType: 'COMM', practice: true };
}

test('signs its requests: send, list by request, list by time, one message', async () => {
  const access = await practiceAccess();
  const before = Date.now();
  const sent = await client.send(access, { ...SMS_REQUEST, to: ['01012345678', '01012345679'] });
  expect(sent.ok).toBe(true);
  const requestId = sent.ok ? sent.value : '';
  const byRequest = await client.listByRequest(access, requestId);
  expect(byRequest).toMatchObject({ ok: true, value: { complete: true } });
  const messages = byRequest.ok ? byRequest.value.messages : [];
  expect(messages.map(({ to, content }) => [to, content])).toEqual([
    ['01012345678', null],
    ['01012345679', null],
  ]);
  const one = await client.message(access, messages[0]?.messageId ?? '');
  expect(one).toMatchObject({
    ok: true,
    value: { content: 'An Event Occurred', status: 'COMPLETED', statusCode: '0' },
  });
  const requested = { from: before - 2_000, to: before + 60_000 };
  expect(await client.listByTime(access, { requested, type: 'SMS', to: '01012345679' })).toMatchObject({
    ok: true,
    value: { messages: [{ requestId, to: '01012345679' }] },
  });
});

test('reads all pages of a long list, each in its own turn', async () => {
  const access = await practiceAccess();
  const to = Array.from({ length: 100 }, (_, index) => `0101234${String(index).padStart(4, '0')}`);
  for (let count = 0; count < 3; count += 1) {
    await client.send(access, { ...SMS_REQUEST, to });
  }
  const requested = { from: Date.now() - 60_000, to: Date.now() + 60_000 };
  const listed = await client.listByTime(access, { requested, type: 'SMS', to: null });
  expect(listed.ok && listed.value.messages.length).toBe(300);
  expect(turns).toBe(2);
});

test('an empty 404 means nothing found, and one with a text means a wrong service', async () => {
  const access = await practiceAccess();
  expect(await client.listByRequest(access, 'RSSA-none')).toEqual({
    ok: true,
    value: { messages: [], complete: true },
  });
  expect(await client.message(access, 'none')).toEqual({ ok: true, value: null });
  const elsewhere = { ...access, serviceId: 'ncp:sms:kr:1:other' };
  expect(await client.listByRequest(elsewhere, 'x')).toMatchObject({
    ok: false,
    error: { code: 'sens-unknown-service' },
  });
});

test('sends its user agent and the JSON content type', async () => {
  const access = await serverThat((response) => response.end('{}'));
  await client.send(access, SMS_REQUEST);
  expect(seen[0]?.headers).toMatchObject({
    'user-agent': 'Logbell/1.2.3',
    'content-type': 'application/json; charset=utf-8',
  });
  expect(seen[0]?.url).toBe('/sms/v2/services/ncp:sms:kr:0:t/messages');
});

test('a redirect is not followed', async () => {
  const access = await serverThat((response) => response.writeHead(307, { Location: '/elsewhere' }).end());
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { code: 'sens-odd-answer', outcome: 'retry' },
  });
  expect(seen).toHaveLength(1);
});

test.each(['', 'no JSON', '<html></html>', '{"requestId":', '[1]'])(
  'an odd 202 (%j) leaves the outcome unknown',
  async (text) => {
    const access = await serverThat((response) => response.writeHead(202).end(text));
    expect(await client.send(access, SMS_REQUEST)).toMatchObject({
      ok: false,
      error: { code: 'sens-odd-answer', outcome: 'unknown' },
    });
  },
);

test('an endless answer is aborted', async () => {
  const access = await serverThat((response) => {
    response.writeHead(202);
    response.write('x'.repeat(2_000_000));
  });
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({ ok: false, error: { outcome: 'unknown' } });
});

test('a slowly dripping answer is aborted at the timeout', async () => {
  const access = await serverThat((response) => {
    response.writeHead(202);
    const drip = setInterval(() => response.write(' '), 50);
    response.once('close', () => clearInterval(drip));
  });
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { code: 'sens-unreachable', params: { reason: 'timeout' }, outcome: 'unknown' },
  });
});

test('a server without TLS behind https gets no request', async () => {
  const access = await serverThat((response) => response.end());
  const secure = { ...access, baseUrl: access.baseUrl.replace('http:', 'https:') };
  expect(await client.send(secure, SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { code: 'sens-certificate', outcome: 'retry' },
  });
  expect(seen).toHaveLength(0);
});

test('no listener, or an invalid address, is certainly not accepted', async () => {
  const closed = await serverThat((response) => response.end());
  server?.close();
  await once(server ?? new http.Server(), 'close');
  for (const access of [closed, accessTo('no address')]) {
    expect(await client.send(access, SMS_REQUEST)).toMatchObject({
      ok: false,
      error: { code: 'sens-unreachable', outcome: 'retry' },
    });
  }
});

test('loopback never goes through a proxy', async () => {
  const access = await practiceAccess();
  const proxy = await serverThat((response) => response.writeHead(418).end());
  vi.stubEnv('HTTP_PROXY', proxy.baseUrl);
  vi.stubEnv('http_proxy', proxy.baseUrl);
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('no_proxy', '');
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({ ok: true });
  expect(seen).toHaveLength(0);
});

test('connections are reused', async () => {
  const access = await practiceAccess();
  const ports = new Set<number | undefined>();
  const direct = await serverThat((response, request) => {
    ports.add(request.socket.remotePort);
    response.writeHead(404).end();
  });
  await client.listByRequest({ ...access, baseUrl: direct.baseUrl }, 'one');
  await client.listByRequest({ ...access, baseUrl: direct.baseUrl }, 'two');
  expect(ports.size).toBe(1);
});

test('closing aborts requests in flight, and nothing is sent any more', async () => {
  const access = await serverThat(() => undefined);
  const answer = client.send(access, SMS_REQUEST);
  await expect.poll(() => seen.length).toBe(1);
  client.close();
  expect(await answer).toMatchObject({ ok: false, error: { outcome: 'unknown' } });
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({ ok: false, error: { outcome: 'retry' } });
  expect(seen).toHaveLength(1);
});
