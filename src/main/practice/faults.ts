/** What the practice SENS can be told to do wrong to a send request. */
export type Fault =
  /** Takes the request, and answers only after `ms`. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Never answers; `takes` says whether the request was taken before. */
  | { readonly kind: 'hang'; readonly takes: boolean }
  /** Breaks the connection without an answer. */
  | { readonly kind: 'reset'; readonly takes: boolean }
  | { readonly kind: 'bad-request' }
  | { readonly kind: 'refused-key' }
  /** By the gateway (401, code 210) or by SENS (403). */
  | { readonly kind: 'no-right'; readonly by: 'gateway' | 'sens' }
  | { readonly kind: 'unknown-service' }
  | { readonly kind: 'too-fast'; readonly retryAfterSeconds: number }
  | { readonly kind: 'server-error'; readonly takes: boolean }
  /** 504 after the request was taken. */
  | { readonly kind: 'gateway-timeout' }
  /** A web page in place of an answer, as a firewall or a proxy gives it. */
  | { readonly kind: 'page'; readonly status: number }
  /** Taken, but the handset (or each one, when `to` is null) does not get it. */
  | {
      readonly kind: 'undelivered';
      readonly to: string | null;
      readonly statusCode: string;
      readonly statusMessage: string;
    }
  /** The server's clock is `shiftMs` ahead: its Date header says so, and it refuses the timestamp. */
  | { readonly kind: 'wrong-clock'; readonly shiftMs: number };

/** The faults of the next send requests, first come first served. */
export interface FaultQueue {
  add(fault: Fault, times: number): void;
  /** The fault of the request at hand; null for none. */
  next(): Fault | null;
}

export function createFaultQueue(): FaultQueue {
  const queue: Fault[] = [];
  return {
    add: (fault, times) => {
      for (let count = 0; count < times; count += 1) {
        queue.push(fault);
      }
    },
    next: () => queue.shift() ?? null,
  };
}
