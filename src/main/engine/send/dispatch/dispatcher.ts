import type { OutboxText } from '../../ledger/tables/outbox/types';
import { createCircuitBreaker, createRefusal } from '../outbox/circuit-breaker';
import { changeAll, failForGood, type SendContext } from '../outbox/context';
import { plainReason, type PlainReason } from '../outbox/reasons';
import type { SensAccess } from '../sens/types';
import { createBatchResult, type DispatchListeners, releaseFixedRefusals } from './batch-result';
import { type Addressed, BatchChooser } from './next-batch';
import { createOverdueCheck } from './requeue-overdue';
import { createSendBatch, sendSplitting } from './send-batch';

/** Texts marked in one transaction; the rest follows in the next. */
const BATCH_SIZE = 250;

/** Sends queued texts. */
export interface Dispatch {
  /** Starts a request if one more may run; resolves to the time of the next step (ms since 1970; null: when woken). */
  step(): Promise<number | null>;
  /** Retries texts that wait because the credentials were refused. */
  again(): void;
  /** Resolves when no request is in flight. */
  idle(): Promise<void>;
  /** Stops the timer of the overdue check. */
  stop(): void;
}

/** Creates the steps of the sending loop. Several requests may be in flight, but never two to one recipient. */
export function createDispatch(context: SendContext, listeners: DispatchListeners): Dispatch {
  const { clock, deps, options, writer, limit } = context;
  const chooser = new BatchChooser(context);
  const sendBatch = createSendBatch(context);
  const blocked = new BlockedTexts(context, listeners.requestEnded);
  const refusal = createRefusal(clock, options.refusedQuietMs);
  const inFlight = new Set<Promise<void>>();
  const breaker = createCircuitBreaker(clock, options, () => {
    context.problems.forget();
    refusal.clear();
    releaseFixedRefusals(context);
  });

  const overdueCheck = createOverdueCheck(context, listeners.requestEnded);
  const applyResult = createBatchResult(context, { breaker, refusal, listeners });

  const start = (access: SensAccess, batch: readonly Addressed[]): void => {
    chooser.start(batch);
    const snapshot = refusal.snapshot(deps.outbox.newestToSend(access.practice));
    const request = sendSplitting(batch, (part) => sendBatch(access, part))
      .then((outcome) => {
        if (!context.closed()) {
          applyResult(access, outcome, snapshot);
          if (outcome.failure !== null) {
            blocked.reset();
          }
        }
      })
      .catch(listeners.failed)
      .finally(() => {
        chooser.done(batch);
        inFlight.delete(request);
        listeners.requestEnded();
      });
    inFlight.add(request);
  };

  const step = (): number | null => {
    overdueCheck.restore();
    const access = deps.access();
    if (access === null) {
      if (deps.accessPending?.() !== true) {
        blocked.markWithoutAccess();
      }
      return null;
    }
    const breakerReadyAt = breaker.readyAt(access);
    blocked.markOtherMode(access);
    if (context.stopping() || writer.isBehind || inFlight.size >= deps.delivery().atOnce) {
      return null;
    }
    const refusalReadyAt = refusal.readyAt(() => deps.outbox.newestToSend(access.practice));
    if (refusalReadyAt === null) {
      return null;
    }
    const readyAt = Math.max(breakerReadyAt, refusalReadyAt, limit.readyAt());
    if (readyAt > clock.now()) {
      return readyAt;
    }
    const { batch, checkAt } = chooser.next(access.practice);
    if (batch.length === 0) {
      return checkAt;
    }
    start(access, batch);
    // Each request starts in its own turn of the event loop, so that several in a row do not block it.
    return clock.now();
  };

  return {
    step: () => Promise.resolve().then(step),
    again: () => {
      refusal.clear();
      releaseFixedRefusals(context);
    },
    idle: async () => {
      await Promise.all(inFlight);
    },
    stop: () => overdueCheck.stop(),
  };
}

/** Writes the reason, once, to queued texts that cannot be sent now. */
class BlockedTexts {
  readonly #context: SendContext;
  readonly #again: () => void;
  /** Id of the newest text marked, by reason and mode. */
  readonly #marked = new Map<string, number>();

  /** Creates the marker; `again` is called when texts are left to mark. */
  constructor(context: SendContext, again: () => void) {
    this.#context = context;
    this.#again = again;
  }

  /** Forgets what was marked: requests have failed, and their texts may be older than those. */
  reset(): void {
    this.#marked.clear();
  }

  /** Marks all queued texts, as keys or settings are missing. */
  markWithoutAccess(): void {
    this.#mark('no-access', false);
    this.#mark('no-access', true);
  }

  /** Ends practice texts in live mode, and marks live texts as waiting in practice mode. */
  markOtherMode(access: SensAccess): void {
    if (access.practice) {
      this.#mark('waits-for-live', false);
    } else {
      this.#mark('practice-ended', true);
    }
  }

  #mark(code: PlainReason, practice: boolean): void {
    const { deps, writer } = this.#context;
    const key = `${code}/${practice}`;
    const newest = deps.outbox.newestToSend(practice);
    if (writer.isBehind || newest <= (this.#marked.get(key) ?? 0)) {
      return;
    }
    const texts = deps.outbox.queuedWithoutReason(code, practice, BATCH_SIZE);
    this.#write(code, texts);
    if (texts.length === BATCH_SIZE) {
      this.#context.clock.after(0, this.#again);
    } else {
      this.#marked.set(key, newest);
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
