import { once } from 'node:events';
import net from 'node:net';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { askPractice, lookUp, sendTo } from '../../support/sens/practice-client';
import { until } from '../../support/time/until';

let practice: PracticeServer;

beforeEach(async () => {
  practice = await startPracticeServer({ deliveryMs: 0 });
});

afterEach(async () => {
  await practice.close();
});

/** Heap bytes in use after garbage collection. */
function heapBytes(): number {
  v8.setFlagsFromString('--expose-gc');
  (vm.runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** Requests a long target `times` times over one connection, without a signature. */
async function floodWithTargets(times: number): Promise<void> {
  const target = `/${'x'.repeat(15_000)}`;
  const socket = net.connect(Number(new URL(practice.baseUrl).port), '127.0.0.1');
  await once(socket, 'connect');
  let answers = 0;
  socket.on('data', (data: Buffer) => {
    answers += data.toString('latin1').split('HTTP/1.1 401').length - 1;
  });
  for (let asked = 0; asked < times; asked += 100) {
    for (let request = 0; request < 100; request += 1) {
      socket.write(`GET ${target}${asked + request} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    }
    await until(() => answers >= asked + 100, 'the requests were answered');
  }
  socket.destroy();
}

test('of requested targets, only the start is kept', async () => {
  await floodWithTargets(100);
  const before = heapBytes();
  await floodWithTargets(3_000);
  expect(practice.asked()).toHaveLength(3_100);
  expect(Math.max(...practice.asked().map(({ target }) => target.length))).toBeLessThan(1_000);
  expect(heapBytes() - before).toBeLessThan(10_000_000);
});

test('texts are kept up to a total length, the newest ones', async () => {
  for (let sent = 0; sent < 60; sent += 1) {
    expect((await sendTo(practice, { content: `${sent} ${'x'.repeat(900_000)}` })).status).toBe(202);
  }
  const kept = practice.received().map(({ content }) => content);
  expect(kept.at(-1)?.startsWith('59 ')).toBe(true);
  expect(kept.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(25_000_000);
  expect(kept.length).toBeGreaterThan(5);
});

test('scheduled texts are kept up to a total length, the newest ones', async () => {
  const ids: string[] = [];
  for (let sent = 0; sent < 60; sent += 1) {
    const reply = await sendTo(practice, { content: 'x'.repeat(900_000), reserveTime: '2099-01-31 09:30' });
    ids.push((reply.json as { requestId: string }).requestId);
  }
  const known = await Promise.all(ids.map((id) => lookUp(practice, `/reservations/${id}/reserve-status`)));
  expect(known.at(-1)?.status).toBe(200);
  expect(known.filter(({ status }) => status === 200).length).toBeLessThan(30);
});

test('at most 100,000 opt-outs are kept', async () => {
  const add = (from: number): Promise<unknown> => {
    const body = Array.from({ length: 1_000 }, (_, at) => ({ clientTelNo: String(10_000_000 + from + at) }));
    return askPractice(practice, { to: '/unsubscribes', body });
  };
  for (let from = 0; from < 101_000; from += 1_000) {
    await add(from);
  }
  expect((await lookUp(practice, '/unsubscribes?clientTelNo=10000000')).status).toBe(404);
  expect((await lookUp(practice, '/unsubscribes?clientTelNo=10100999')).status).toBe(200);
});

test('a send has no more images than a text can have', async () => {
  const files = Array.from({ length: 20 }, () => ({ fileId: 'x' }));
  const reply = await sendTo(practice, { type: 'MMS', files });
  expect(reply.status).toBe(400);
  expect(reply.text).toContain('Invalid parameter: files');
});

test('at most 100 connections are served at once', async () => {
  const port = Number(new URL(practice.baseUrl).port);
  const sockets = Array.from({ length: 120 }, () => net.connect(port, '127.0.0.1'));
  let closed = 0;
  sockets.forEach((socket) => socket.on('error', () => undefined).on('close', () => (closed += 1)));
  await until(() => closed === 20, 'those beyond were closed');
  sockets.forEach((socket) => socket.destroy());
  await until(() => closed === 120, 'all were closed');
  expect((await sendTo(practice)).status).toBe(202);
});
