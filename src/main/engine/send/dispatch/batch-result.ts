import type { OutboxText } from '../../ledger/tables/types';
import type { CircuitBreaker, Refusal, RefusalBegin } from '../outbox/circuit-breaker';
import { changeAll, type SendContext } from '../outbox/context';
import { failureReason, refusalOf } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import { credentialsFingerprint, type SensAccess } from '../sens/types';
import type { BatchOutcome } from './send-batch';

/** Whom the dispatch tells. */
export interface DispatchListeners {
  /** A request has ended: there may be room for the next. */
  readonly ended: () => void;
  /** SENS took this request. */
  readonly taken: (requestId: string) => void;
  /** There are texts to look up. */
  readonly unsure: () => void;
  /** What an async part threw. */
  readonly troubled: (error: unknown) => void;
}

/** What is held back by what comes of a batch, and who is told. */
interface ConclusionDeps {
  readonly gate: CircuitBreaker;
  readonly refusal: Refusal;
  readonly listeners: DispatchListeners;
}

/** Draws the conclusions from what came of a batch that began as `begun` says. */
export function createBatchResult(
  context: SendContext,
  { gate, refusal, listeners }: ConclusionDeps,
): (access: SensAccess, outcome: BatchOutcome, begun: RefusalBegin) => void {
  const named = ({ refusedAlone, requestIds }: BatchOutcome): void => {
    for (const alone of refusedAlone) {
      if (requestIds.length > 0) {
        context.problems.textLost('text-refused', alone.text, String(alone.failure.params['detail']));
      } else {
        context.problems.failed('send', alone.failure);
      }
    }
  };

  const refused = (access: SensAccess, outcome: BatchOutcome, failure: SensFailure, begun: RefusalBegin): void => {
    const { refusedTogether } = outcome;
    named(outcome);
    if (refusedTogether.length > 0) {
      const kept = {
        state: 'owed',
        reason: failureReason(failure),
        refusedMark: credentialsFingerprint(access),
      } as const;
      context.writer.settle(changeAll(refusedTogether, kept));
    }
    if (refusedTogether.length > 0 || failure.code !== 'sens-bad-request') {
      context.problems.failed('send', failure);
      refusal.refused(begun);
    }
  };

  return (access, outcome, begun) => {
    const { requestIds, failure } = outcome;
    requestIds.forEach(listeners.taken);
    if (requestIds.length > 0) {
      gate.succeeded();
      refusal.over();
      releaseRefused(context, credentialsFingerprint(access));
      context.problems.succeeded('send');
    }
    if (failure?.fate === 'refused') {
      if (isAtWork(context, access)) {
        refused(access, outcome, failure, begun);
      }
      // What it was refused for may have been mended while SENS was asked.
      releaseRefused(context);
      return;
    }
    named(outcome);
    if (failure === null) {
      return;
    }
    context.problems.failed('send', failure);
    gate.failed(failure);
    if (failure.fate === 'unknown') {
      listeners.unsure();
    }
  };
}

/** False when the settings have other access by now. */
function isAtWork({ parts }: SendContext, access: SensAccess): boolean {
  const now = parts.access();
  return now !== null && credentialsFingerprint(now) === credentialsFingerprint(access);
}

/**
 * Says again at a start what SENS refused in an earlier run, as the texts are kept until that is mended; those that were
 * refused with other settings than are at work now may go out instead.
 */
export function reportKnownRefusals(context: SendContext): void {
  const { parts, problems } = context;
  const access = parts.access();
  if (access === null) {
    return;
  }
  releaseRefused(context);
  const ofAll = credentialsFingerprint(access);
  for (const { id, refusedMark } of parts.outbox.refused()) {
    const text = parts.outbox.find(id);
    const failure = text && refusalOf(text);
    if (text === null || failure === null) {
      continue;
    }
    if (refusedMark === ofAll) {
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
 * Lets refused texts be tried again: those that were refused with other settings than are at work now, or, given `mark`,
 * those that were refused with the access it stands for, as that has just proved good.
 */
export function releaseRefused({ parts }: SendContext, mark: string | null = null): void {
  const refused = parts.outbox.refused();
  const access = refused.length > 0 ? parts.access() : null;
  if (access === null) {
    return;
  }
  const kept = credentialsFingerprint(access);
  const free = refused.filter(({ recipientId, refusedMark }) =>
    mark === null
      ? refusedMark !== kept &&
        refusedMark !==
          credentialsFingerprint(access, `${parts.countryCodeOf(recipientId)} ${parts.numberOf(recipientId) ?? ''}`)
      : refusedMark === mark,
  );
  parts.outbox.release(free.map(({ id }) => id));
}
