import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import type { Clock } from '../../common/clock';
import {
  ACCEPTED_ENCODINGS,
  type BodyFault,
  type ConnectionWatch,
  readAnswer,
  type Transport,
  watchConnection,
} from './http-transport';

/** True for addresses that never leave this machine. */
export function isLoopback(url: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(new URL(url).hostname);
}

/** Longest waits of one exchange, ms: until the connection stands, and from then until the whole answer is here. */
export interface ExchangeTimeouts {
  readonly connectMs: number;
  readonly answerMs: number;
}

/** The methods of the SENS call list. */
export type SensMethod = 'GET' | 'POST' | 'DELETE';

/** One request as it goes out. */
interface SensRequest {
  readonly method: SensMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What came of a request: any answer at all, or none. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Empty when there is a `fault`. */
      readonly text: string;
      /** Why the body is not here; null when it is. */
      readonly fault: BodyFault | null;
      readonly contentType: string;
      readonly date: string | undefined;
      readonly retryAfter: string | undefined;
      /** When it was here, ms since 1970. */
      readonly receivedAt: number;
    }
  | {
      readonly kind: 'broken';
      /** Node's error code, `timeout`, or `proxy <status>`. */
      readonly code: string;
      /** True when the whole request may have reached the other side. */
      readonly mayBeWritten: boolean;
      /** True when a connection of an earlier exchange was used, which the server may have closed meanwhile. */
      readonly reused: boolean;
    };

/** Makes exchanges over kept-alive connections. */
export interface SensHttp {
  exchange(request: SensRequest): Promise<Exchange>;
  /** Loads what the first request would have to wait for. */
  load(): Promise<void>;
  /** Breaks off what is in flight and closes all connections; from then on nothing goes out. */
  close(): void;
}

/** The largest request is a picture of 300 KB in base64. */
const MAX_REQUEST_BYTES = 1_048_576;
/** Connections left idle longer are not used again: a server that closes one just then makes a send's fate unknown. */
const IDLE_MS = 3_000;
/** Requests wait for no other: the settings allow ten sends at once, and lookups go beside them. */
const MAX_CONNECTIONS = 12;
/** When axios is loaded if no text has gone out by then, ms: it takes as long as all the rest, and watching comes first. */
const LOAD_MS = 500;

/**
 * Creates the connection pool; `clock` measures the timeouts. Certificates are always checked, whatever the environment
 * says; a proxy is taken from it (HTTPS_PROXY, NO_PROXY), except for this machine.
 */
export function createSensHttp(clock: Clock, timeouts: ExchangeTimeouts): SensHttp {
  const agentOptions = { keepAlive: true, timeout: IDLE_MS, maxSockets: MAX_CONNECTIONS };
  const httpAgent = new http.Agent(agentOptions);
  const httpsAgent = new https.Agent({ ...agentOptions, rejectUnauthorized: true });
  const running = new Set<AbortController>();
  let closed = false;
  const cancelLoading = clock.after(LOAD_MS, () => void import('axios'));
  return {
    exchange: async (request) => {
      const { default: axios, isAxiosError } = await import('axios');
      if (closed) {
        return { kind: 'broken', code: 'closed', mayBeWritten: false, reused: false };
      }
      const breaker = new AbortController();
      running.add(breaker);
      let cancel = clock.after(timeouts.connectMs, () => breaker.abort());
      const watch = watchConnection(() => {
        cancel();
        cancel = clock.after(timeouts.answerMs, () => breaker.abort());
      });
      try {
        const config = requestConfig(request, breaker.signal, watch.transport);
        const answer = await axios.request<Readable>({ ...config, httpAgent, httpsAgent });
        return await answerOf(answer, watch, breaker.signal, clock);
      } catch (error) {
        const said = isAxiosError(error) ? error.code : undefined;
        return broken(breaker.signal.aborted ? 'timeout' : (said ?? 'unknown'), watch);
      } finally {
        cancel();
        running.delete(breaker);
      }
    },
    load: async () => {
      await import('axios');
    },
    close: () => {
      closed = true;
      cancelLoading();
      for (const breaker of running) {
        breaker.abort();
      }
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function answerOf(
  answer: AxiosResponse<Readable>,
  watch: ConnectionWatch,
  signal: AbortSignal,
  clock: Clock,
): Promise<Exchange> {
  const { status } = answer;
  if (watch.answeredByProxy()) {
    answer.data.destroy();
    return broken(`proxy ${status}`, watch);
  }
  const header = (name: string): string | undefined => textHeader(answer.headers[name]);
  const receivedAt = clock.now();
  const body = await readAnswer(answer.data, header('content-encoding'));
  return {
    kind: 'answer',
    status,
    text: body.ok ? body.value : '',
    fault: body.ok ? null : { ...body.error, ...(signal.aborted ? { code: 'timeout' } : {}) },
    contentType: header('content-type') ?? '',
    date: header('date'),
    retryAfter: header('retry-after'),
    receivedAt,
  };
}

function broken(code: string, watch: ConnectionWatch): Exchange {
  return { kind: 'broken', code, mayBeWritten: watch.mayBeWritten(), reused: watch.reused() };
}

function requestConfig(request: SensRequest, signal: AbortSignal, transport: Transport): AxiosRequestConfig<string> {
  return {
    method: request.method,
    url: request.url,
    headers: { ...request.headers, 'Accept-Encoding': ACCEPTED_ENCODINGS },
    ...(request.body === null ? {} : { data: request.body }),
    signal,
    transport,
    ...(isLoopback(request.url) ? { proxy: false } : {}),
    maxRedirects: 0,
    maxBodyLength: MAX_REQUEST_BYTES,
    responseType: 'stream',
    decompress: false,
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  };
}

function textHeader(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
