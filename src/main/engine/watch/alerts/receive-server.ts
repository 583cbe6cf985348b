import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { ReceiveSettings } from '../../../../shared/settings/schema';
import { errorCode } from '../../common/error-code';
import { listenAt } from '../../common/listen';
import { type ListenAddress, listenAddress } from '../../common/listen-address';
import { ReceiverAccess, type AccessFault, type AccessRules } from './access';
import { ConnectionLimit } from './connection-limit';
import { type PayloadFault, readPosted, readWebhook } from './payloads';
import type { ReceivedAlert } from './received-alert';

/** Reason why a request is refused; `receive` in src/shared/i18n has the sentences. */
type RequestFault =
  AccessFault | PayloadFault | 'unknown-path' | 'bad-method' | 'not-json-type' | 'too-large' | 'not-ready';

/** Parts of a server of alerts. */
export interface ReceiveServerOptions extends AccessRules {
  readonly receive: ReceiveSettings;
  /** Takes alerts; false if they cannot be written now. Resolves once they are committed. */
  readonly take: (alerts: readonly ReceivedAlert[]) => Promise<boolean>;
  /** True if alerts can be written now. */
  readonly isReady: () => boolean;
  readonly sentence: (fault: RequestFault) => string;
  readonly now: () => number;
}

/** A running server, or the error code for which it could not start. */
export type StartedReceiver = { readonly close: () => Promise<void> } | { readonly reason: string };

const MAX_BODY_BYTES = 1_048_576;
const MAX_HEADER_BYTES = 16_384;
/** Most concurrent connections; with their bodies they bound the memory. */
const MAX_CONNECTIONS = 128;
/** Longest time for the headers, for a whole request, and between two requests of a connection, ms. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;
const IDLE_MS = 65_000;
/** Interval of the checks of the first two, ms. */
const CHECK_MS = 1_000;
/** Mode of a Unix socket: a proxy in the same group may connect. */
const SOCKET_MODE = 0o660;

const STATUS: Readonly<Record<RequestFault, number>> = {
  'foreign-host': 403,
  'no-token': 401,
  'unknown-path': 404,
  'bad-method': 405,
  'not-json-type': 415,
  'too-large': 413,
  'not-ready': 503,
  'not-json': 400,
  'bad-version': 400,
  'no-alerts': 400,
  'bad-alert': 400,
  'no-labels': 400,
  'bad-time': 400,
};

/** Starts to receive alerts over HTTP or HTTPS. Never keeps the process alive. */
export async function startReceiveServer(options: ReceiveServerOptions): Promise<StartedReceiver> {
  const address = listenAddress(options.receive.listen);
  try {
    const server = createServer(address, options);
    try {
      await listenAt(server, address, SOCKET_MODE);
    } catch (error) {
      server.close();
      throw error;
    }
    // A connection that fails to be accepted is the client's loss.
    server.on('error', () => undefined);
    server.unref();
    return { close: () => closed(server) };
  } catch (error) {
    // Errnos, and what OpenSSL says of certificates and keys.
    return { reason: errorCode(error) };
  }
}

async function closed(server: http.Server): Promise<void> {
  const end = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await end;
}

function createServer(address: ListenAddress, options: ReceiveServerOptions): http.Server {
  const access = new ReceiverAccess(options);
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: CHECK_MS,
  };
  const connections = new ConnectionLimit(MAX_CONNECTIONS);
  const handle = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    connections.requested(request.socket);
    answer(request, access, options).then(
      (fault) => respond(response, fault, options),
      // The client is gone in the middle of its request.
      () => response.destroy(),
    );
  };
  const { tls } = options.receive;
  const server =
    tls === undefined || address.kind === 'unix'
      ? http.createServer(limits, handle)
      : https.createServer({ ...limits, ...secureOptions(tls) }, handle);
  if (address.kind === 'unix') {
    server.maxConnections = MAX_CONNECTIONS;
    return server;
  }
  server.on('connection', (socket: Socket) => {
    if (access.mayConnect(socket.remoteAddress)) {
      connections.add(socket);
    } else {
      socket.destroy();
    }
  });
  return server;
}

function secureOptions({ cert, key, clientCa }: NonNullable<ReceiveSettings['tls']>): https.ServerOptions {
  return {
    cert: readFileSync(cert),
    key: readFileSync(key),
    minVersion: 'TLSv1.2',
    handshakeTimeout: HEADERS_MS,
    ...(clientCa === undefined ? {} : { ca: readFileSync(clientCa), requestCert: true, rejectUnauthorized: true }),
  };
}

/** Readers of the bodies that each path takes. */
const READERS: Readonly<Partial<Record<string, typeof readPosted>>> = {
  '/alertmanager': readWebhook,
  '/api/v2/alerts': readPosted,
};

/** Does what a request asks for; returns why it is refused, or null. Throws if the client goes away. */
async function answer(
  request: http.IncomingMessage,
  access: ReceiverAccess,
  options: ReceiveServerOptions,
): Promise<RequestFault | null> {
  const path = (request.url ?? '').replace(/[?#].*$/, '');
  const refusal = access.fault(request);
  if (path === '/-/healthy' || path === '/-/ready') {
    // A check of health tells nothing, so it needs no token.
    const isReady = path === '/-/healthy' || options.isReady();
    return refusal === 'foreign-host'
      ? refusal
      : (methodFault(request, ['GET', 'HEAD']) ?? (isReady ? null : 'not-ready'));
  }
  const read = READERS[path];
  if (refusal !== null || read === undefined) {
    return refusal ?? 'unknown-path';
  }
  return methodFault(request, ['POST']) ?? typeFault(request) ?? (await taken(request, read, options));
}

function methodFault({ method = '' }: http.IncomingMessage, methods: readonly string[]): 'bad-method' | null {
  return methods.includes(method) ? null : 'bad-method';
}

/** A page on the web can send any other type without asking (Fetch standard, "CORS-safelisted request-header"). */
function typeFault({ headers }: http.IncomingMessage): 'not-json-type' | null {
  const isJson = /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
  return isJson && headers['content-encoding'] === undefined ? null : 'not-json-type';
}

async function taken(
  request: http.IncomingMessage,
  read: typeof readPosted,
  { take, now }: ReceiveServerOptions,
): Promise<RequestFault | null> {
  const body = await bodyOf(request);
  if (body === null) {
    return 'too-large';
  }
  const alerts = read(body, now());
  if (!alerts.ok) {
    return alerts.error;
  }
  return (await take(alerts.value)) ? null : 'not-ready';
}

/** Reads the body; null if it is too large. */
async function bodyOf(request: http.IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    return null;
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) {
      return null;
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function respond(response: http.ServerResponse, fault: RequestFault | null, { sentence }: ReceiveServerOptions): void {
  if (fault === null) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('OK\n');
    return;
  }
  response
    .writeHead(STATUS[fault], {
      'content-type': 'text/plain; charset=utf-8',
      // The rest of a body that was refused is not read.
      connection: 'close',
      ...(fault === 'no-token' ? { 'www-authenticate': 'Bearer' } : {}),
      ...(fault === 'bad-method' ? { allow: 'POST' } : {}),
    })
    .end(`${sentence(fault)}\n`);
}
