import type { Reason } from '../../../../shared/contract/history';
import type { TextType } from '../../../../shared/sms/fit-text';
import type { OutboxText } from '../../ledger/tables/outbox/types';
import type { SensFailure } from '../sens/errors';
import { sanitizeErrorText, type SensMessage } from '../sens/responses';

/**
 * SENS accepts reservations at least 10 minutes ahead (sens-sms-send page); the extra minute covers latency and clock
 * skew.
 */
const MIN_RESERVE_AHEAD_MS = 11 * 60_000;

/** Time zone of reservations: SENS keeps Korean time. */
export const RESERVATION_ZONE = 'Asia/Seoul';

/** Reasons without parameters; src/shared/i18n has their sentences under `reason`. */
export type PlainReason =
  | 'no-access'
  | 'waits-for-live'
  | 'practice-ended'
  | 'recipient-removed'
  | 'not-taken'
  | 'may-be-delivered'
  | 'no-receipt'
  | 'cancelling'
  | 'cancelled'
  | 'not-cancelled';

export function plainReason(code: PlainReason): Reason {
  return { code, params: {} };
}

/** Reason of a failed request: the code and parameters of its problem. */
export function failureReason(failure: SensFailure): Reason {
  return { code: failure.code, params: failure.params };
}

const REFUSALS = ['sens-refused-key', 'sens-no-right', 'sens-unknown-service', 'sens-bad-request'] as const;

/** Refusal recorded in the reason of a queued text; null if it was not refused. */
export function refusalOf({ reason }: OutboxText): SensFailure | null {
  const code = REFUSALS.find((each) => each === reason?.code);
  return code === undefined || reason === null
    ? null
    : { code, params: reason.params, outcome: 'refused', retryAfterMs: null };
}

/** Start time and service of a request: needed for a lookup and stored with the text, so that it survives a crash. */
interface Attempt {
  /** ms since 1970. */
  readonly attemptedAt: number;
  readonly service: string;
  /** Count of numbers in the request; missing in texts that an older Logbell tried to send. */
  readonly recipients?: number;
  /**
   * Time the request was abandoned, ms since 1970; missing after a crash. Suspend or a clock set back can move it away
   * from `attemptedAt`.
   */
  readonly endedAt?: number;
}

/** Reason of a text whose request is in flight or whose result is being looked up. */
export function attemptReason(code: 'being-sent' | 'looking-up', attempt: Attempt): Reason {
  return { code, params: { ...attempt } };
}

/** Attempt recorded in the text's reason; without one, the time of the text's last change. */
export function attemptOf(text: OutboxText): Attempt {
  const { attemptedAt, service, recipients, endedAt } = text.reason?.params ?? {};
  return {
    attemptedAt: typeof attemptedAt === 'number' ? attemptedAt : text.changedAt,
    service: typeof service === 'string' ? service : '',
    ...(typeof recipients === 'number' ? { recipients } : {}),
    ...(typeof endedAt === 'number' ? { endedAt } : {}),
  };
}

/** Result of the handset as SENS reports it, with its codes unchanged: their table is not public. */
export function notDelivered(message: SensMessage): Reason {
  const words = sanitizeErrorText(message.statusMessage) || sanitizeErrorText(message.statusName) || '-';
  return { code: 'not-delivered', params: { status: sanitizeErrorText(message.statusCode) || '-', message: words } };
}

/** SENS type of a text; a message through a channel has none and is not sent here. */
export function sensTypeOf({ type }: OutboxText): TextType {
  return type === 'MESSAGE' ? 'LMS' : type;
}

/** Time at which SENS should send this text, ms since 1970; null for at once. */
export function reservedAt({ reserveAt }: OutboxText, now: number): number | null {
  return reserveAt !== null && reserveAt > now ? reserveAt : null;
}

/** True if SENS no longer accepts a reservation for this time, as it is too near. */
export function isTooNear(at: number, now: number): boolean {
  return at - now < MIN_RESERVE_AHEAD_MS;
}

/** Reason of a text scheduled at SENS (`reserved`), or held by Logbell where SENS cannot (`held`). */
export function heldReason(code: 'reserved' | 'held', at: number): Reason {
  return { code, params: { until: at } };
}
