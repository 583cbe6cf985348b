/** Bounds of the delay between attempts, ms. */
export interface RetryBounds {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** 2 s at first, never more than 5 min. */
export const RETRY_BOUNDS: RetryBounds = { firstMs: 2_000, maxMs: 300_000 };

/**
 * Delay before attempt `failures + 1`, ms (`failures` counts from 1): doubles from `firstMs` up to `maxMs`, with random
 * jitter over its upper half so that many machines do not retry at once. Never less than `retryAfterMs`; `random` gives
 * [0, 1).
 */
export function retryDelayMs(
  failures: number,
  retryAfterMs: number | null,
  random: () => number,
  bounds: RetryBounds = RETRY_BOUNDS,
): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 30);
  const ceiling = Math.min(bounds.firstMs * 2 ** doublings, bounds.maxMs);
  const jittered = Math.round(ceiling / 2 + (random() * ceiling) / 2);
  return Math.max(jittered, retryAfterMs ?? 0);
}
