import type { SenderOptions } from './sender-options';
import type { SensFailure } from './sens-errors';

/** A SENS that is ill may be well again by tomorrow. */
const OUTAGE_FACTOR = 24;

/** True when the failure may be about this one question: others are put to SENS all the same, and at their time. */
export function isAboutOne({ code }: SensFailure): boolean {
  return code === 'sens-odd-answer' || code === 'sens-bad-request';
}

/**
 * How long a question is put again to a SENS that answers, but not to the point, ms; null where it cannot be asked at
 * all, as then nobody knows what it would say.
 */
export function patienceMs(failure: SensFailure, options: SenderOptions, practice: boolean): number | null {
  const giveUpMs = practice ? options.practiceGiveUpMs : options.receiptGiveUpMs;
  if (isAboutOne(failure)) {
    return giveUpMs;
  }
  return failure.code === 'sens-server' || failure.code === 'sens-unknown-service' ? giveUpMs * OUTAGE_FACTOR : null;
}
