import type { OutboxText } from '../ledger/ledger-types';
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
  /** The last failure, if any. */
  readonly failure: SensFailure | null;
}

/**
 * Sends a batch, and in halves again what SENS refuses with a 400, until each recipient at fault stands alone: one bad
 * number must not sink the others. Any other failure ends it; what is left stays owed.
 */
export async function sendSplitting(
  batch: readonly Addressed[],
  send: (part: readonly Addressed[]) => Promise<SendOutcome>,
): Promise<BatchOutcome> {
  const parts = [batch];
  const requestIds: string[] = [];
  const refusedAlone: RefusedAlone[] = [];
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
    if (left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      parts.unshift(left.slice(0, middle), left.slice(middle));
    } else {
      refusedAlone.push(...left.map(({ text }) => ({ text, failure: refusal })));
    }
  }
  return { requestIds, refusedAlone, failure };
}
