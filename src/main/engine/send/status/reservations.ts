import { ok, type Result } from '../../../../shared/common/result';
import type { OutboxText } from '../../ledger/tables/outbox/types';
import { isDue, type PollStep, roundDone } from './poller';
import { isAboutOne } from '../outbox/problems';
import { plainReason } from '../outbox/reasons';
import { changeAll, ofThisMode, type SendContext } from '../outbox/context';
import type { SensAccess } from '../sens/types';
import type { SensFailure } from '../sens/errors';

/** Delay before a cancellation without a clear answer is retried, ms. */
const CANCEL_RETRY_MS = 15_000;

/** Reasons of a text that a person cancelled while SENS held it. */
const CANCEL_REASONS = new Set(['cancelling', 'not-cancelled']);

/**
 * Failures that leave the result of a cancellation open: a refusal, too, may mean that an earlier attempt had
 * succeeded.
 */
const UNCLEAR_CODES = new Set(['sens-bad-request', 'sens-unknown-service', 'sens-odd-answer']);

/**
 * Settles texts that SENS held and that no list has after their time; false if SENS still has them. Unsent texts are
 * queued again, unless they were cancelled meanwhile.
 */
export async function settleUnsent(
  context: SendContext,
  access: SensAccess,
  requestId: string,
  texts: readonly OutboxText[],
): Promise<Result<boolean, SensFailure>> {
  await context.limit.turn();
  const found = await context.client.reservation(access, requestId);
  if (!found.ok || context.closed()) {
    return found.ok ? ok(false) : found;
  }
  switch (found.value?.state) {
    case 'FAIL':
    case 'STALE':
    case 'SKIP':
      settleNotSent(context, texts);
      return ok(true);
    case 'CANCELED':
      context.writer.settle(changeAll(texts, { state: 'failed', reason: plainReason('cancelled') }));
      return ok(true);
    case 'READY':
    case 'PROCESSING':
    case 'DONE':
    case undefined:
      return ok(false);
  }
}

function settleNotSent(context: SendContext, texts: readonly OutboxText[]): void {
  const isCancelled = ({ reason }: OutboxText): boolean => CANCEL_REASONS.has(reason?.code ?? '');
  const cancelled = texts.filter(isCancelled);
  const wanted = texts.filter((text) => !isCancelled(text));
  context.writer.settle([
    ...changeAll(cancelled, { state: 'failed', reason: plainReason('cancelled') }),
    ...changeAll(wanted, { state: 'owed', reason: plainReason('not-taken') }),
  ]);
}

/** Time of the next attempt to cancel a text, ms since 1970, and the failure of the last one. */
interface Pending {
  readonly dueAt: number;
  readonly badAnswer: SensFailure;
}

/**
 * Creates the step that cancels reserved texts at SENS: those that a person cancelled, and those to removed recipients.
 */
export function createCancellations(context: SendContext): PollStep {
  const { clock, deps, writer } = context;
  const pending = new Map<number, Pending>();

  /** Cancels one text; returns a failure that ends the round, or null to go on. */
  const cancelText = async (access: SensAccess, text: OutboxText): Promise<SensFailure | null> => {
    const cancelled = await cancel(context, access, text.requestId ?? '');
    if (context.closed()) {
      return null;
    }
    if (cancelled.ok) {
      pending.delete(text.id);
      const reason = plainReason(cancelled.value ? 'cancelled' : 'not-cancelled');
      writer.settle(changeAll([text], { state: cancelled.value ? 'failed' : 'accepted', reason }));
      return null;
    }
    const isAlone = isAboutOne(cancelled.error);
    // Moves it to the end of the order.
    pending.delete(text.id);
    pending.set(text.id, { dueAt: clock.now() + (isAlone ? CANCEL_RETRY_MS : 0), badAnswer: cancelled.error });
    return isAlone ? null : cancelled.error;
  };

  /** Texts to cancel, those that failed last at the end. */
  const inOrder = (access: SensAccess): OutboxText[] => {
    const wanted = ofThisMode(context, deps.outbox.toCancel(), access);
    const ids = new Set(wanted.map(({ id }) => id));
    [...pending.keys()].filter((id) => !ids.has(id)).forEach((id) => pending.delete(id));
    const turns = new Map([...pending.keys()].map((id, turn) => [id, turn] as const));
    return wanted.sort((one, other) => (turns.get(one.id) ?? -1) - (turns.get(other.id) ?? -1));
  };

  const isDueNow = (id: number): boolean => {
    const last = pending.get(id);
    return last === undefined || isDue(last.dueAt, clock.now(), [CANCEL_RETRY_MS]);
  };

  return async (access) => {
    const held = ofThisMode(context, deps.outbox.reserved(), access);
    const toRemoved = held.filter(({ recipientId }) => deps.isGone(recipientId));
    writer.settle(changeAll(toRemoved, { state: 'accepted', reason: plainReason('cancelling') }));
    for (const text of inOrder(access).filter(({ id }) => isDueNow(id))) {
      if (context.stopping() || context.closed() || writer.isBehind) {
        break;
      }
      const failure = await cancelText(access, text);
      if (failure !== null) {
        return { kind: 'failed', failure };
      }
    }
    return roundDone(pending.values());
  };
}

/**
 * Cancels a reservation: true if SENS will not send it, false if SENS no longer holds it; a failure if it still does,
 * or if that is unknown.
 */
async function cancel(
  context: SendContext,
  access: SensAccess,
  requestId: string,
): Promise<Result<boolean, SensFailure>> {
  await context.limit.turn();
  const cancelled = await context.client.cancelReservation(access, requestId);
  if (cancelled.ok) {
    return ok(true);
  }
  if (!UNCLEAR_CODES.has(cancelled.error.code)) {
    return cancelled;
  }
  await context.limit.turn();
  const found = await context.client.reservation(access, requestId);
  if (!found.ok) {
    return found;
  }
  switch (found.value?.state) {
    case 'CANCELED':
    case 'FAIL':
    case 'STALE':
    case 'SKIP':
      return ok(true);
    case 'READY':
      return cancelled;
    case 'PROCESSING':
    case 'DONE':
    case undefined:
      return ok(false);
  }
}
