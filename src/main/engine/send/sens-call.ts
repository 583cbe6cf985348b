import type { Clock } from '../common/clock';
import type { SensAccess } from './sender-types';
import type { Exchange, SensHttp, SensMethod } from './sens-http';
import { serviceTarget } from './sens-target';
import { signature } from './signature';

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
