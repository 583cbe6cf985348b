import { once } from 'node:events';
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import net from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { errorCode } from './error-code';
import type { ListenAddress } from './listen-address';

/** Mode of a new socket before it gets its own: only this user. */
const PRIVATE_UMASK = 0o177;

/** Starts a server at an address; `mode` is that of a Unix socket. Throws the system's error. */
export async function listenAt(server: net.Server, address: ListenAddress, mode: number): Promise<void> {
  if (address.kind === 'tcp') {
    server.listen(address.port, address.host);
    await once(server, 'listening');
    return;
  }
  await removeStale(address.path);
  listenPrivately(server, address.path);
  await once(server, 'listening');
  chmodSync(address.path, mode);
}

/** Creates the socket, which must at no time be open to others; only the main thread can set its mode at once. */
function listenPrivately(server: net.Server, path: string): void {
  if (!isMainThread) {
    server.listen(path);
    return;
  }
  const umask = process.umask(PRIVATE_UMASK);
  try {
    server.listen(path);
  } finally {
    process.umask(umask);
  }
}

/** Removes the socket of a process that died; leaves everything else for the error of listen(2). */
async function removeStale(path: string): Promise<void> {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket() !== true) {
    return;
  }
  const client = net.connect(path);
  try {
    await once(client, 'connect');
  } catch (error) {
    if (errorCode(error) === 'ECONNREFUSED') {
      rmSync(path, { force: true });
    }
  } finally {
    client.destroy();
  }
}
