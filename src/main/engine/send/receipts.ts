import type { OutboxText, TextChange } from '../ledger/ledger-types';
import { byRequest } from './batches';
import { isTo } from './find-request';
import type { LookStep } from './look';
import { notDelivered, plainReason } from './reasons';
import { ofThisMode, failForGood, type SendContext } from './send-context';
import { delayAt } from './sender-options';
import type { SensAccess } from './sender-types';
import type { SensMessage } from './sens-answer';

const READ_AT_ONCE = 10_000;

interface Progress {
  dueAt: number;
  polls: number;
}

/** Asks for the receipts of accepted texts, one list per request, until each is delivered or failed, or nobody will ever say. */
export function createReceipts(context: SendContext): LookStep {
  const { clock, options, parts } = context;
  const progress = new Map<string, Progress>();

  const settle = (texts: readonly OutboxText[], messages: readonly SensMessage[]): OutboxText[] => {
    const waiting: OutboxText[] = [];
    const delivered: OutboxText[] = [];
    for (const text of texts) {
      const message = messages.find((candidate) => isTo(context, text, candidate.to));
      if (message === undefined || !isComplete(message)) {
        waiting.push(text);
      } else if (isDelivered(message)) {
        delivered.push(text);
      } else {
        failForGood(context, [text], notDelivered(message));
      }
    }
    context.commit(delivered.map(({ id }): TextChange => ({ id, state: 'delivered', reason: null })));
    for (const text of delivered) {
      context.problems.textArrived(text);
    }
    return waiting;
  };

  const giveUp = (texts: readonly OutboxText[]): OutboxText[] => {
    const now = clock.now();
    const over = texts.filter(
      (text) => now - text.changedAt >= (text.practice ? options.practiceGiveUpMs : options.receiptGiveUpMs),
    );
    const practice = over.filter((text) => text.practice);
    if (practice.length > 0) {
      failForGood(context, practice, plainReason('practice-ended'));
    }
    const live = over.filter((text) => !text.practice);
    context.commit(live.map(({ id }): TextChange => ({ id, state: 'unknown', reason: plainReason('no-receipt') })));
    for (const text of live) {
      context.problems.textLost('text-unknown', text, 'no-receipt');
    }
    return texts.filter((text) => !over.includes(text));
  };

  return async (access: SensAccess) => {
    const accepted = parts.outbox.textsIn(['accepted'], READ_AT_ONCE);
    const requests = byRequest(ofThisMode(context, accepted, access));
    for (const requestId of progress.keys()) {
      if (!requests.has(requestId)) {
        progress.delete(requestId);
      }
    }
    let next: number | null = null;
    for (const [requestId, texts] of requests) {
      const at = progress.get(requestId) ?? { dueAt: firstPoll(texts, delayAt(options.receiptDelaysMs, 0)), polls: 0 };
      progress.set(requestId, at);
      if (at.dueAt <= clock.now()) {
        if (context.stopping()) {
          return { kind: 'done', next: null };
        }
        const listed = await context.client.listByRequest(access, requestId);
        if (context.over()) {
          return { kind: 'done', next: null };
        }
        if (!listed.ok) {
          return { kind: 'failed', failure: listed.error };
        }
        if (giveUp(settle(texts, listed.value.messages)).length === 0) {
          continue;
        }
        at.polls += 1;
        at.dueAt = clock.now() + delayAt(options.receiptDelaysMs, at.polls);
      }
      next = Math.min(next ?? at.dueAt, at.dueAt);
    }
    return { kind: 'done', next };
  };
}

function firstPoll(texts: readonly OutboxText[], delayMs: number): number {
  return Math.max(...texts.map((text) => text.changedAt)) + delayMs;
}

/** SENS get page: `status` COMPLETED when it is over; the codes are absent until then. */
function isComplete(message: SensMessage): boolean {
  return message.status.toUpperCase() === 'COMPLETED';
}

/** SENS get page: the handset's code "0" is success, anything else is not. */
function isDelivered(message: SensMessage): boolean {
  return message.statusCode === '' ? message.statusName.toLowerCase() === 'success' : message.statusCode === '0';
}
