import { accessMark } from './access-mark';
import type { Gate } from './gate';
import type { Refusal, RefusalBegin } from './refusal';
import { failureReason } from './reasons';
import { releaseRefused } from './release-refused';
import { changeAll, type SendContext } from './send-context';
import type { SensAccess } from './sender-types';
import type { SensFailure } from './sens-errors';
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
      const kept = { state: 'owed', reason: failureReason(failure), refusedMark: accessMark(access) } as const;
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
      releaseRefused(context, accessMark(access));
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
  return now !== null && accessMark(now) === accessMark(access);
}
