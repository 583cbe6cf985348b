import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * Runs `body` while no other process of this machine does so for the same `resource`. The lock is a name in Linux's
 * abstract socket namespace (unix(7)): the kernel gives it back when its holder dies, so it never grows stale.
 *
 * @template T
 * @param {string} resource
 * @param {() => Promise<T>} body
 * @param {() => void} onWait called once when another process is in
 * @returns {Promise<T>}
 */
export async function withLock(resource, body, onWait) {
  const name = `\0logbell-${createHash('sha256').update(resource).digest('hex').slice(0, 32)}`;
  let release = await tryLock(name);
  if (release === undefined) {
    onWait();
  }
  while (release === undefined) {
    await holderGone(name);
    release = await tryLock(name);
  }
  try {
    return await body();
  } finally {
    release();
  }
}

/**
 * @param {string} name
 * @returns {Promise<(() => void) | undefined>} gives the lock back; undefined when another holds it
 */
async function tryLock(name) {
  /** @type {Set<import('node:net').Socket>} */
  const waiting = new Set();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => waiting.delete(socket));
  });
  server.listen(name);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return undefined;
    }
    throw error;
  }
  return () => {
    server.close();
    for (const socket of waiting) {
      socket.destroy();
    }
  };
}

/** @param {string} name */
async function holderGone(name) {
  await new Promise((resolve) => {
    const socket = connect(name);
    socket.on('error', resolve);
    socket.on('close', resolve);
    socket.resume();
  });
}
