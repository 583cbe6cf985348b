import { once } from 'node:events';
import net from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../../support/free-port';

it('gives each port once, and none that is in use', async () => {
  const first = await freePort();
  const server = net.createServer().listen(first + 1, '127.0.0.1');
  // A port that another program has serves the purpose, too.
  await once(server, 'listening').catch(() => undefined);
  const ports = [first, await freePort(), await freePort()];
  server.close();
  expect(new Set(ports).size).toBe(3);
  expect(ports).not.toContain(first + 1);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});
