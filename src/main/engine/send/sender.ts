import { releaseRefused, tellKeptRefusals } from './dispatch/batch-result';
import { createDispatch } from './dispatch/dispatcher';
import { createRateLimit } from './flow/rate-limiter';
import { createLane, type Lane } from './flow/serial-loop';
import type { SendContext } from './outbox/context';
import { createSensProblems } from './outbox/problems';
import { attemptOf, attemptReason } from './outbox/reasons';
import { type Sender, SENDER_DEFAULTS, type SenderOptions, type SenderParts } from './outbox/types';
import { TextWriter, toldInPieces } from './outbox/writer';
import { createSensClient } from './sens/client';
import { createReceipts } from './status/delivery-receipts';
import { createLook } from './status/poller';
import { createLookup } from './status/reconcile';
import { createCancellations } from './status/reservations';

/**
 * Starts the stage that brings owed texts to the phone (docs/delivery.md has the states of a text). It sends and looks up
 * in two lanes, so that a slow receipt never holds an alert back. Texts that a crash left in `sending` are looked up
 * first; it does not wait to be woken for what is owed already. Tests shorten the waits with `options`.
 */
export function createSender(parts: SenderParts, options: Partial<SenderOptions> = {}): Sender {
  const settings: SenderOptions = { ...SENDER_DEFAULTS, ...options };
  const { clock } = parts;
  const limit = createRateLimit(clock, () => parts.delivery().perSecond);
  const client = createSensClient({ ...settings, clock, files: parts.files, turn: () => limit.turn() });
  let stopping = false;
  let over = false;
  let begun = false;
  const teller = toldInPieces(clock, parts.changed);
  const context: SendContext = {
    parts,
    clock,
    options: settings,
    client,
    problems: createSensProblems(parts.problems),
    writer: new TextWriter({
      outbox: parts.outbox,
      clock,
      health: parts.health,
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
  const receipts = createReceipts(context, () => sending.wake());
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
  const lookup = createLookup(context, { settled: () => sending.wake(), taken });
  const sending: Lane = createLane(clock, () => dispatch.step(), troubled);
  const looking: Lane = createLane(
    clock,
    createLook(context, [createCancellations(context), lookup, receipts.step]),
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
      await within(idle, graceMs, parts);
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
    tellKeptRefusals(context);
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
async function within(work: Promise<unknown>, graceMs: number, { clock }: SenderParts): Promise<void> {
  let cancel = (): void => undefined;
  const grace = new Promise<void>((resolve) => {
    cancel = clock.after(graceMs, resolve);
  });
  await Promise.race([work, grace]);
  cancel();
}
