import type { Reason } from '../../../shared/contract/history';
import type { OutboxText } from '../ledger/tables/types';
import { saidBySens } from './said-by-sens';
import type { SensMessage } from './sens-answer';
import type { SensFailure } from './sens-errors';

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
  const said = saidBySens(message.statusMessage) || saidBySens(message.statusName) || '-';
  return { code: 'not-delivered', params: { status: saidBySens(message.statusCode) || '-', message: said } };
}
