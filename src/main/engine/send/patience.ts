import type { SenderOptions } from './sender-options';
import type { SensFailure } from './sens-errors';

/** Answers that may be about the one thing that was asked for. */
const ABOUT_ONE = new Set<SensFailure['code']>([
  'sens-odd-answer',
  'sens-bad-request',
  'sens-unknown-service',
  'sens-server',
]);

/** A SENS that is ill may be well again by tomorrow. */
const OUTAGE_FACTOR = 24;

/** True when the failure may be about this one question: others are put to SENS all the same, and at their time. */
export function isAboutOne({ code, retryAfterMs }: SensFailure): boolean {
  return ABOUT_ONE.has(code) && retryAfterMs === null;
}

/**
 * How long a question is put again to a SENS that answers, but not to the point, ms; null where it cannot be asked at
 * all, as then nobody knows what it would say.
 */
export function patienceMs(failure: SensFailure, options: SenderOptions, practice: boolean): number | null {
  if (!ABOUT_ONE.has(failure.code)) {
    return null;
  }
  const giveUpMs = practice ? options.practiceGiveUpMs : options.receiptGiveUpMs;
  return failure.code === 'sens-server' ? giveUpMs * OUTAGE_FACTOR : giveUpMs;
}
