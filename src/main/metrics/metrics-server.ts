import { once } from 'node:events';
import http from 'node:http';
import { errorCode, isSystemFault } from '../engine/common/error-code';
import { listenAt } from '../engine/common/listen';
import { isLoopbackHost, type ListenAddress, listenAddress } from '../engine/common/listen-address';
import { exposition } from './exposition';
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
/** Mode of the socket: only this user. */
const SOCKET_MODE = 0o600;

/** Answers `GET /metrics` on a loopback port, or on a Unix socket with mode 0600. Never keeps the process alive. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<StartedMetrics> {
  const address = listenAddress(options.listen);
  const server = createServer(address, options);
  try {
    await listenAt(server, address, SOCKET_MODE);
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
