/** Bounds of the waits between tries, ms. */
export interface RetryBounds {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** 2 s at first, never more than 5 min. */
export const RETRY_BOUNDS: RetryBounds = { firstMs: 2_000, longestMs: 300_000 };

/** A `Retry-After` beyond this is not believed: texts must not sleep for a day because of one header. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/**
 * How long to wait before try number `failures + 1`, ms: doubles from `firstMs` up to `longestMs`, with its upper
 * half left to chance so that many machines do not come back at once; never less than what the server asked for.
 * `random` gives [0, 1). `failures` counts from 1.
 */
export function retryDelayMs(
  failures: number,
  retryAfterMs: number | null,
  random: () => number,
  bounds: RetryBounds = RETRY_BOUNDS,
): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 30);
  const ceiling = Math.min(bounds.firstMs * 2 ** doublings, bounds.longestMs);
  const jittered = Math.round(ceiling / 2 + (random() * ceiling) / 2);
  return Math.max(jittered, retryAfterMs ?? 0);
}

/** What a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds or a date), in ms from `now`; null without a readable one. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) {
    return Math.min(Number(text) * 1_000, LONGEST_RETRY_AFTER_MS);
  }
  const at = Date.parse(text);
  if (text === '' || Number.isNaN(at)) {
    return null;
  }
  return Math.min(Math.max(at - now, 0), LONGEST_RETRY_AFTER_MS);
}
