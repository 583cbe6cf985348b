import type { OutboxText } from '../ledger/ledger-types';
import { nextBatch, type Addressed } from './batches';
import { createGate } from './gate';
import { failureReason, plainReason, type PlainReason } from './reasons';
import { createRefusedTexts } from './refused-texts';
import { failForGood, ofThisMode, type SendContext } from './send-context';
import { createSendBatch } from './send-request';
import type { SensAccess } from './sender-types';
import { sendSplitting, type BatchOutcome } from './split-refused';

/** Owed texts read at once at first; more only when none of these can be sent now. */
const READ_AT_ONCE = 256;

/** Waiting is said of so many texts at most: the rest say it when they come up. */
const READ_WAITING = 1_000;

/**
 * The lane that sends what is owed. A step sends until nothing is left, and gives when to go on (null: when woken).
 * `lookAgain` is called when there is something to look up or to ask a receipt for.
 */
export function createDispatch(context: SendContext, lookAgain: () => void): () => Promise<number | null> {
  const { clock, parts } = context;
  const refused = createRefusedTexts();
  const sendBatch = createSendBatch(context);
  const gate = createGate(clock, context.options, () => {
    context.problems.forget();
    refused.forget();
  });

  const sendable = (access: SensAccess): Addressed[] => {
    for (let limit = READ_AT_ONCE; ; limit *= 4) {
      const owed = parts.outbox.textsIn(['owed'], limit);
      if (access.practice) {
        sayWaiting(
          context,
          owed.filter((text) => !text.practice),
          'waits-for-live',
        );
      }
      const open = ofThisMode(context, owed, access).filter(({ id }) => !refused.isSetAside(id));
      const found = addressed(context, open);
      if (found.length > 0 || owed.length < limit) {
        return found;
      }
    }
  };

  const concludeRefusals = (outcome: BatchOutcome): void => {
    for (const { text, failure } of outcome.refusedAlone) {
      if (refused.judge(text.id, outcome.taken) === 'fail') {
        failForGood(context, [text], failureReason(failure));
      } else {
        context.problems.failed('send', failure);
      }
    }
  };

  const sendNext = async (access: SensAccess, batch: readonly Addressed[]): Promise<void> => {
    const outcome = await sendSplitting(batch, (part, tries) => sendBatch(access, part, tries));
    if (context.over()) {
      return;
    }
    if (outcome.taken) {
      gate.succeeded();
      refused.somethingTaken();
      context.problems.succeeded('send');
    }
    if (outcome.failure) {
      if (outcome.failure.code === 'sens-bad-request') {
        concludeRefusals(outcome);
      } else {
        gate.failed(outcome.failure);
        context.problems.failed('send', outcome.failure);
      }
    }
    lookAgain();
  };

  return async () => {
    while (!context.stopping()) {
      const access = parts.access();
      if (access === null) {
        sayWaiting(context, parts.outbox.textsIn(['owed'], READ_WAITING), 'no-access');
        return null;
      }
      const opens = gate.opensAt(access);
      const batch = nextBatch(sendable(access));
      if (batch.length === 0) {
        return null;
      }
      if (opens > clock.now()) {
        return opens;
      }
      await sendNext(access, batch);
    }
    return null;
  };
}

/** Texts with the number they go to; those whose recipient is gone from the settings fail. */
function addressed(context: SendContext, texts: readonly OutboxText[]): Addressed[] {
  const found: Addressed[] = [];
  const gone: OutboxText[] = [];
  for (const text of texts) {
    const number = context.parts.numberOf(text.recipientId);
    if (number === null) {
      gone.push(text);
    } else {
      found.push({ text, number, countryCode: context.parts.countryCodeOf(text.recipientId) });
    }
  }
  failForGood(context, gone, plainReason('recipient-removed'));
  return found;
}

/** Writes down, once, why texts stay owed. */
function sayWaiting(context: SendContext, texts: readonly OutboxText[], code: PlainReason): void {
  const silent = texts.filter((text) => text.reason?.code !== code);
  context.commit(silent.map(({ id }) => ({ id, state: 'owed', reason: plainReason(code) })));
}
