import type { ProblemCode } from '../../../../shared/contract/status';
import type { Exchange } from './http';
import { parseErrorBody, sanitizeErrorText, saysFailed, type SensErrorBody } from './responses';
import { clockSkewMs } from './time';

/** Upper limit for `Retry-After`: one header must not delay texts for a day. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** Problems caused by SENS or the connection to it. */
type SensCode = Extract<ProblemCode, `sens-${string}`>;

/**
 * Outcome of the request. `refused`: certainly not accepted, and a retry fails until something is fixed; `retry`:
 * certainly not accepted, but may be later; `unknown`: may have been accepted.
 */
type RequestOutcome = 'refused' | 'retry' | 'unknown';

/**
 * A failed request. `params` are the values of the code's sentence, free of phone numbers and keys; their `context`
 * chooses a variant of it (i18next docs, "Context").
 */
export interface SensFailure {
  readonly code: SensCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly outcome: RequestOutcome;
  /** Delay from the `Retry-After` header, ms; null without one. */
  readonly retryAfterMs: number | null;
}

type Answer = Extract<Exchange, { readonly kind: 'answer' }>;
type FailureReason = Pick<SensFailure, 'code' | 'params' | 'outcome'>;

/**
 * SENS refuses timestamps 5 minutes off (API overview page); the margin allows for a Date header in whole seconds and
 * for latency.
 */
export const CLOCK_LIMIT_MS = 5 * 60_000 - 10_000;

/** Prefix of llhttp's error codes, for answers that are not HTTP or have endless headers. */
const HTTP_PARSE_ERROR = 'HPE_';

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/;

/** Classifies an exchange that did not bring the expected answer. */
export function sensFailure(exchange: Exchange): SensFailure {
  if (exchange.kind === 'broken') {
    return { ...connectionFailure(exchange.code, exchange.mayBeWritten), retryAfterMs: null };
  }
  return { ...responseFailure(exchange), retryAfterMs: retryAfterMs(exchange.retryAfter, exchange.receivedAt) };
}

function connectionFailure(code: string, mayBeWritten: boolean): FailureReason {
  const outcome = mayBeWritten ? 'unknown' : 'retry';
  if (CERTIFICATE.test(code)) {
    return { code: 'sens-certificate', params: { reason: code }, outcome: outcome };
  }
  if (code.startsWith(HTTP_PARSE_ERROR)) {
    return { code: 'sens-odd-answer', params: { status: '?' }, outcome: outcome };
  }
  return { code: 'sens-unreachable', params: { reason: code }, outcome: outcome };
}

function responseFailure(answer: Answer): FailureReason {
  const { status } = answer;
  if (status >= 500) {
    // Even "endpoint error" may follow after SENS accepted the request: only a lookup knows, unless the body says so.
    return { code: 'sens-server', params: { status }, outcome: saysFailed(answer.text) ? 'retry' : 'unknown' };
  }
  if (status < 300) {
    return answer.fault?.kind === 'broken-off'
      ? { code: 'sens-unreachable', params: { reason: answer.fault.code }, outcome: 'unknown' }
      : { code: 'sens-odd-answer', params: { status }, outcome: 'unknown' };
  }
  if (status < 400 || status === 407 || isPage(answer)) {
    return { code: 'sens-odd-answer', params: { status }, outcome: 'retry' };
  }
  return refusalFailure(answer, parseErrorBody(answer.text));
}

function refusalFailure(answer: Answer, body: SensErrorBody): FailureReason {
  switch (answer.status) {
    case 401:
      return unauthorizedFailure(answer, body);
    case 403:
      return { code: 'sens-no-right', params: {}, outcome: 'refused' };
    case 404:
      return { code: 'sens-unknown-service', params: {}, outcome: 'refused' };
    case 408:
      return { code: 'sens-server', params: { status: 408 }, outcome: 'retry' };
    case 429:
      return { code: 'sens-too-fast', params: {}, outcome: 'retry' };
    default:
      return { code: 'sens-bad-request', params: { detail: detailOf(answer.status, body) }, outcome: 'refused' };
  }
}

/**
 * Classifies a 401: gateway code 210 is a missing permission; otherwise the signature is wrong, by a wrong key or by a
 * clock that is off (then a retry helps).
 */
function unauthorizedFailure(answer: Answer, body: SensErrorBody): FailureReason {
  if (body.code === '210') {
    return { code: 'sens-no-right', params: {}, outcome: 'refused' };
  }
  const skew = clockSkewMs(answer.date, answer.receivedAt) ?? 0;
  if (Math.abs(skew) >= CLOCK_LIMIT_MS) {
    const minutes = Math.round(Math.abs(skew) / 60_000);
    return { code: 'sens-clock', params: { minutes, context: skew > 0 ? 'ahead' : 'behind' }, outcome: 'retry' };
  }
  return { code: 'sens-refused-key', params: {}, outcome: 'refused' };
}

function detailOf(status: number, body: SensErrorBody): string {
  const detail = sanitizeErrorText(body.words);
  return detail === '' ? `HTTP ${status}` : detail;
}

/** True for an HTML page: it comes from a proxy or a firewall, not from SENS. */
function isPage(answer: Answer): boolean {
  return answer.contentType.toLowerCase().includes('html') || answer.text.trimStart().startsWith('<');
}

/**
 * Parses a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date) to ms from `now`; null if missing or unreadable.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) {
    return Math.min(Number(text) * 1_000, MAX_RETRY_AFTER_MS);
  }
  const at = Date.parse(text);
  if (text === '' || Number.isNaN(at)) {
    return null;
  }
  return Math.min(Math.max(at - now, 0), MAX_RETRY_AFTER_MS);
}
