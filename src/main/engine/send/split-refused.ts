import type { OutboxText } from '../ledger/ledger-types';
import type { Addressed } from './batches';
import type { SensFailure } from './sens-errors';

/** What one request came to: taken, failed, or not finished because the sender stops. */
export type SendOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly failure: SensFailure }
  | { readonly kind: 'stopped' };

/** A text that SENS refused when it was sent to this recipient alone, and what it said. */
interface RefusedAlone {
  readonly text: OutboxText;
  readonly failure: SensFailure;
}

/** What came of a batch with its parts. */
export interface BatchOutcome {
  /** SENS took the batch or a part of it. */
  readonly taken: boolean;
  /** Refused with a 400 when sent alone. */
  readonly refusedAlone: readonly RefusedAlone[];
  /** The last failure, if any. */
  readonly failure: SensFailure | null;
}

/**
 * Sends a batch, and in halves again what SENS refuses with a 400, until each recipient at fault stands alone: one bad
 * number must not sink the others. Any other failure ends it; what is left stays owed. `send` is given the requests
 * tried for the same texts before.
 */
export async function sendSplitting(
  batch: readonly Addressed[],
  send: (part: readonly Addressed[], triesBefore: number) => Promise<SendOutcome>,
): Promise<BatchOutcome> {
  const parts = [{ addressed: batch, tries: 0 }];
  const refusedAlone: RefusedAlone[] = [];
  let taken = false;
  let failure: SensFailure | null = null;
  for (let part = parts.shift(); part; part = parts.shift()) {
    const outcome = await send(part.addressed, part.tries);
    if (outcome.kind === 'stopped') {
      break;
    }
    if (outcome.kind === 'taken') {
      taken = true;
      continue;
    }
    const refusal = outcome.failure;
    failure = refusal;
    if (refusal.code !== 'sens-bad-request') {
      break;
    }
    if (part.addressed.length === 1) {
      refusedAlone.push(...part.addressed.map(({ text }) => ({ text, failure: refusal })));
    } else {
      const middle = Math.ceil(part.addressed.length / 2);
      const tries = part.tries + 1;
      parts.unshift(
        { addressed: part.addressed.slice(0, middle), tries },
        { addressed: part.addressed.slice(middle), tries },
      );
    }
  }
  return { taken, refusedAlone, failure };
}
