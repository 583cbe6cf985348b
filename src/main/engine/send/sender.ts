import { releaseRefused, reportKnownRefusals } from './dispatch/batch-result';
import { createDispatch } from './dispatch/dispatcher';
import { createRateLimiter } from './flow/rate-limiter';
import { createSerialLoop, type SerialLoop } from './flow/serial-loop';
import type { SendContext } from './outbox/context';
import { createSensProblems } from './outbox/problems';
import { attemptOf, attemptReason } from './outbox/reasons';
import { type Sender, SENDER_DEFAULTS, type SenderOptions, type SenderDeps } from './outbox/types';
import { TextWriter, notifyInBatches } from './outbox/writer';
import { createSensClient } from './sens/client';
import { createDeliveryReceipts } from './status/delivery-receipts';
import { createStatusPoller } from './status/poller';
import { createReconciler } from './status/reconcile';
import { createCancellations } from './status/reservations';

/**
 * Starts the stage that brings owed texts to the phone (docs/delivery.md has the states of a text). It sends and looks up
 * in two lanes, so that a slow receipt never holds an alert back. Texts that a crash left in `sending` are looked up
 * first; it does not wait to be woken for what is owed already. Tests shorten the waits with `options`.
 */
export function createSender(deps: SenderDeps, options: Partial<SenderOptions> = {}): Sender {
  const settings: SenderOptions = { ...SENDER_DEFAULTS, ...options };
  const { clock } = deps;
  const limit = createRateLimiter(clock, () => deps.delivery().perSecond);
  const client = createSensClient({ ...settings, clock, files: deps.files, turn: () => limit.turn() });
  let stopping = false;
  let over = false;
  let begun = false;
  const teller = notifyInBatches(clock, deps.changed);
  const context: SendContext = {
    parts: deps,
    clock,
    options: settings,
    client,
    problems: createSensProblems(deps.problems),
    writer: new TextWriter({
      outbox: deps.outbox,
      clock,
      health: deps.health,
      changed: (ids) => teller.tell(ids),
      recovered: () => {
        attempt(() => releaseRefused(context), troubled);
        wake();
      },
    }),
    limit,
    tell: (ids) => teller.tell(ids),
    stopping: () => stopping,
    over: () => over,
  };
  const { writer } = context;
  const troubled = (error: unknown): number => writer.troubled(error);
  const receipts = createDeliveryReceipts(context, () => sending.wake());
  const taken = (requestId: string): void => {
    receipts.expect(requestId);
    looking.wake();
  };
  const dispatch = createDispatch(context, {
    ended: () => sending.wake(),
    taken,
    unsure: () => looking.wake(),
    troubled: (error) => void troubled(error),
  });
  const lookup = createReconciler(context, { settled: () => sending.wake(), taken });
  const sending: SerialLoop = createSerialLoop(clock, () => dispatch.step(), troubled);
  const looking: SerialLoop = createSerialLoop(
    clock,
    createStatusPoller(context, [createCancellations(context), lookup, receipts.step]),
    troubled,
  );

  const wake = (): void => {
    begun ||= !stopping && takeUp(context);
    if (begun && !stopping) {
      sending.wake();
      looking.wake();
    }
  };
  // Not at once: the caller does not have the sender yet when `changed` would be called.
  queueMicrotask(wake);

  return {
    load: () => client.load(),
    wake,
    again: () => {
      attempt(() => dispatch.again(), troubled);
      wake();
    },
    stop: async (graceMs) => {
      stopping = true;
      dispatch.stop();
      const idle = Promise.all([sending.stop(), looking.stop(), dispatch.idle()]);
      await within(idle, graceMs, deps);
      over = true;
      client.close();
      await idle;
      writer.close();
      teller.finish();
    },
  };
}

/** Does this, or says what the ledger refused. */
function attempt(work: () => void, troubled: (error: unknown) => number): void {
  try {
    work();
  } catch (error) {
    troubled(error);
  }
}

/**
 * Goes on from the last run, before anything new begins; false while the ledger does not let it: then it is tried again with it. A text in `sending` was on its way when that ended:
 * nobody knows whether SENS took it.
 */
function takeUp(context: SendContext): boolean {
  const { parts, writer } = context;
  try {
    reportKnownRefusals(context);
    writer.settle(
      parts.outbox.inSending().map((text) => {
        return { text, state: 'unknown', reason: attemptReason('looking-up', attemptOf(text)) };
      }),
    );
    return true;
  } catch (error) {
    writer.troubled(error);
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
