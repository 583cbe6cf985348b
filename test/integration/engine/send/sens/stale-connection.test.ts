import { once } from 'node:events';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { rawServer } from '../../../../support/sens/raw-server';
import { accessTo } from '../../../../support/sens/sens-access';
import { newClient, SMS_REQUEST } from '../../../../support/sens/sens-requests';

const NOTHING = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';

test('a connection reset before the request was written: sent once, on a new one, with a certain outcome', async () => {
  const server = new Worker(
    join(import.meta.dirname, '..', '..', '..', '..', 'support', 'sens', 'resetting-server.mjs'),
  );
  onTestFinished(() => void server.terminate());
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  const posts: number[] = [];
  server.on('message', ({ connection, posted }: { connection: number; posted: boolean }) => {
    if (posted) {
      posts.push(connection);
    }
  });
  const access = accessTo(`http://127.0.0.1:${port}`);
  const client = newClient();
  await client.listByRequest(access, 'RSSA-0');
  // Blocks this thread until the reset has arrived, so that it takes the connection for good when it writes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  expect(await client.send(access, SMS_REQUEST)).toEqual({ ok: true, value: 'RSSA-1' });
  await expect.poll(() => posts).toEqual([2]);
});

test('a connection reset after the request was written: an uncertain outcome, reused or not', async () => {
  let requests = 0;
  const { baseUrl, sockets } = await rawServer((socket: Socket, request) => {
    requests += 1;
    if (request.startsWith('GET')) {
      socket.write(NOTHING);
    } else {
      socket.resetAndDestroy();
    }
  });
  const client = newClient();
  await client.listByRequest(accessTo(baseUrl), 'RSSA-0');
  for (const connections of [1, 2]) {
    expect(await client.send(accessTo(baseUrl), SMS_REQUEST)).toMatchObject({
      ok: false,
      error: { code: 'sens-unreachable', outcome: 'unknown' },
    });
    expect(sockets).toHaveLength(connections);
  }
  expect(requests).toBe(3);
});

test('a connection closed after its answer is not reused', async () => {
  const { baseUrl, sockets } = await rawServer((socket: Socket, request) => {
    if (request.startsWith('GET')) {
      socket.end(NOTHING);
    } else {
      socket.write('HTTP/1.1 202 Accepted\r\nContent-Length: 22\r\n\r\n{"requestId":"RSSA-1"}');
    }
  });
  const client = newClient();
  await client.listByRequest(accessTo(baseUrl), 'RSSA-0');
  await expect.poll(() => sockets[0]?.closed).toBe(true);
  expect(await client.send(accessTo(baseUrl), SMS_REQUEST)).toEqual({ ok: true, value: 'RSSA-1' });
  expect(sockets).toHaveLength(2);
});
