import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * Runs `body` while no other process of this machine holds the lock on `resource`. The lock is a name in Linux's abstract
 * socket namespace (unix(7)): the kernel releases it when its holder dies, so no stale lock is ever left.
 *
 * @template T
 * @param {string} resource
 * @param {() => Promise<T>} body
 * @param {() => void} onWait called once if another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(resource, body, onWait) {
  const name = `\0logbell-${createHash('sha256').update(resource).digest('hex').slice(0, 32)}`;
  let release = await tryLock(name);
  if (release === undefined) {
    onWait();
  }
  while (release === undefined) {
    await holderEnded(name);
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
 * @returns {Promise<(() => void) | undefined>} releases the lock; undefined when another process holds it
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

/**
 * Waits until the holder closes the connection, which it does by releasing the lock or by dying.
 *
 * @param {string} name
 */
async function holderEnded(name) {
  await new Promise((resolve) => {
    const socket = connect(name);
    socket.on('error', resolve);
    socket.on('close', resolve);
    socket.resume();
  });
}
