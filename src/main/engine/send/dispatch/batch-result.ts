import type { OutboxText } from '../../ledger/tables/outbox/types';
import type { CircuitBreaker, Refusal, RefusalSnapshot } from '../outbox/circuit-breaker';
import { changeAll, type SendContext } from '../outbox/context';
import { failureReason, refusalOf } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import { credentialsFingerprint, type SensAccess } from '../sens/types';
import type { BatchOutcome } from './send-batch';

/** Callbacks of the dispatch. */
export interface DispatchListeners {
  /** A request has ended, so that the next may start. */
  readonly requestEnded: () => void;
  /** SENS accepted this request. */
  readonly accepted: (requestId: string) => void;
  /** There are unconfirmed texts to look up. */
  readonly unconfirmed: () => void;
  /** An asynchronous part threw an error. */
  readonly failed: (error: unknown) => void;
}

/** Dependencies of `createBatchResult`. */
interface BatchResultDeps {
  readonly breaker: CircuitBreaker;
  readonly refusal: Refusal;
  readonly listeners: DispatchListeners;
}

/** Creates a function that applies the outcome of a batch to the breaker, the refusal and the problems. */
export function createBatchResult(
  context: SendContext,
  { breaker, refusal, listeners }: BatchResultDeps,
): (access: SensAccess, outcome: BatchOutcome, snapshot: RefusalSnapshot) => void {
  const reportRefusedAlone = ({ refusedAlone, requestIds }: BatchOutcome): void => {
    for (const alone of refusedAlone) {
      if (requestIds.length > 0) {
        context.problems.textLost('text-refused', alone.text, String(alone.failure.params['detail']));
      } else {
        context.problems.failed('send', alone.failure);
      }
    }
  };

  const reportRefused = (
    access: SensAccess,
    outcome: BatchOutcome,
    failure: SensFailure,
    snapshot: RefusalSnapshot,
  ): void => {
    const { refusedTogether } = outcome;
    reportRefusedAlone(outcome);
    if (refusedTogether.length > 0) {
      const current = {
        state: 'owed',
        reason: failureReason(failure),
        refusedMark: credentialsFingerprint(access),
      } as const;
      context.writer.settle(changeAll(refusedTogether, current));
    }
    if (refusedTogether.length > 0 || failure.code !== 'sens-bad-request') {
      context.problems.failed('send', failure);
      refusal.refused(snapshot);
    }
  };

  return (access, outcome, snapshot) => {
    const { requestIds, failure } = outcome;
    requestIds.forEach(listeners.accepted);
    if (requestIds.length > 0) {
      breaker.succeeded();
      refusal.clear();
      releaseFixedRefusals(context, credentialsFingerprint(access));
      context.problems.succeeded('send');
    }
    if (failure?.outcome === 'refused') {
      if (isCurrentAccess(context, access)) {
        reportRefused(access, outcome, failure, snapshot);
      }
      // The cause may have been fixed while SENS was asked.
      releaseFixedRefusals(context);
      return;
    }
    reportRefusedAlone(outcome);
    if (failure === null) {
      return;
    }
    context.problems.failed('send', failure);
    breaker.failed(failure);
    if (failure.outcome === 'unknown') {
      listeners.unconfirmed();
    }
  };
}

/** True if the settings still have these credentials. */
function isCurrentAccess({ deps }: SendContext, access: SensAccess): boolean {
  const now = deps.access();
  return now !== null && credentialsFingerprint(now) === credentialsFingerprint(access);
}

/**
 * Reports the refusals of earlier runs again at startup, as their texts stay queued until the cause is fixed. Texts
 * refused with other settings than the current ones are released first.
 */
export function reportKnownRefusals(context: SendContext): void {
  const { deps, problems } = context;
  const access = deps.access();
  if (access === null) {
    return;
  }
  releaseFixedRefusals(context);
  const fingerprint = credentialsFingerprint(access);
  for (const { id, refusedMark } of deps.outbox.refused()) {
    const text = deps.outbox.find(id);
    const failure = text && refusalOf(text);
    if (text === null || failure === null) {
      continue;
    }
    if (refusedMark === fingerprint) {
      problems.failed('send', failure);
    } else {
      problems.textLost('text-refused', text, detailOf(text));
    }
  }
}

function detailOf({ reason }: OutboxText): string {
  return String(reason?.params['detail'] ?? '');
}

/**
 * Releases refused texts for a retry: those refused with settings that have changed since, or, given `mark`, those
 * refused with the credentials it stands for, as SENS has just accepted these.
 */
export function releaseFixedRefusals({ deps }: SendContext, mark: string | null = null): void {
  const refused = deps.outbox.refused();
  const access = refused.length > 0 ? deps.access() : null;
  if (access === null) {
    return;
  }
  const current = credentialsFingerprint(access);
  const released = refused.filter(({ recipientId, refusedMark }) =>
    mark === null
      ? refusedMark !== current &&
        refusedMark !==
          credentialsFingerprint(access, `${deps.countryCodeOf(recipientId)} ${deps.numberOf(recipientId) ?? ''}`)
      : refusedMark === mark,
  );
  deps.outbox.release(released.map(({ id }) => id));
}
