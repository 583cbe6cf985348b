import { once } from 'node:events';
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { errorCode, isSystemFault } from '../engine/common/error-code';
import { exposition } from './exposition';
import { isLoopbackHost, type ListenAddress, listenAddress } from './listen-address';
import { type MetricsFacts, seriesOf } from './series';

/** Parts of a server of metrics. */
export interface MetricsServerOptions {
  /** As in the settings: `metrics.listen`. */
  readonly listen: string;
  readonly maxSeries: () => number;
  readonly facts: () => Promise<MetricsFacts>;
}

/** A running server, or the errno for which it could not start. */
export type StartedMetrics = { readonly close: () => Promise<void> } | { readonly reason: string };

/** Most concurrent connections. */
const MAX_CONNECTIONS = 8;
/** Longest life of a connection, ms. */
const CONNECTION_MS = 10_000;
const MAX_HEADER_BYTES = 8_192;
/** Mode of a new socket: only this user. */
const PRIVATE_UMASK = 0o177;

/** Answers `GET /metrics` on a loopback port, or on a Unix socket with mode 0600. Never keeps the process alive. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<StartedMetrics> {
  const address = listenAddress(options.listen);
  const server = createServer(address, options);
  try {
    await listen(server, address);
  } catch (error) {
    if (!isSystemFault(error)) {
      throw error;
    }
    server.close();
    return { reason: errorCode(error) };
  }
  // A connection that fails to be accepted is the client's loss.
  server.on('error', () => undefined);
  server.unref();
  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: http.Server, address: ListenAddress): Promise<void> {
  if (address.kind === 'tcp') {
    server.listen(address.port, address.host);
    await once(server, 'listening');
    return;
  }
  await removeStale(address.path);
  // The socket exists from here on, and must at no time be open to others.
  const umask = process.umask(PRIVATE_UMASK);
  try {
    server.listen(address.path);
  } finally {
    process.umask(umask);
  }
  await once(server, 'listening');
  chmodSync(address.path, 0o600);
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

function createServer(address: ListenAddress, { maxSeries, facts }: MetricsServerOptions): http.Server {
  const answer = async (accept: string, response: http.ServerResponse): Promise<void> => {
    const { contentType, body } = await exposition(seriesOf(await facts(), maxSeries()), accept);
    response.writeHead(200, { 'content-type': contentType }).end(body);
  };
  const server = http.createServer({ maxHeaderSize: MAX_HEADER_BYTES }, ({ url, method, headers }, response) => {
    response.setHeader('connection', 'close');
    if (address.kind === 'tcp' && !isLoopbackHost(headers.host ?? '')) {
      response.writeHead(403).end();
    } else if (url !== '/metrics') {
      response.writeHead(404).end();
    } else if (method !== 'GET') {
      response.writeHead(405, { allow: 'GET' }).end();
    } else {
      answer(headers.accept ?? '', response).catch(() => response.writeHead(503).end());
    }
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => {
    socket.unref();
    const timer = setTimeout(() => socket.destroy(), CONNECTION_MS).unref();
    socket.once('close', () => clearTimeout(timer));
  });
  return server;
}
