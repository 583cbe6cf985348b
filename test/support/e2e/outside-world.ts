import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy in place of the internet: records all requests to other machines and forwards none. */
export class OutsideWorld {
  readonly asked: string[] = [];
  readonly #proxy = http.createServer((request, response) => {
    this.asked.push(request.url ?? '');
    response.writeHead(502).end();
  });

  async open(): Promise<void> {
    this.#proxy.on('connect', (request, socket) => {
      this.asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    this.#proxy.listen(0, '127.0.0.1');
    await once(this.#proxy, 'listening');
  }

  /** Environment variables that point programs to the proxy. */
  environment(): Readonly<Record<string, string>> {
    const { port } = this.#proxy.address() as AddressInfo;
    const proxy = `http://127.0.0.1:${port}`;
    return { http_proxy: proxy, https_proxy: proxy, no_proxy: '127.0.0.1,localhost' };
  }

  async close(): Promise<void> {
    const closed = once(this.#proxy, 'close');
    this.#proxy.close();
    this.#proxy.closeAllConnections();
    await closed;
  }
}
