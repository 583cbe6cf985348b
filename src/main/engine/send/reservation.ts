import type { Reason } from '../../../shared/contract/history';
import type { OutboxText } from '../ledger/tables/types';

/** SENS takes a reservation at least 10 minutes ahead (sens-sms-send page); the rest is for the way and for clocks that differ. */
const LEAST_AHEAD_MS = 11 * 60_000;

/** SENS keeps Korean time; what is reserved is said in it. */
export const RESERVE_ZONE = 'Asia/Seoul';

/** When SENS is to send this text, ms since 1970; null for at once. */
export function reservedAt({ reserveAt }: OutboxText, now: number): number | null {
  return reserveAt !== null && reserveAt > now ? reserveAt : null;
}

/** Whether the time of a text is so near that SENS takes no reservation for it any more. */
export function isTooNear(at: number, now: number): boolean {
  return at - now < LEAST_AHEAD_MS;
}

/** The reason of a text that SENS holds, or Logbell where SENS does not. */
export function heldReason(code: 'reserved' | 'held', at: number): Reason {
  return { code, params: { until: at } };
}
