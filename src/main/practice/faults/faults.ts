import type { Undelivered } from '../store/message-store';

/** A fault of the practice SENS. `takes`: true if the request is executed all the same. */
export type Fault =
  /** Executes the request and answers after `ms`. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Never answers. */
  | { readonly kind: 'hang'; readonly takes: boolean }
  /** Breaks the connection without an answer. */
  | { readonly kind: 'reset'; readonly takes: boolean }
  | { readonly kind: 'bad-request' }
  | { readonly kind: 'refused-key' }
  /** By the gateway (401, code 210) or by SENS (403). */
  | { readonly kind: 'no-right'; readonly by: 'gateway' | 'sens' }
  | { readonly kind: 'unknown-service' }
  /** 429; without a `Retry-After` header if that is null. */
  | { readonly kind: 'too-fast'; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'server-error'; readonly takes: boolean }
  /** 503 of the gateway. */
  | { readonly kind: 'unavailable'; readonly takes: boolean }
  /** 504 after the request was executed. */
  | { readonly kind: 'gateway-timeout' }
  /** A web page instead of an answer, as from a firewall or proxy; executes nothing unless `takes`. */
  | { readonly kind: 'page'; readonly status: number; readonly takes?: boolean }
  /** A corrupted answer: that of the request, or a 500 if the request is not executed. */
  | { readonly kind: 'odd-answer'; readonly form: OddForm; readonly takes: boolean }
  /** Accepts a send under ids that contain control characters. */
  | { readonly kind: 'control-ids' }
  /** Accepts a send but fails to deliver it to the number, or to all if `to` is null. */
  | ({ readonly kind: 'undelivered'; readonly to: string | null } & Undelivered)
  /** Accepts a reservation that fails when it is due. */
  | { readonly kind: 'reservation-lost'; readonly reserveStatus: LostReservation }
  /** Shifts the server's clock, which the Date header and the timestamp check use, forward by `shiftMs`. */
  | { readonly kind: 'wrong-clock'; readonly shiftMs: number };

/** Failures of a reservation (SENS reservation page): any reason, too late, or no service. */
export type LostReservation = 'FAIL' | 'STALE' | 'SKIP';

/**
 * Corruption of an answer: JSON cut in half, 10 MB long, 64 MiB under gzip, redirected (307), a content type other than
 * JSON, or never finished.
 */
export type OddForm = 'half-json' | 'huge' | 'gzip-bomb' | 'redirect' | 'wrong-content-type' | 'stalled';

const NOT_CARRIED_OUT: ReadonlySet<Fault['kind']> = new Set([
  'bad-request',
  'refused-key',
  'no-right',
  'unknown-service',
  'too-fast',
  'page',
]);

/** True if a request with this fault is executed. */
export function isCarriedOut(fault: Fault): boolean {
  return 'takes' in fault ? fault.takes : !NOT_CARRIED_OUT.has(fault.kind);
}
