import type { TextChange } from '../ledger/ledger-types';
import { createDispatch } from './dispatch';
import { createLane, type Lane } from './lane';
import { createLook } from './look';
import { createLookup } from './lookup';
import { attemptOf, attemptReason } from './reasons';
import { createReceipts } from './receipts';
import type { SendContext } from './send-context';
import { SENDER_DEFAULTS, type SenderOptions } from './sender-options';
import type { Sender, SenderParts } from './sender-types';
import { createSensClient } from './sens-client';
import { createSensProblems } from './sens-problems';

const READ_AT_ONCE = 100_000;

/**
 * Starts the stage that brings owed texts to the phone (docs/architecture.md has the states of a text). It sends and
 * looks up in two lanes, so that a slow receipt never holds an alert back. Texts that a crash left in `sending` are
 * looked up first; it does not wait to be woken for what is owed already. Tests shorten the waits with `options`.
 */
export function createSender(parts: SenderParts, options: Partial<SenderOptions> = {}): Sender {
  const settings: SenderOptions = { ...SENDER_DEFAULTS, ...options };
  const { clock } = parts;
  const { timeouts, userAgent } = settings;
  const client = createSensClient({ clock, timeouts, userAgent, files: parts.files });
  let stopping = false;
  let over = false;
  let begun = false;
  const context: SendContext = {
    parts,
    clock,
    options: settings,
    client,
    problems: createSensProblems(parts.problems),
    stopping: () => stopping,
    over: () => over,
    commit: (changes) => {
      if (changes.length > 0 && !over) {
        parts.outbox.changeTexts(changes, clock.now());
        parts.changed(changes.map(({ id }) => id));
      }
    },
  };
  const sending: Lane = createLane(
    clock,
    createDispatch(context, () => looking.wake()),
  );
  const looking: Lane = createLane(
    clock,
    createLook(context, [createLookup(context, () => sending.wake()), createReceipts(context)]),
  );

  const wake = (): void => {
    if (stopping) {
      return;
    }
    if (!begun) {
      begun = true;
      lookUpWhatACrashLeft(context);
    }
    sending.wake();
    looking.wake();
  };
  // Not at once: the caller does not have the sender yet when `changed` would be called.
  queueMicrotask(wake);

  return {
    wake,
    stop: async (graceMs) => {
      stopping = true;
      const idle = Promise.all([sending.stop(), looking.stop()]);
      await within(idle, graceMs, parts);
      over = true;
      client.close();
      await idle;
    },
  };
}

/** A text in `sending` at the start was on its way when the last run ended: nobody knows whether SENS took it. */
function lookUpWhatACrashLeft(context: SendContext): void {
  const left = context.parts.outbox.textsIn(['sending'], READ_AT_ONCE);
  context.commit(
    left.map((text): TextChange => {
      return { id: text.id, state: 'unknown', reason: attemptReason('looking-up', attemptOf(text)) };
    }),
  );
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
