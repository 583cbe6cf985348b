import type { OutboxText } from '../../ledger/tables/types';
import { createCircuitBreaker, createRefusal } from '../outbox/circuit-breaker';
import { changeAll, failForGood, type SendContext } from '../outbox/context';
import { plainReason, type PlainReason } from '../outbox/reasons';
import type { SensAccess } from '../sens/types';
import { createBatchResult, type DispatchListeners, releaseRefused } from './batch-result';
import { type Addressed, BatchChooser } from './next-batch';
import { createLateByMistake } from './overdue-check';
import { createSendBatch, sendSplitting } from './send-batch';

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
  const waiting = new QueuedTexts(context, listeners.ended);
  const refusal = createRefusal(clock, options.refusedQuietMs);
  const underWay = new Set<Promise<void>>();
  const gate = createCircuitBreaker(clock, options, () => {
    context.problems.forget();
    refusal.over();
    releaseRefused(context);
  });

  const lateByMistake = createLateByMistake(context, listeners.ended);
  const conclude = createBatchResult(context, { gate, refusal, listeners });

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

/** So many texts are written to in one go; the rest follows in the next. */
const AT_ONCE = 250;

/** Texts that wait for something else than their turn: each says so, once. */
class QueuedTexts {
  readonly #context: SendContext;
  readonly #again: () => void;
  /** The newest text each word was given to. */
  readonly #seen = new Map<string, number>();

  /** `again` is called when there is more to do. */
  constructor(context: SendContext, again: () => void) {
    this.#context = context;
    this.#again = again;
  }

  /** Texts that were under way have come back, which may be older than those that were seen. */
  lookAgain(): void {
    this.#seen.clear();
  }

  /** Keys or settings are missing. */
  withoutAccess(): void {
    this.#settle('no-access', false);
    this.#settle('no-access', true);
  }

  /** Practice texts end in live mode; live ones wait while practice is on. */
  otherMode(access: SensAccess): void {
    if (access.practice) {
      this.#settle('waits-for-live', false);
    } else {
      this.#settle('practice-ended', true);
    }
  }

  #settle(code: PlainReason, practice: boolean): void {
    const { parts, writer } = this.#context;
    const key = `${code}/${practice}`;
    const newest = parts.outbox.newestToSend(practice);
    if (writer.isBehind || newest <= (this.#seen.get(key) ?? 0)) {
      return;
    }
    const texts = parts.outbox.owedNotSaying(code, practice, AT_ONCE);
    this.#write(code, texts);
    if (texts.length === AT_ONCE) {
      this.#context.clock.after(0, this.#again);
    } else {
      this.#seen.set(key, newest);
    }
  }

  #write(code: PlainReason, texts: readonly OutboxText[]): void {
    const reason = plainReason(code);
    if (code === 'practice-ended') {
      failForGood(this.#context, texts, reason);
    } else {
      this.#context.writer.settle(changeAll(texts, { state: 'owed', reason }));
    }
  }
}
