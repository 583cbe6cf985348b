import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';

/** An HTTP proxy for tunnels on this machine. */
export interface ConnectProxy {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** Requests: `CONNECT host:port`, or method and address. */
  readonly asked: readonly string[];
  /** `Proxy-Authorization` headers received. */
  readonly passwords: readonly string[];
}

/** Starts a proxy whose tunnels all lead to `port` on this machine; with a `refusal`, answers that and opens none. */
export async function connectProxy(port: number, refusal: string | null = null): Promise<ConnectProxy> {
  const asked: string[] = [];
  const passwords: string[] = [];
  const open = new Set<Duplex>();
  const note = (request: IncomingMessage): void => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    passwords.push(request.headers['proxy-authorization'] ?? '');
  };
  const proxy = http.createServer((request, response) => {
    note(request);
    response.writeHead(501).end();
  });
  proxy.on('connect', (request: IncomingMessage, client: Duplex) => {
    note(request);
    open.add(client);
    client.on('error', () => client.destroy());
    if (refusal !== null) {
      client.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 6\r\n\r\nsorry\n`);
      return;
    }
    const server = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    open.add(server);
    server.on('error', () => client.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    open.forEach((end) => end.destroy());
    proxy.closeAllConnections();
    proxy.close();
  });
  return { host: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked, passwords };
}
