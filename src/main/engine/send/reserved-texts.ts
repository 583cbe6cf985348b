import { ok, type Result } from '../../../shared/result';
import type { OutboxText } from '../ledger/ledger-types';
import type { LookStep } from './look';
import { plainReason } from './reasons';
import { changeAll, ofThisMode, type SendContext } from './send-context';
import type { SensAccess } from './sender-types';
import type { SensFailure } from './sens-errors';

/**
 * Settles texts that SENS held and of which no list says anything once their time has come; false when it still has them.
 * What SENS says it did not send is owed again.
 */
export async function settleLost(
  context: SendContext,
  access: SensAccess,
  requestId: string,
  texts: readonly OutboxText[],
): Promise<Result<boolean, SensFailure>> {
  await context.limit.turn();
  const found = await context.client.reservation(access, requestId);
  if (!found.ok || context.over()) {
    return found.ok ? ok(false) : found;
  }
  switch (found.value?.state) {
    case 'FAIL':
    case 'STALE':
    case 'SKIP':
      context.writer.settle(changeAll(texts, { state: 'owed', reason: plainReason('not-taken') }));
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

/** Has SENS take back the reserved texts that a person has dropped, and those to recipients who have been removed. */
export function createCancellations(context: SendContext): LookStep {
  const { parts, writer } = context;
  return async (access) => {
    const held = ofThisMode(context, parts.outbox.reserved(), access);
    const toNobody = held.filter(({ recipientId }) => parts.isGone(recipientId));
    writer.settle(changeAll(toNobody, { state: 'accepted', reason: plainReason('cancelling') }));
    for (const text of ofThisMode(context, parts.outbox.toCancel(), access)) {
      if (context.stopping() || writer.isBehind) {
        break;
      }
      const cancelled = await cancel(context, access, text.requestId ?? '');
      if (context.over()) {
        break;
      }
      if (!cancelled.ok) {
        return { kind: 'failed', failure: cancelled.error };
      }
      const reason = plainReason(cancelled.value ? 'cancelled' : 'not-cancelled');
      writer.settle(changeAll([text], { state: cancelled.value ? 'failed' : 'accepted', reason }));
    }
    return { kind: 'done', next: null };
  };
}

/** False when SENS holds it no more. A refusal is looked into: the answer to an earlier cancel may have been lost. */
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
  if (cancelled.error.code !== 'sens-bad-request' && cancelled.error.code !== 'sens-unknown-service') {
    return cancelled;
  }
  await context.limit.turn();
  const found = await context.client.reservation(access, requestId);
  return found.ok ? ok(found.value?.state === 'CANCELED') : found;
}
