import type { Addressed } from './batches';
import { createConclusion, type DispatchListeners } from './batch-conclusion';
import { createGate } from './gate';
import { createLateByMistake } from './late-by-mistake';
import { BatchChooser } from './next-batch';
import { createRefusal } from './refusal';
import { releaseRefused } from './release-refused';
import type { SendContext } from './send-context';
import { createSendBatch } from './send-request';
import type { SensAccess } from './sender-types';
import { sendSplitting } from './split-refused';
import { WaitingTexts } from './waiting-texts';

/** Sends what is owed. */
export interface Dispatch {
  /** Begins a request if one more may run; gives when to go on (ms since 1970; null: when woken). */
  step(): Promise<number | null>;
  /** What refused access held back is tried again. */
  again(): void;
  /** Resolves when no request is under way. */
  idle(): Promise<void>;
  /** Begins nothing by itself any more. */
  stop(): void;
}

/** Creates the lane's work. Several requests may be under way, but never two to one recipient. */
export function createDispatch(context: SendContext, listeners: DispatchListeners): Dispatch {
  const { clock, parts, options, writer, limit } = context;
  const chooser = new BatchChooser(context);
  const sendBatch = createSendBatch(context);
  const waiting = new WaitingTexts(context, listeners.ended);
  const refusal = createRefusal(clock, options.refusedQuietMs);
  const underWay = new Set<Promise<void>>();
  const gate = createGate(clock, options, () => {
    context.problems.forget();
    refusal.over();
    releaseRefused(context);
  });

  const lateByMistake = createLateByMistake(context, listeners.ended);
  const conclude = createConclusion(context, { gate, refusal, listeners });

  const begin = (access: SensAccess, batch: readonly Addressed[]): void => {
    chooser.begin(batch);
    const begun = refusal.begin(parts.outbox.newestToSend(access.practice));
    const request = sendSplitting(batch, (part) => sendBatch(access, part))
      .then((outcome) => {
        if (!context.over()) {
          conclude(access, outcome, begun);
          if (outcome.failure !== null) {
            waiting.lookAgain();
          }
        }
      })
      .catch(listeners.troubled)
      .finally(() => {
        chooser.done(batch);
        underWay.delete(request);
        listeners.ended();
      });
    underWay.add(request);
  };

  const step = (): number | null => {
    lateByMistake.takeBack();
    const access = parts.access();
    if (access === null) {
      waiting.withoutAccess();
      return null;
    }
    const opensForAll = gate.opensAt(access);
    waiting.otherMode(access);
    if (context.stopping() || writer.isBehind || underWay.size >= parts.delivery().atOnce) {
      return null;
    }
    const opensForAccess = refusal.opensAt(() => parts.outbox.newestToSend(access.practice));
    if (opensForAccess === null) {
      return null;
    }
    const opens = Math.max(opensForAll, opensForAccess, limit.opensAt());
    if (opens > clock.now()) {
      return opens;
    }
    const { batch, lookAgainAt } = chooser.next(access.practice);
    if (batch.length === 0) {
      return lookAgainAt;
    }
    begin(access, batch);
    // The next one has a turn of its own, so that what else runs in this process is not held up by several.
    return clock.now();
  };

  return {
    step: () => Promise.resolve().then(step),
    again: () => {
      refusal.over();
      releaseRefused(context);
    },
    idle: async () => {
      await Promise.all(underWay);
    },
    stop: () => lateByMistake.stop(),
  };
}
