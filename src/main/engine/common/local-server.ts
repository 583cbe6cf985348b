import { once } from 'node:events';
import http from 'node:http';

/** Parts of a server that gives one short answer. */
export interface LocalServerOptions {
  /** Path of the answer, such as `/status`. */
  readonly path: string;
  readonly maxHeaderBytes: number;
  /** Longest life of a connection, ms. */
  readonly connectionMs: number;
  /** False for a request that is refused. */
  readonly isAllowed?: (request: http.IncomingMessage) => boolean;
  readonly answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
}

/** Most concurrent connections. */
const MAX_CONNECTIONS = 8;

/**
 * Creates a server for programs on this machine that answers `GET` of one path, one request per connection. Never
 * keeps the process alive.
 */
export function createLocalServer(options: LocalServerOptions): http.Server {
  const { path, maxHeaderBytes, connectionMs, isAllowed = (): boolean => true, answer } = options;
  const server = http.createServer({ maxHeaderSize: maxHeaderBytes }, (request, response) => {
    response.setHeader('connection', 'close');
    if (!isAllowed(request)) {
      response.writeHead(403).end();
    } else if (request.url !== path) {
      response.writeHead(404).end();
    } else if (request.method !== 'GET') {
      response.writeHead(405, { allow: 'GET' }).end();
    } else {
      answer(request, response);
    }
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => {
    socket.unref();
    const timer = setTimeout(() => socket.destroy(), connectionMs).unref();
    socket.once('close', () => clearTimeout(timer));
  });
  // A connection that fails to be accepted is the client's loss.
  server.once('listening', () => server.on('error', () => undefined).unref());
  return server;
}

/** Breaks all connections of a server and closes it. */
export async function closeServer(server: http.Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
