import type { OutboxText } from '../ledger/tables/types';
import type { Addressed } from './batches';
import type { SensFailure } from './sens-errors';

/** What one request came to: taken, failed, or not made because the sender stops or its texts are gone. */
export type SendOutcome =
  | { readonly kind: 'taken'; readonly requestId: string }
  /** `left`: the texts as they are owed now. */
  | { readonly kind: 'failed'; readonly failure: SensFailure; readonly left: readonly Addressed[] }
  | { readonly kind: 'stopped' };

/** A text that SENS refused when it was sent to this recipient alone, and what it said. */
interface RefusedAlone {
  readonly text: OutboxText;
  readonly failure: SensFailure;
}

/** What came of a batch with its parts. */
export interface BatchOutcome {
  /** The requests SENS took. */
  readonly requestIds: readonly string[];
  /** Refused with a 400 when sent alone. */
  readonly refusedAlone: readonly RefusedAlone[];
  /** Refused with a 400 for a cause that no recipient is at fault for. */
  readonly refusedTogether: readonly OutboxText[];
  /** The last failure, if any. */
  readonly failure: SensFailure | null;
}

/**
 * So many refusals in the same words and nothing taken: that is a whole batch of 100 down to its sixteenths, and the cause
 * lies in what all have in common.
 */
const MOST_ALIKE = 15;

/** A sender number that is not registered, or no longer; what SENS says of it is not documented, so its words are looked at. */
const ABOUT_SENDER = /calling number|sender|발신|(?:^|[:/,] )from(?:$| [/,])/i;

/**
 * Sends a batch, and in halves again what SENS refuses with a 400, until each recipient at fault stands alone: one bad
 * number must not sink the others. A cause that lies in no recipient, or any other failure, ends it; what is left stays owed.
 */
export async function sendSplitting(
  batch: readonly Addressed[],
  send: (part: readonly Addressed[]) => Promise<SendOutcome>,
): Promise<BatchOutcome> {
  const parts = [batch];
  const requestIds: string[] = [];
  const refusedAlone: RefusedAlone[] = [];
  const refusals: SensFailure[] = [];
  let refusedTogether: readonly Addressed[] = [];
  let failure: SensFailure | null = null;
  for (let part = parts.shift(); part; part = parts.shift()) {
    const outcome = await send(part);
    if (outcome.kind === 'stopped') {
      break;
    }
    if (outcome.kind === 'taken') {
      requestIds.push(outcome.requestId);
      continue;
    }
    const { failure: refusal, left } = outcome;
    failure = refusal;
    if (refusal.code !== 'sens-bad-request') {
      break;
    }
    refusals.push(refusal);
    if (isAboutSender(refusal) || (requestIds.length === 0 && areAllAlike(refusals))) {
      refusedTogether = [...left, ...parts.flat()];
      break;
    }
    if (left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      parts.push(left.slice(0, middle), left.slice(middle));
    } else {
      refusedAlone.push(...left.map(({ text }) => ({ text, failure: refusal })));
    }
  }
  return { requestIds, refusedAlone, refusedTogether: refusedTogether.map(({ text }) => text), failure };
}

function isAboutSender({ params }: SensFailure): boolean {
  return ABOUT_SENDER.test(String(params['detail']));
}

function areAllAlike(refusals: readonly SensFailure[]): boolean {
  const words = new Set(refusals.map(({ params }) => params['detail']));
  return refusals.length >= MOST_ALIKE && words.size === 1;
}
