import { createHmac } from 'node:crypto';
import type { Clock } from '../../common/clock';
import type { Exchange, SensHttp, SensMethod } from './http';
import type { SensAccess } from './types';

/** A signature is good for 5 minutes (API overview page); one that is older as the answer comes cannot have been good. */
const SIGNATURE_MS = 5 * 60_000 - 10_000;

type Answer = Extract<Exchange, { readonly kind: 'answer' }>;

/** One call of the SENS call list. */
interface Call {
  readonly method: SensMethod;
  /** What follows the service in the path, encoded. */
  readonly resource: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Makes signed calls; each try has a time and a signature of its own. */
export type SensCall = (access: SensAccess, call: Call) => Promise<Exchange>;

/**
 * A connection kept alive may have been closed by the server just now, and a machine may have slept between signature and
 * answer. When it is certain that nothing was taken of such a request, it is made once more, at once.
 */
export function createSensCall(sensHttp: SensHttp, clock: Clock, userAgent: string): SensCall {
  const once: SensCall = (access, { method, resource, query = {}, body = null }) => {
    const at = serviceTarget(access, resource, query);
    if (at === null) {
      return Promise.resolve({ kind: 'broken', code: 'ERR_INVALID_URL', mayBeWritten: false, reused: false });
    }
    const headers = signedHeaders(access, method, at.target, clock.now(), userAgent);
    return sensHttp.exchange({ method, url: at.url, headers, body });
  };
  return async (access, call) => {
    const signedAt = clock.now();
    const exchange = await once(access, call);
    return isStale(exchange) || isAged(exchange, signedAt) ? once(access, call) : exchange;
  };
}

function isStale(exchange: Exchange): boolean {
  return exchange.kind === 'broken' && exchange.reused && !exchange.mayBeWritten && exchange.code !== 'timeout';
}

/** Refused for a signature that grew old on the way, or whose clock has been set since. */
function isAged(exchange: Exchange, signedAt: number): boolean {
  return (
    exchange.kind === 'answer' && exchange.status === 401 && Math.abs(exchange.receivedAt - signedAt) >= SIGNATURE_MS
  );
}

/** A whole answer that says yes. */
export function isSuccess(exchange: Exchange): exchange is Answer {
  return exchange.kind === 'answer' && exchange.status >= 200 && exchange.status < 300 && exchange.fault === null;
}

/** A lookup without a match is answered with 404 and no body at all. */
export function isNothing(exchange: Exchange): boolean {
  return (
    exchange.kind === 'answer' && exchange.status === 404 && exchange.fault === null && exchange.text.trim() === ''
  );
}

/** SENS API overview page, "request headers". */
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

/** The address of a SENS call: `url` to ask for, and `target`, its path and query as they will stand on the wire. */
export interface SensTarget {
  readonly url: string;
  readonly target: string;
}

/**
 * A resource of the service (SENS call list), such as `/messages`; its parts are encoded already, `query` is not yet. URL's own form is taken for both the
 * address and what is signed, so nothing re-encodes it later. `:` of a service id stays as it is, as the SENS examples have it.
 * Null when the base URL is none.
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

/** What is signed of a request. The body is not part of it, whatever older SENS pages say. */
export interface SignedDeps {
  readonly method: SensMethod;
  /** Path and query exactly as they stand on the wire, without scheme and host. */
  readonly target: string;
  /** ms since 1970 as text, the same string as in `x-ncp-apigw-timestamp`. */
  readonly timestamp: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The value of `x-ncp-apigw-signature-v2` (SENS API overview page): base64 of HMAC-SHA256 under the secret key. */
export function signature(deps: SignedDeps): string {
  const message = `${deps.method} ${deps.target}\n${deps.timestamp}\n${deps.accessKey}`;
  return createHmac('sha256', deps.secretKey).update(message, 'utf8').digest('base64');
}
