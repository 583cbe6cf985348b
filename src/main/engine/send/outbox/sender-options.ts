import { RETRY_BOUNDS, type RetryBounds } from '../flow/backoff';
import type { Clock } from '../../common/clock';
import type { ExchangeTimeouts, SensHttp } from '../sens/http';
import { createLazyHttp } from '../sens/lazy-http';

/** Delays and limits of the sender, ms. */
export interface SenderOptions {
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
  /** Gives [0, 1). */
  readonly random: () => number;
  readonly timeouts: ExchangeTimeouts;
  /** Creates the connections to SENS. */
  readonly connect: (clock: Clock, timeouts: ExchangeTimeouts) => SensHttp;
  /** Delays between attempts while SENS is unreachable or asks to wait. */
  readonly retry: RetryBounds;
  /** Delay before receipts are polled again with a refused key. */
  readonly refusedRetryMs: number;
  /** Minimum time between two texts tried with a refused key, permission or service; a refused text is not retried. */
  readonly refusedQuietMs: number;
  /** Delays between polls for a receipt; the last one repeats. */
  readonly receiptDelaysMs: readonly number[];
  /** Time without a receipt after which a text is given up. */
  readonly receiptGiveUpMs: number;
  /** The same in practice mode, where a restart forgets sent texts. */
  readonly practiceGiveUpMs: number;
  /** Delays between lookups of an unconfirmed text; the last one repeats. */
  readonly lookupDelaysMs: readonly number[];
  /** Number of empty lookups, over at least `lookupSettleMs`, after which a text counts as not accepted. */
  readonly lookupEmpties: number;
  readonly lookupSettleMs: number;
  /** Time a text waits for the lookup of an earlier one to the same recipient, before it is sent first. */
  readonly lookupHoldMs: number;
}

export const SENDER_DEFAULTS: SenderOptions = {
  userAgent: 'Logbell',
  random: Math.random,
  timeouts: { connectMs: 10_000, answerMs: 10_000 },
  connect: createLazyHttp,
  retry: RETRY_BOUNDS,
  refusedRetryMs: 600_000,
  refusedQuietMs: 60_000,
  receiptDelaysMs: [2_000, 5_000, 10_000, 30_000, 60_000],
  receiptGiveUpMs: 3_600_000,
  practiceGiveUpMs: 60_000,
  lookupDelaysMs: [2_000, 5_000, 15_000],
  lookupEmpties: 3,
  lookupSettleMs: 20_000,
  lookupHoldMs: 30_000,
};
