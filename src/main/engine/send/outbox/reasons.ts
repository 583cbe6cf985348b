import type { Reason } from '../../../../shared/contract/history';
import type { OutboxText } from '../../ledger/tables/types';
import type { SensFailure } from '../sens/errors';
import { sanitizeErrorText, type SensMessage } from '../sens/responses';

/** Reasons without values; the sentences are in src/shared/i18n under `reason`. */
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

/** The reason of a request that failed: the code and values of its problem. */
export function failureReason(failure: SensFailure): Reason {
  return { code: failure.code, params: failure.params };
}

const REFUSALS = ['sens-refused-key', 'sens-no-right', 'sens-unknown-service', 'sens-bad-request'] as const;

/** The refusal that an owed text's reason tells of; null when it was not refused. */
export function refusalOf({ reason }: OutboxText): SensFailure | null {
  const code = REFUSALS.find((each) => each === reason?.code);
  return code === undefined || reason === null
    ? null
    : { code, params: reason.params, fate: 'refused', retryAfterMs: null };
}

/** When a request began and for which service: what a lookup needs, kept with the text so that a crash cannot lose it. */
export interface Attempt {
  /** ms since 1970. */
  readonly attemptedAt: number;
  readonly service: string;
  /** How many numbers the request names; unknown of texts that an older Logbell tried to send. */
  readonly recipients?: number;
  /** When it was given up, ms since 1970: later by what the machine slept, or earlier when its clock was set back. A crash leaves none. */
  readonly endedAt?: number;
}

/** The reason of a text whose request is under way, or whose fate is being looked up. */
export function attemptReason(code: 'being-sent' | 'looking-up', attempt: Attempt): Reason {
  return { code, params: { ...attempt } };
}

/** The attempt that a text's reason tells of; the time of its last change when it tells of none. */
export function attemptOf(text: OutboxText): Attempt {
  const { attemptedAt, service, recipients, endedAt } = text.reason?.params ?? {};
  return {
    attemptedAt: typeof attemptedAt === 'number' ? attemptedAt : text.changedAt,
    service: typeof service === 'string' ? service : '',
    ...(typeof recipients === 'number' ? { recipients } : {}),
    ...(typeof endedAt === 'number' ? { endedAt } : {}),
  };
}

/** The handset's result as SENS gives it; its table of codes is not public, so they are shown as they are. */
export function notDelivered(message: SensMessage): Reason {
  const said = sanitizeErrorText(message.statusMessage) || sanitizeErrorText(message.statusName) || '-';
  return { code: 'not-delivered', params: { status: sanitizeErrorText(message.statusCode) || '-', message: said } };
}

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
