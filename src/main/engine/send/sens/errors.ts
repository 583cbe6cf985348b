import type { ProblemCode } from '../../../../shared/contract/status';
import { retryAfterMs } from '../flow/backoff';
import type { Exchange } from './http';
import { parseErrorBody, sanitizeErrorText, saysFailed, type SensErrorBody } from './responses';
import { clockSkewMs } from './time';

/** The problems that SENS or the way to it can make. */
type SensCode = Extract<ProblemCode, `sens-${string}`>;

/**
 * What became of the request:
 * `refused`: certainly not taken, and the same request would be refused again until something is mended;
 * `retry`: certainly not taken, and may be taken later;
 * `unknown`: it may have been taken.
 */
type RequestOutcome = 'refused' | 'retry' | 'unknown';

/**
 * A request that did not succeed. `params` are the values of the code's sentence, free of numbers and keys; `context`
 * among them chooses a variant of it (i18next docs, "Context").
 */
export interface SensFailure {
  readonly code: SensCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly fate: RequestOutcome;
  /** What the answer's `Retry-After` asks for, ms. */
  readonly retryAfterMs: number | null;
}

type Answer = Extract<Exchange, { readonly kind: 'answer' }>;
type FailureReason = Pick<SensFailure, 'code' | 'params' | 'fate'>;

/** SENS refuses a timestamp 5 minutes away (API overview page); the Date header has whole seconds and is a moment old. */
const CLOCK_LIMIT_MS = 5 * 60_000 - 10_000;

/** How llhttp's codes begin, for what is not HTTP or has endless headers. */
const NO_HTTP = 'HPE_';

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/;

/** Says what a failed exchange means. Give it any exchange that did not bring what was asked for. */
export function sensFailure(exchange: Exchange): SensFailure {
  if (exchange.kind === 'broken') {
    return { ...connectionFailure(exchange.code, exchange.mayBeWritten), retryAfterMs: null };
  }
  return { ...responseFailure(exchange), retryAfterMs: retryAfterMs(exchange.retryAfter, exchange.receivedAt) };
}

function connectionFailure(code: string, mayBeWritten: boolean): FailureReason {
  const fate = mayBeWritten ? 'unknown' : 'retry';
  if (CERTIFICATE.test(code)) {
    return { code: 'sens-certificate', params: { reason: code }, fate };
  }
  if (code.startsWith(NO_HTTP)) {
    return { code: 'sens-odd-answer', params: { status: '?' }, fate };
  }
  return { code: 'sens-unreachable', params: { reason: code }, fate };
}

function responseFailure(answer: Answer): FailureReason {
  const { status } = answer;
  if (status >= 500) {
    // Even "endpoint error" may come after SENS took the request: only a lookup knows, unless the body itself says so.
    return { code: 'sens-server', params: { status }, fate: saysFailed(answer.text) ? 'retry' : 'unknown' };
  }
  if (status < 300) {
    return answer.fault?.kind === 'broken-off'
      ? { code: 'sens-unreachable', params: { reason: answer.fault.code }, fate: 'unknown' }
      : { code: 'sens-odd-answer', params: { status }, fate: 'unknown' };
  }
  if (status < 400 || status === 407 || isPage(answer)) {
    return { code: 'sens-odd-answer', params: { status }, fate: 'retry' };
  }
  return refusalFailure(answer, parseErrorBody(answer.text));
}

function refusalFailure(answer: Answer, body: SensErrorBody): FailureReason {
  switch (answer.status) {
    case 401:
      return unauthorizedFailure(answer, body);
    case 403:
      return { code: 'sens-no-right', params: {}, fate: 'refused' };
    case 404:
      return { code: 'sens-unknown-service', params: {}, fate: 'refused' };
    case 408:
      return { code: 'sens-server', params: { status: 408 }, fate: 'retry' };
    case 429:
      return { code: 'sens-too-fast', params: {}, fate: 'retry' };
    default:
      return { code: 'sens-bad-request', params: { detail: detailOf(answer.status, body) }, fate: 'refused' };
  }
}

/** Gateway code 210 is a missing right, all else the signature: by a wrong key, or by a clock that is off (then time mends it). */
function unauthorizedFailure(answer: Answer, body: SensErrorBody): FailureReason {
  if (body.code === '210') {
    return { code: 'sens-no-right', params: {}, fate: 'refused' };
  }
  const skew = clockSkewMs(answer.date, answer.receivedAt) ?? 0;
  if (Math.abs(skew) >= CLOCK_LIMIT_MS) {
    const minutes = Math.round(Math.abs(skew) / 60_000);
    return { code: 'sens-clock', params: { minutes, context: skew > 0 ? 'ahead' : 'behind' }, fate: 'retry' };
  }
  return { code: 'sens-refused-key', params: {}, fate: 'refused' };
}

function detailOf(status: number, body: SensErrorBody): string {
  const said = sanitizeErrorText(body.words);
  return said === '' ? `HTTP ${status}` : said;
}

/** A page for people: from a proxy or a firewall on the way, not from SENS. */
function isPage(answer: Answer): boolean {
  return answer.contentType.toLowerCase().includes('html') || answer.text.trimStart().startsWith('<');
}
