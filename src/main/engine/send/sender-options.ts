import { RETRY_BOUNDS, type RetryBounds } from './retry-delay';
import type { ExchangeTimeouts } from './sens-http';

/** How the sender waits. All times in ms. */
export interface SenderOptions {
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
  /** Gives [0, 1). */
  readonly random: () => number;
  readonly timeouts: ExchangeTimeouts;
  /** Between tries while SENS is out of reach or asks to wait. */
  readonly retry: RetryBounds;
  /** Before SENS is asked again for receipts with a key that it refused. */
  readonly refusedRetryMs: number;
  /** Least time between two texts that are tried with a refused key, right or service; one that was refused is not tried again. */
  readonly refusedQuietMs: number;
  /** Between questions for a receipt; the last one repeats. */
  readonly receiptDelaysMs: readonly number[];
  /** After this long without a receipt nobody will ever say. */
  readonly receiptGiveUpMs: number;
  /** The same in practice, where a restart forgets what was sent. */
  readonly practiceGiveUpMs: number;
  /** Between lookups of a text whose fate is unknown; the last one repeats. */
  readonly lookupDelaysMs: readonly number[];
  /** So many lookups must find nothing, over so long, before a text counts as not taken. */
  readonly lookupEmpties: number;
  readonly lookupSettleMs: number;
  /** So long a text to a recipient waits for the lookup of an earlier one to them; then it goes first. */
  readonly lookupHoldMs: number;
}

export const SENDER_DEFAULTS: SenderOptions = {
  userAgent: 'Logbell',
  random: Math.random,
  timeouts: { connectMs: 10_000, answerMs: 10_000 },
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

/** Entry `index` of a list of waits, or its last one. */
export function delayAt(delaysMs: readonly number[], index: number): number {
  return delaysMs[Math.min(index, delaysMs.length - 1)] ?? 0;
}

/**
 * True when `dueAt` has come, or lies further ahead than any of these waits: then the clock has been set back. Never before
 * `notBefore`, when what SENS holds is to go out.
 */
export function isDue(dueAt: number, now: number, delaysMs: readonly number[], notBefore = 0): boolean {
  if (now < notBefore) {
    return false;
  }
  return dueAt <= now || dueAt - now > Math.max(...delaysMs);
}
