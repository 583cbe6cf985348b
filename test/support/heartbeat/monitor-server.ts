import http from 'node:http';
import { onLoopback } from '../sens/loopback-server';
import { until } from '../time/until';

/** One report as the monitor understands it. */
export interface Heard {
  readonly isUp: boolean;
  readonly method: string;
  /** Reasons of a failure; `OK` or empty otherwise. */
  readonly message: string;
}

/** How a monitor answers; by default as the real one does. */
export interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A monitor on this machine that hears heartbeats. */
export class MonitorServer {
  readonly heard: Heard[] = [];
  /** Addresses that were requested and that it does not know. */
  readonly unknown: string[] = [];
  /** Secret part of the URL. */
  readonly secret: string;
  /** Set to answer differently; null never answers. */
  answer: Answer | null = {};
  readonly #kind: 'healthchecks' | 'uptime-kuma';
  #base = '';

  private constructor(kind: 'healthchecks' | 'uptime-kuma', secret: string) {
    this.#kind = kind;
    this.secret = secret;
  }

  /** Starts a monitor that answers as healthchecks.io or Uptime Kuma documents it; it ends with the test. */
  static async start(kind: 'healthchecks' | 'uptime-kuma', now?: () => number): Promise<MonitorServer> {
    const secret = kind === 'healthchecks' ? 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' : 'kUmAtOkEn0kUmAtOkEn0';
    const monitor = new MonitorServer(kind, secret);
    const server = http.createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      request.on('end', () => {
        const answer = monitor.#hear(request, body);
        if (now !== undefined) {
          response.setHeader('date', new Date(now()).toUTCString());
        }
        if (answer !== null) {
          response.writeHead(answer.status ?? 200, { ...answer.headers }).end(answer.body ?? 'OK');
        }
      });
    });
    monitor.#base = await onLoopback(server);
    return monitor;
  }

  /** Address for the settings. */
  get url(): string {
    return this.#kind === 'healthchecks'
      ? `${this.#base}/${this.secret}`
      : `${this.#base}/api/push/${this.secret}?status=up&msg=OK&ping=`;
  }

  /** Waits until it hears something that fits, after the first `from` reports. */
  hears(fits: (heard: Heard) => boolean, what: string, from = 0): Promise<Heard> {
    return until(() => this.heard.slice(from).find(fits), `the monitor heard ${what}: ${JSON.stringify(this.heard)}`);
  }

  #hear({ method = '', url = '' }: http.IncomingMessage, body: string): Answer | null {
    const { pathname, searchParams } = new URL(url, this.#base);
    if (this.#kind === 'uptime-kuma') {
      if (pathname !== `/api/push/${this.secret}`) {
        this.unknown.push(pathname);
        return { status: 404, body: '{"ok":false,"msg":"Monitor not found or not active."}' };
      }
      const message = searchParams.get('msg') ?? '';
      this.heard.push({ isUp: searchParams.get('status') === 'up', method, message });
      return this.answer && { body: '{"ok":true}', ...this.answer };
    }
    const isUp = pathname === `/${this.secret}`;
    if (!isUp && pathname !== `/${this.secret}/fail`) {
      this.unknown.push(pathname);
      return { status: 404, body: 'not found' };
    }
    this.heard.push({ isUp, method, message: body });
    return this.answer;
  }
}
