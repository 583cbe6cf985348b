import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { AxiosRequestConfig } from 'axios';
import type { Clock } from '../clock';
import { isLoopback } from './sens-target';

/** Longest waits of one exchange, ms: until the connection stands, and from then until the whole answer is here. */
export interface ExchangeTimeouts {
  readonly connectMs: number;
  readonly answerMs: number;
}

/** One request as it goes out. */
interface SensRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What came of a request: any answer at all, or none. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly text: string;
      readonly contentType: string;
      readonly date: string | undefined;
      readonly retryAfter: string | undefined;
      /** When it was here, ms since 1970. */
      readonly receivedAt: number;
    }
  | {
      readonly kind: 'broken';
      /** Node's error code, or `timeout`. */
      readonly code: string;
      /** True when bytes of the request may have reached the other side. */
      readonly mayBeWritten: boolean;
    };

/** Makes exchanges over kept-alive connections. */
export interface SensHttp {
  exchange(request: SensRequest): Promise<Exchange>;
  /** Breaks off what is in flight and closes all connections. */
  close(): void;
}

/** A full page of 100 results is about 50 KB; a request of 100 recipients less than 20 KB. */
const MAX_BYTES = 1_000_000;
/** Connections left idle longer are not used again: a server that closes one just then makes a send's fate unknown. */
const IDLE_MS = 3_000;
/** When axios is loaded if no text has gone out by then, ms: it takes as long as all the rest, and watching comes first. */
const LOAD_MS = 500;

/** Creates the connection pool; `clock` measures the timeouts. */
export function createSensHttp(clock: Clock, timeouts: ExchangeTimeouts): SensHttp {
  const agentOptions = { keepAlive: true, timeout: IDLE_MS, maxSockets: 4 };
  const httpAgent = new http.Agent(agentOptions);
  const httpsAgent = new https.Agent(agentOptions);
  const running = new Set<AbortController>();
  const cancelLoading = clock.after(LOAD_MS, () => void import('axios'));
  return {
    exchange: async (request) => {
      const { default: axios, isAxiosError } = await import('axios');
      const breaker = new AbortController();
      running.add(breaker);
      const watch = watchConnection(clock, timeouts, breaker);
      try {
        const config = requestConfig(request, breaker.signal, watch.transport);
        const answer = await axios.request<string>({ ...config, httpAgent, httpsAgent });
        const header = (name: string): string | undefined => textHeader(answer.headers[name]);
        return {
          kind: 'answer',
          status: answer.status,
          text: answer.data,
          contentType: header('content-type') ?? '',
          date: header('date'),
          retryAfter: header('retry-after'),
          receivedAt: clock.now(),
        };
      } catch (error) {
        const said = isAxiosError(error) ? error.code : undefined;
        const code = breaker.signal.aborted ? 'timeout' : (said ?? 'unknown');
        return { kind: 'broken', code, mayBeWritten: watch.connected() };
      } finally {
        watch.end();
        running.delete(breaker);
      }
    },
    close: () => {
      cancelLoading();
      for (const breaker of running) {
        breaker.abort();
      }
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function requestConfig(request: SensRequest, signal: AbortSignal, transport: Transport): AxiosRequestConfig<string> {
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    ...(request.body === null ? {} : { data: request.body }),
    signal,
    transport,
    ...(isLoopback(request.url) ? { proxy: false } : {}),
    maxRedirects: 0,
    maxContentLength: MAX_BYTES,
    maxBodyLength: MAX_BYTES,
    responseType: 'text',
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => (typeof data === 'string' ? data : '')],
    validateStatus: () => true,
  };
}

interface Transport {
  readonly request: (
    options: https.RequestOptions,
    answered: (answer: http.IncomingMessage) => void,
  ) => http.ClientRequest;
}

/** Knows from the socket itself whether the connection stood, and breaks the exchange off when a wait is over. */
function watchConnection(
  clock: Clock,
  timeouts: ExchangeTimeouts,
  breaker: AbortController,
): { readonly transport: Transport; connected(): boolean; end(): void } {
  let connected = false;
  let cancel = clock.after(timeouts.connectMs, () => breaker.abort());
  const stands = (): void => {
    connected = true;
    cancel();
    cancel = clock.after(timeouts.answerMs, () => breaker.abort());
  };
  const transport: Transport = {
    request: (options, answered) => {
      const request = (options.protocol === 'https:' ? https : http).request(options, answered);
      request.once('socket', (socket: Socket) => {
        if (!socket.connecting) {
          stands();
          return;
        }
        socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', stands);
      });
      return request;
    },
  };
  return { transport, connected: () => connected, end: () => cancel() };
}

function textHeader(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
