import { releaseFixedRefusals, reportKnownRefusals } from './dispatch/batch-result';
import { createDispatch, type Dispatch } from './dispatch/dispatcher';
import { createRateLimiter } from './flow/rate-limiter';
import { createSerialLoop, type LoopStep, type SerialLoop } from './flow/serial-loop';
import type { SendContext } from './outbox/context';
import { createSensProblems } from './outbox/problems';
import { attemptOf, attemptReason } from './outbox/reasons';
import { SENDER_DEFAULTS, type SenderOptions } from './outbox/sender-options';
import type { Sender, SenderDeps } from './outbox/types';
import { createChangeNotifier, TextWriter } from './outbox/writer';
import { createSensClient } from './sens/client';
import { createDeliveryReceipts } from './status/delivery-receipts';
import { createStatusPoller } from './status/poller';
import { createReconciler } from './status/reconcile';
import { createCancellations } from './status/reservations';

/**
 * Starts the stage that sends queued texts (docs/explain/delivery-guarantees.md), without waiting to be woken.
 * One loop sends and another polls, so that a slow receipt never delays an alert. Tests shorten the delays with
 * `options`.
 */
export function createSender(deps: SenderDeps, options: Partial<SenderOptions> = {}): Sender {
  // Inputs
  const settings: SenderOptions = { ...SENDER_DEFAULTS, ...options };
  const { clock, outbox, health } = deps;
  let started = false;
  let stopping = false;
  let closed = false;

  // Shared by all steps
  const limit = createRateLimiter(clock, () => deps.delivery().perSecond);
  const client = createSensClient({
    clock,
    http: settings.connect(clock, settings.timeouts),
    userAgent: settings.userAgent,
    files: deps.files,
    turn: () => limit.turn(),
  });
  const notifier = createChangeNotifier(clock, deps.changed);
  const notify = (ids: readonly number[]): void => notifier.notify(ids);
  const writer = new TextWriter({ outbox, clock, health, changed: notify });
  const context: SendContext = {
    deps,
    clock,
    options: settings,
    client,
    problems: createSensProblems(deps.problems),
    writer,
    limit,
    notify,
    stopping: () => stopping,
    closed: () => closed,
  };
  const ledgerFailed = (error: unknown): number => writer.ledgerFailed(error);
  const sending = createSerialLoop(clock, ledgerFailed);
  const polling = createSerialLoop(clock, ledgerFailed);
  const { dispatch, poll } = createSteps(context, sending, polling);

  // Start and wake-up
  const start = (): void => {
    started = resumeLastRun(context);
    if (started) {
      sending.start(() => dispatch.step());
      polling.start(poll);
    }
  };
  const wake = (): void => {
    if (stopping) {
      return;
    }
    if (started) {
      sending.wake();
      polling.wake();
    } else {
      start();
    }
  };
  const tryAndWake = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      ledgerFailed(error);
    }
    wake();
  };
  writer.onRecovered(() => tryAndWake(() => releaseFixedRefusals(context)));
  // Not at once: the caller does not have the sender yet when `changed` would be called.
  queueMicrotask(wake);

  // Output
  return {
    wake,
    again: () => tryAndWake(() => dispatch.again()),
    stop: async (graceMs) => {
      stopping = true;
      dispatch.stop();
      const idle = Promise.all([sending.stop(), polling.stop(), dispatch.idle()]);
      await within(idle, graceMs, deps);
      closed = true;
      client.close();
      await idle;
      writer.close();
      notifier.flush();
    },
  };
}

/** Creates the steps that a text passes. The last one comes first, as each needs the one after it. */
function createSteps(
  context: SendContext,
  sending: SerialLoop,
  polling: SerialLoop,
): { readonly dispatch: Dispatch; readonly poll: LoopStep } {
  const receipts = createDeliveryReceipts(context, () => sending.wake());
  const accepted = (requestId: string): void => {
    receipts.expect(requestId);
    polling.wake();
  };
  const reconciler = createReconciler(context, { settled: () => sending.wake(), accepted });
  const cancellations = createCancellations(context);
  const poll = createStatusPoller(context, [cancellations, reconciler, receipts.step]);
  const dispatch = createDispatch(context, {
    requestEnded: () => sending.wake(),
    accepted,
    unconfirmed: () => polling.wake(),
    failed: (error) => void context.writer.ledgerFailed(error),
  });
  return { dispatch, poll };
}

/**
 * Resumes from the last run before any request starts; false if the ledger fails, for a retry once it recovers. A text
 * in `sending` was in flight when that run ended: SENS may have accepted it, so it is looked up.
 */
function resumeLastRun(context: SendContext): boolean {
  const { deps, writer } = context;
  try {
    reportKnownRefusals(context);
    writer.settle(
      deps.outbox.inSending().map((text) => {
        return { text, state: 'unknown', reason: attemptReason('looking-up', attemptOf(text)) };
      }),
    );
    return true;
  } catch (error) {
    writer.ledgerFailed(error);
    return false;
  }
}

/** Resolves when `work` is done, or after `graceMs`. */
async function within(work: Promise<unknown>, graceMs: number, { clock }: SenderDeps): Promise<void> {
  let cancel = (): void => undefined;
  const grace = new Promise<void>((resolve) => {
    cancel = clock.after(graceMs, resolve);
  });
  await Promise.race([work, grace]);
  cancel();
}
