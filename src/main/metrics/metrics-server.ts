import type { Server, ServerResponse } from 'node:http';
import { errorCode, isSystemFault } from '../engine/common/error-code';
import { listenAt } from '../engine/common/listen';
import { isLoopbackHost, type ListenAddress, listenAddress } from '../engine/common/listen-address';
import { closeServer, createLocalServer } from '../engine/common/local-server';
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
  return { close: () => closeServer(server) };
}

function createServer(address: ListenAddress, { maxSeries, facts }: MetricsServerOptions): Server {
  const answer = async (accept: string, response: ServerResponse): Promise<void> => {
    const { contentType, body } = await exposition(seriesOf(await facts(), maxSeries()), accept);
    response.writeHead(200, { 'content-type': contentType }).end(body);
  };
  return createLocalServer({
    path: '/metrics',
    maxHeaderBytes: MAX_HEADER_BYTES,
    connectionMs: CONNECTION_MS,
    isAllowed: ({ headers }) => address.kind === 'unix' || isLoopbackHost(headers.host ?? ''),
    answer: ({ headers }, response) => {
      answer(headers.accept ?? '', response).catch(() => response.writeHead(503).end());
    },
  });
}
