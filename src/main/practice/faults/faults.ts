import type { Undelivered } from '../store/message-store';

/** What the practice SENS can be told to do wrong. `takes` says whether the request is carried out all the same. */
export type Fault =
  /** Carries the request out, and answers only after `ms`. */
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
  /** 429; without a `Retry-After` when that is null. */
  | { readonly kind: 'too-fast'; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'server-error'; readonly takes: boolean }
  /** 503 of the gateway. */
  | { readonly kind: 'unavailable'; readonly takes: boolean }
  /** 504 after the request was taken. */
  | { readonly kind: 'gateway-timeout' }
  /** A web page in place of an answer, as a firewall or a proxy gives it; nothing is carried out unless `takes`. */
  | { readonly kind: 'page'; readonly status: number; readonly takes?: boolean }
  /** An answer that goes wrong on its way: that of the request, or a 500 when it is not taken. */
  | { readonly kind: 'odd-answer'; readonly form: OddForm; readonly takes: boolean }
  /** Takes a send under ids with control characters in them. */
  | { readonly kind: 'control-ids' }
  /** Takes a send, but the handset (or each one, when `to` is null) does not get it. */
  | ({ readonly kind: 'undelivered'; readonly to: string | null } & Undelivered)
  /** Takes a reserved send that comes to nothing when it is due. */
  | { readonly kind: 'reservation-lost'; readonly reserveStatus: LostReservation }
  /** The server's clock is `shiftMs` ahead: its Date header says so, and the timestamp is judged by it. */
  | { readonly kind: 'wrong-clock'; readonly shiftMs: number };

/** How a reservation can fail (SENS reservation page): for any reason, because it was too late, or without a service. */
export type LostReservation = 'FAIL' | 'STALE' | 'SKIP';

/**
 * How an answer goes wrong: cut in the middle of its JSON, 10 MB long, 64 MiB under gzip, moved elsewhere (307), of a
 * type that is not JSON, or never ended.
 */
export type OddForm = 'half-json' | 'huge' | 'gzip-bomb' | 'redirect' | 'wrong-content-type' | 'stalled';

const NOT_TAKEN: ReadonlySet<Fault['kind']> = new Set([
  'bad-request',
  'refused-key',
  'no-right',
  'unknown-service',
  'too-fast',
  'page',
]);

/** Whether a request that meets this fault is carried out. */
export function isTaken(fault: Fault): boolean {
  return 'takes' in fault ? fault.takes : !NOT_TAKEN.has(fault.kind);
}
