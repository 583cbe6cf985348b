import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request that the service received. */
interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** What the service does with a request. */
export type Behaviour =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string;
      readonly headers?: http.OutgoingHttpHeaders;
    }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Resets the connection before it has read the request. */
  | { readonly kind: 'reset-at-once' }
  /** Takes the message and resets the connection. */
  | { readonly kind: 'reset-after-body' }
  /** Sends one byte of its answer every few ms, without an end. */
  | { readonly kind: 'drip'; readonly status: number }
  /** Answers and never stops. */
  | { readonly kind: 'huge'; readonly status: number };

/** A loopback service of one kind of channel. */
export interface ChannelService {
  readonly url: string;
  /** Requests whose body arrived completely, in order. */
  readonly requests: readonly ServiceRequest[];
  /** Bodies that arrived completely, with what the service did then. */
  readonly answers: readonly { readonly body: string; readonly answer: Behaviour }[];
  /** Behaviours of the next requests; after these, the service accepts. */
  readonly script: Behaviour[];
}

/** Starts a service that answers `accepts` unless its script says otherwise; stops with the test. */
export async function channelService(accepts: Behaviour): Promise<ChannelService> {
  const requests: ServiceRequest[] = [];
  const answers: { readonly body: string; readonly answer: Behaviour }[] = [];
  const script: Behaviour[] = [];
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => {
    const behaviour = script.shift() ?? accepts;
    if (behaviour.kind === 'reset-at-once') {
      request.socket.resetAndDestroy();
      return;
    }
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      answers.push({ body, answer: behaviour });
      behave(behaviour, request, response);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    sockets.forEach((socket) => socket.destroy());
    await closed;
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, answers, script };
}

function behave(behaviour: Behaviour, request: http.IncomingMessage, response: http.ServerResponse): void {
  switch (behaviour.kind) {
    case 'answer':
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body ?? '');
      return;
    case 'drip': {
      response.writeHead(behaviour.status);
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'huge': {
      response.writeHead(behaviour.status);
      const more = (): void => {
        let wanted = true;
        while (wanted) {
          wanted = !response.destroyed && response.write('x'.repeat(65_536));
        }
      };
      response.on('drain', more);
      response.on('error', () => response.destroy());
      more();
      return;
    }
    case 'reset-after-body':
      request.socket.resetAndDestroy();
      return;
    case 'hang':
    case 'reset-at-once':
      return;
  }
}
