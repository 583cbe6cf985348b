import http, { type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { onLoopback } from '../../../../support/sens/loopback-server';
import { rawServer } from '../../../../support/sens/raw-server';
import { accessTo } from '../../../../support/sens/sens-access';
import { newClient, SMS_REQUEST } from '../../../../support/sens/sens-requests';

const TAKEN = JSON.stringify({ requestId: 'RSSA-1', statusCode: '202', statusName: 'success' });
const MEBIBYTE = 1_048_576;

async function answering(answer: (response: ServerResponse) => void): Promise<string> {
  const server = http.createServer((request, response) => {
    request.resume();
    request.once('end', () => answer(response));
  });
  return onLoopback(server);
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

interface BadAnswer {
  readonly name: string;
  readonly answer: (response: ServerResponse) => void;
  readonly code: string;
  readonly outcome: string;
}

const HEADER = 'x'.repeat(60_000);
const BAD_ANSWERS: readonly BadAnswer[] = [
  {
    name: 'a web page that says yes',
    answer: (response) => response.writeHead(202, { 'Content-Type': 'text/html' }).end('<html><b>Yes</b></html>'),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'a web page that says no',
    answer: (response) => response.writeHead(403, { 'Content-Type': 'text/html' }).end('<html>Blocked</html>'),
    code: 'sens-odd-answer',
    outcome: 'retry',
  },
  {
    name: 'half a JSON',
    answer: (response) => response.writeHead(202, JSON_TYPE).end(TAKEN.slice(0, 12)),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'a request id of control characters',
    answer: (response) => response.writeHead(202, JSON_TYPE).end('{"requestId":"RSSA\\u0000\\u001b[2J"}'),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'ten megabytes',
    answer: (response) => response.writeHead(202, JSON_TYPE).end(`{"requestId":"${'x'.repeat(10 * MEBIBYTE)}"}`),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'ten megabytes of refusal',
    answer: (response) => response.writeHead(400, JSON_TYPE).end('x'.repeat(10 * MEBIBYTE)),
    code: 'sens-bad-request',
    outcome: 'refused',
  },
  {
    name: 'what is said to be packed and is not',
    answer: (response) => response.writeHead(202, { ...JSON_TYPE, 'Content-Encoding': 'gzip' }).end(TAKEN),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'a packing nobody asked for',
    answer: (response) => response.writeHead(202, { ...JSON_TYPE, 'Content-Encoding': 'br' }).end(TAKEN),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'a body cut off under way',
    answer: (response) => {
      response.writeHead(202, { ...JSON_TYPE, 'Content-Length': '500' });
      response.write(TAKEN.slice(0, 20), () => response.destroy());
    },
    code: 'sens-unreachable',
    outcome: 'unknown',
  },
  {
    name: 'a refusal cut off under way',
    answer: (response) => {
      response.writeHead(429, { ...JSON_TYPE, 'Content-Length': '500', 'Retry-After': '3' });
      response.write('{', () => response.destroy());
    },
    code: 'sens-too-fast',
    outcome: 'retry',
  },
  {
    name: 'a move to another address',
    answer: (response) => response.writeHead(307, { Location: 'http://127.0.0.1:9/' }).end(),
    code: 'sens-odd-answer',
    outcome: 'retry',
  },
  {
    name: 'endless headers',
    answer: (response) => response.writeHead(202, { ...JSON_TYPE, 'X-Filler': HEADER }).end(TAKEN),
    code: 'sens-odd-answer',
    outcome: 'unknown',
  },
  {
    name: 'a 500 that says nothing was taken',
    answer: (response) => response.writeHead(500, JSON_TYPE).end('{"statusCode":"500","statusName":"fail"}'),
    code: 'sens-server',
    outcome: 'retry',
  },
];

test.each(BAD_ANSWERS)('$name → $code, $outcome', async ({ answer, code, outcome }) => {
  const client = newClient(1_000);
  const access = accessTo(await answering(answer));
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({ ok: false, error: { code, outcome } });
});

test.each(BAD_ANSWERS)('a lookup reports $name, too, and never takes it for nothing found', async ({ answer }) => {
  const client = newClient(1_000);
  const access = accessTo(await answering(answer));
  expect(await client.listByRequest(access, 'RSSA-1')).toMatchObject({ ok: false });
});

test.each([
  ['packed', gzipSync(TAKEN), { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
  ['of another type', Buffer.from(TAKEN), { 'Content-Type': 'text/plain; charset=euc-kr' }],
  ['of no type', Buffer.from(TAKEN), {}],
] as const)('a complete answer is accepted even if it is %s', async (_how, body, headers) => {
  const client = newClient(1_000);
  const access = accessTo(await answering((response) => response.writeHead(202, headers).end(body)));
  expect(await client.send(access, SMS_REQUEST)).toEqual({ ok: true, value: 'RSSA-1' });
});

test('a gzip bomb is aborted at the limit, in memory and in time', async () => {
  const bomb = gzipSync(Buffer.alloc(256 * MEBIBYTE, 0x20));
  const client = newClient(60_000);
  const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };
  const access = accessTo(await answering((response) => response.writeHead(202, headers).end(bomb)));
  const before = process.memoryUsage.rss();
  const begun = performance.now();
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { code: 'sens-odd-answer', outcome: 'unknown' },
  });
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(64 * MEBIBYTE);
});

test.each([
  ['202, unknown', 202, 'sens-unreachable', 'unknown'],
  ['400, refused', 400, 'sens-bad-request', 'refused'],
  ['500, unknown', 500, 'sens-server', 'unknown'],
] as const)('a body that never ends is aborted in time (%s)', async (_name, status, code, outcome) => {
  const client = newClient(150);
  const access = accessTo(
    await answering((response) => {
      response.writeHead(status, JSON_TYPE);
      response.write('{');
    }),
  );
  const begun = performance.now();
  expect(await client.send(access, SMS_REQUEST)).toMatchObject({ ok: false, error: { code, outcome } });
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test('a 404 with a truncated body is not taken for nothing found', async () => {
  const client = newClient(1_000);
  const access = accessTo(
    await answering((response) => {
      response.writeHead(404, { ...JSON_TYPE, 'Content-Length': '500' });
      response.write('{', () => response.destroy());
    }),
  );
  expect(await client.listByRequest(access, 'RSSA-1')).toMatchObject({
    ok: false,
    error: { code: 'sens-unknown-service' },
  });
});

test('anything but HTTP is reported as no SENS', async () => {
  const { baseUrl } = await rawServer((socket: Socket) => socket.end('220 mail.example ESMTP\r\n'));
  expect(await newClient(1_000).send(accessTo(baseUrl), SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { code: 'sens-odd-answer', outcome: 'unknown' },
  });
});

test('slowly dripping headers are aborted in time', async () => {
  const { baseUrl } = await rawServer((socket: Socket) => {
    socket.write('HTTP/1.1 202 Accepted\r\n');
    const drip = setInterval(() => socket.write('X-Drip: 1\r\n'), 20);
    socket.once('close', () => clearInterval(drip));
  });
  const begun = performance.now();
  expect(await newClient(200).send(accessTo(baseUrl), SMS_REQUEST)).toMatchObject({
    ok: false,
    error: { code: 'sens-unreachable', params: { reason: 'timeout' }, outcome: 'unknown' },
  });
  expect(performance.now() - begun).toBeLessThan(15_000);
});
