import { createHmac } from 'node:crypto';
import type { Clock } from '../../common/clock';
import type { Exchange, SensHttp, SensMethod } from './http';
import type { SensAccess } from './types';

/**
 * Lifetime of a signature: 5 minutes (API overview page), less a margin. A 401 to one that is older when the answer
 * comes proves nothing about the key.
 */
const SIGNATURE_LIFETIME_MS = 5 * 60_000 - 10_000;

type Answer = Extract<Exchange, { readonly kind: 'answer' }>;

/** One call of the SENS call list. */
interface Call {
  readonly method: SensMethod;
  /** Path after the service, encoded. */
  readonly resource: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Makes signed calls; each attempt has its own time and signature. */
export type SensCall = (access: SensAccess, call: Call) => Promise<Exchange>;

/**
 * Creates the function for signed calls. Retries once, at once, when the server certainly did not accept the request:
 * the kept-alive connection had just been closed, or the machine slept between signature and answer.
 */
export function createSensCall(sensHttp: SensHttp, clock: Clock, userAgent: string): SensCall {
  const once: SensCall = (access, { method, resource, query = {}, body = null }) => {
    const address = serviceTarget(access, resource, query);
    if (address === null) {
      return Promise.resolve({ kind: 'broken', code: 'ERR_INVALID_URL', mayBeWritten: false, reused: false });
    }
    const headers = signedHeaders(access, method, address.target, clock.now(), userAgent);
    return sensHttp.exchange({ method, url: address.url, headers, body });
  };
  return async (access, call) => {
    const signedAt = clock.now();
    const exchange = await once(access, call);
    return isClosedConnection(exchange) || hasExpiredSignature(exchange, signedAt) ? once(access, call) : exchange;
  };
}

function isClosedConnection(exchange: Exchange): boolean {
  return exchange.kind === 'broken' && exchange.reused && !exchange.mayBeWritten && exchange.code !== 'timeout';
}

/** True for a 401 whose signature expired on the way, or whose clock was set since. */
function hasExpiredSignature(exchange: Exchange, signedAt: number): boolean {
  return (
    exchange.kind === 'answer' &&
    exchange.status === 401 &&
    Math.abs(exchange.receivedAt - signedAt) >= SIGNATURE_LIFETIME_MS
  );
}

/** True for a complete answer with a 2xx status. */
export function isSuccess(exchange: Exchange): exchange is Answer {
  return exchange.kind === 'answer' && exchange.status >= 200 && exchange.status < 300 && exchange.fault === null;
}

/** True for a lookup without a match: 404 with an empty body. */
export function isNothing(exchange: Exchange): boolean {
  return (
    exchange.kind === 'answer' && exchange.status === 404 && exchange.fault === null && exchange.text.trim() === ''
  );
}

/** Builds the headers of the SENS API overview page, "request headers". */
function signedHeaders(
  access: SensAccess,
  method: SensMethod,
  target: string,
  now: number,
  userAgent: string,
): Record<string, string> {
  const timestamp = String(Math.trunc(now));
  const { accessKey, secretKey } = access;
  return {
    'Content-Type': 'application/json; charset=utf-8',
    Accept: 'application/json',
    'User-Agent': userAgent,
    'x-ncp-apigw-timestamp': timestamp,
    'x-ncp-iam-access-key': accessKey,
    'x-ncp-apigw-signature-v2': signature({ method, target, timestamp, accessKey, secretKey }),
  };
}

/** A span of request times, ms since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Address of a SENS call: the `url`, and `target`, its path and query as sent. */
interface SensTarget {
  readonly url: string;
  readonly target: string;
}

/**
 * Builds the address of a resource such as `/messages` (SENS call list); `resource` is encoded, `query` is not. URL's
 * normal form is used for both the address and the signature, and `:` in a service id stays unencoded, as in the SENS
 * examples. Null if the base URL is invalid.
 */
export function serviceTarget(
  access: Pick<SensAccess, 'baseUrl' | 'serviceId'>,
  resource: string,
  query: Readonly<Record<string, string>>,
): SensTarget | null {
  const service = encodeURIComponent(access.serviceId).replaceAll('%3A', ':');
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  const address = `${access.baseUrl}/sms/v2/services/${service}${resource}${search}`;
  if (!URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  return { url: url.href, target: `${url.pathname}${url.search}` };
}

/** Signed part of a request. The body is not signed, whatever older SENS pages say. */
interface SignatureInput {
  readonly method: SensMethod;
  /** Path and query exactly as sent, without scheme and host. */
  readonly target: string;
  /** ms since 1970 as text, equal to `x-ncp-apigw-timestamp`. */
  readonly timestamp: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Computes `x-ncp-apigw-signature-v2` (SENS API overview page): base64 of HMAC-SHA256 under the secret key. */
export function signature(deps: SignatureInput): string {
  const message = `${deps.method} ${deps.target}\n${deps.timestamp}\n${deps.accessKey}`;
  return createHmac('sha256', deps.secretKey).update(message, 'utf8').digest('base64');
}
