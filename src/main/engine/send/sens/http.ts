import axios, { type AxiosRequestConfig, type AxiosResponse, isAxiosError } from 'axios';
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
} from './http-connection';

/** Timeouts of one exchange, ms: until connected, and from then until the whole answer is here. */
export interface ExchangeTimeouts {
  readonly connectMs: number;
  readonly answerMs: number;
}

/** The methods of the SENS call list. */
export type SensMethod = 'GET' | 'POST' | 'DELETE';

/** A request to SENS. */
interface SensRequest {
  readonly method: SensMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Result of a request: an answer of any kind, or a broken connection. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Empty when there is a `fault`. */
      readonly text: string;
      /** Reason for a missing body; null when it is here. */
      readonly fault: BodyFault | null;
      readonly contentType: string;
      readonly date: string | undefined;
      readonly retryAfter: string | undefined;
      /** Time the answer's headers arrived, ms since 1970. */
      readonly receivedAt: number;
    }
  | {
      readonly kind: 'broken';
      /** Node's error code, `timeout`, or `proxy <status>`. */
      readonly code: string;
      /** True if the server may have received the whole request. */
      readonly mayBeWritten: boolean;
      /** True if a kept-alive connection was used, which the server may have closed meanwhile. */
      readonly reused: boolean;
    };

/** HTTP client with kept-alive connections. */
export interface SensHttp {
  exchange(request: SensRequest): Promise<Exchange>;
  /** Aborts requests in flight and closes all connections; later requests fail. */
  close(): void;
}

/** Largest request: a picture of 300 KB is about 400 KB in base64. */
const MAX_REQUEST_BYTES = 1_048_576;
/** Idle connections are closed after this: a server that closes one during a send leaves its result unknown. */
const IDLE_MS = 3_000;
/** Enough for requests not to wait for each other: the settings allow ten sends at once, beside lookups. */
const MAX_CONNECTIONS = 12;

/**
 * Creates the connection pool; `clock` measures the timeouts. Certificates are always checked, whatever the environment
 * says; a proxy is taken from HTTPS_PROXY and NO_PROXY, except for loopback.
 */
export function createSensHttp(clock: Clock, timeouts: ExchangeTimeouts): SensHttp {
  const agentOptions = { keepAlive: true, timeout: IDLE_MS, maxSockets: MAX_CONNECTIONS };
  const httpAgent = new http.Agent(agentOptions);
  const httpsAgent = new https.Agent({ ...agentOptions, rejectUnauthorized: true });
  const running = new Set<AbortController>();
  let closed = false;
  return {
    exchange: async (request) => {
      if (closed) {
        return { kind: 'broken', code: 'closed', mayBeWritten: false, reused: false };
      }
      const aborter = new AbortController();
      running.add(aborter);
      let cancel = clock.after(timeouts.connectMs, () => aborter.abort());
      const watch = watchConnection(() => {
        cancel();
        cancel = clock.after(timeouts.answerMs, () => aborter.abort());
      });
      try {
        const config = requestConfig(request, aborter.signal, watch.transport);
        const answer = await axios.request<Readable>({ ...config, httpAgent, httpsAgent });
        return await answerOf(answer, watch, aborter.signal, clock);
      } catch (error) {
        const code = isAxiosError(error) ? error.code : undefined;
        return broken(aborter.signal.aborted ? 'timeout' : (code ?? 'unknown'), watch);
      } finally {
        cancel();
        running.delete(aborter);
      }
    },
    close: () => {
      closed = true;
      for (const aborter of running) {
        aborter.abort();
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

/** True for URLs that stay on this machine. */
export function isLoopback(url: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(new URL(url).hostname);
}
