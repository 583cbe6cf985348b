import { accessMark } from './access-mark';
import type { Gate } from './gate';
import type { Refusal, RefusalBegin } from './refusal';
import { failureReason } from './reasons';
import { releaseRefused } from './release-refused';
import { changeAll, type SendContext } from './send-context';
import type { SensAccess } from './sender-types';
import type { BatchOutcome } from './split-refused';

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
interface ConclusionParts {
  readonly gate: Gate;
  readonly refusal: Refusal;
  readonly listeners: DispatchListeners;
}

/** Draws the conclusions from what came of a batch that began as `begun` says. */
export function createConclusion(
  context: SendContext,
  { gate, refusal, listeners }: ConclusionParts,
): (access: SensAccess, outcome: BatchOutcome, begun: RefusalBegin) => void {
  return (access, outcome, begun) => {
    const { requestIds, refusedAlone, refusedTogether, failure } = outcome;
    requestIds.forEach(listeners.taken);
    if (requestIds.length > 0) {
      gate.succeeded();
      refusal.over();
      releaseRefused(context, accessMark(access));
      context.problems.succeeded('send');
    }
    for (const alone of refusedAlone) {
      if (requestIds.length > 0) {
        context.problems.textLost('text-refused', alone.text, String(alone.failure.params['detail']));
      } else {
        context.problems.failed('send', alone.failure);
      }
    }
    if (failure === null) {
      return;
    }
    if (refusedTogether.length > 0) {
      const kept = { state: 'owed', reason: failureReason(failure), refusedMark: accessMark(access) } as const;
      context.writer.settle(changeAll(refusedTogether, kept));
      context.problems.failed('send', failure);
      refusal.refused(begun);
      return;
    }
    if (failure.code === 'sens-bad-request') {
      return;
    }
    context.problems.failed('send', failure);
    if (failure.fate === 'refused') {
      refusal.refused(begun);
      return;
    }
    gate.failed(failure);
    if (failure.fate === 'unknown') {
      listeners.unsure();
    }
  };
}
