import { ok, type Result } from '../../../../shared/common/result';
import type { OutboxText } from '../../ledger/tables/types';
import { roundDone, type PollStep } from './poller';
import { isAboutOne } from '../outbox/problems';
import { plainReason } from '../outbox/reasons';
import { changeAll, ofThisMode, type SendContext } from '../outbox/context';
import { isDue } from '../outbox/types';
import type { SensAccess } from '../sens/types';
import type { SensFailure } from '../sens/errors';

/** How soon SENS is asked again to take one back when it gave no clear answer, ms. */
const AGAIN_MS = 15_000;

/** Reasons of a text that a person has dropped while SENS held it. */
const UNWANTED = new Set(['cancelling', 'not-cancelled']);

/**
 * Settles texts that SENS held and of which no list says anything once their time has come; false when it still has them.
 * What SENS says it did not send is owed again, unless it was dropped meanwhile.
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
      endUnsent(context, texts);
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

function endUnsent(context: SendContext, texts: readonly OutboxText[]): void {
  const isUnwanted = ({ reason }: OutboxText): boolean => UNWANTED.has(reason?.code ?? '');
  const dropped = texts.filter(isUnwanted);
  const wanted = texts.filter((text) => !isUnwanted(text));
  context.writer.settle([
    ...changeAll(dropped, { state: 'failed', reason: plainReason('cancelled') }),
    ...changeAll(wanted, { state: 'owed', reason: plainReason('not-taken') }),
  ]);
}

/** When SENS is asked again to take a text back, ms since 1970, and what it said to the last wish. */
interface Pending {
  readonly dueAt: number;
  readonly odd: SensFailure;
}

/** Has SENS take back the reserved texts that a person has dropped, and those to recipients who have been removed. */
export function createCancellations(context: SendContext): PollStep {
  const { clock, parts, writer } = context;
  const pending = new Map<number, Pending>();

  /** Takes one back; gives why no other can be taken back now either, null when others can. */
  const takeBack = async (access: SensAccess, text: OutboxText): Promise<SensFailure | null> => {
    const cancelled = await cancel(context, access, text.requestId ?? '');
    if (context.over()) {
      return null;
    }
    if (cancelled.ok) {
      pending.delete(text.id);
      const reason = plainReason(cancelled.value ? 'cancelled' : 'not-cancelled');
      writer.settle(changeAll([text], { state: cancelled.value ? 'failed' : 'accepted', reason }));
      return null;
    }
    const isAlone = isAboutOne(cancelled.error);
    // Now it is the last of them.
    pending.delete(text.id);
    pending.set(text.id, { dueAt: clock.now() + (isAlone ? AGAIN_MS : 0), odd: cancelled.error });
    return isAlone ? null : cancelled.error;
  };

  /** Those to be taken back, with the one that SENS failed at last at their end. */
  const inTurn = (access: SensAccess): OutboxText[] => {
    const wanted = ofThisMode(context, parts.outbox.toCancel(), access);
    const ids = new Set(wanted.map(({ id }) => id));
    [...pending.keys()].filter((id) => !ids.has(id)).forEach((id) => pending.delete(id));
    const turns = new Map([...pending.keys()].map((id, turn) => [id, turn] as const));
    return wanted.sort((one, other) => (turns.get(one.id) ?? -1) - (turns.get(other.id) ?? -1));
  };

  const isDueNow = (id: number): boolean => {
    const last = pending.get(id);
    return last === undefined || isDue(last.dueAt, clock.now(), [AGAIN_MS]);
  };

  return async (access) => {
    const held = ofThisMode(context, parts.outbox.reserved(), access);
    const toNobody = held.filter(({ recipientId }) => parts.isGone(recipientId));
    writer.settle(changeAll(toNobody, { state: 'accepted', reason: plainReason('cancelling') }));
    for (const text of inTurn(access).filter(({ id }) => isDueNow(id))) {
      if (context.stopping() || context.over() || writer.isBehind) {
        break;
      }
      const failure = await takeBack(access, text);
      if (failure !== null) {
        return { kind: 'failed', failure };
      }
    }
    return roundDone(pending.values());
  };
}

/** Answers that leave open what became of a wish: a refusal, too, may be for what an earlier one has done already. */
const LOOKED_INTO = new Set(['sens-bad-request', 'sens-unknown-service', 'sens-odd-answer']);

/** False when SENS holds it no more; a failure while it still does, or does not say. */
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
  if (!LOOKED_INTO.has(cancelled.error.code)) {
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
