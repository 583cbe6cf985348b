import type { OutboxText } from '../ledger/ledger-types';
import { isTo } from './find-request';
import type { LookStep } from './look';
import { notDelivered, plainReason } from './reasons';
import { changeAll, failForGood, ofThisMode, type SendContext } from './send-context';
import { delayAt, isDue } from './sender-options';
import type { SensAccess } from './sender-types';
import type { SensMessage } from './sens-answer';

/** Requests asked about in one step, so that lookups are not kept waiting by many receipts. */
const ASKED_AT_ONCE = 20;

interface Progress {
  dueAt: number;
  polls: number;
}

/** Asks for receipts. */
export interface Receipts {
  /** SENS took this request: its receipts are asked for from now on. */
  expect(requestId: string): void;
  readonly step: LookStep;
}

/** Asks for the receipts of accepted texts, one list per request, until each is delivered or failed, or nobody will ever say. */
export function createReceipts(context: SendContext): Receipts {
  const { clock, options, parts, writer } = context;
  const open = new Map<string, Progress>();
  let begun = false;

  /** What an earlier run left open. */
  const begin = (): void => {
    begun = true;
    for (const { requestId, acceptedAt } of parts.outbox.openRequests()) {
      open.set(requestId, { dueAt: acceptedAt + delayAt(options.receiptDelaysMs, 0), polls: 0 });
    }
  };

  /** Asks about one request. Live texts wait while practice is on. */
  const ask = async (access: SensAccess, requestId: string): Promise<LookEnd> => {
    const accepted = parts.outbox.textsOfRequest(requestId).filter(({ state }) => state === 'accepted');
    const texts = ofThisMode(context, accepted, access);
    if (texts.length === 0) {
      return { kind: 'asked', over: accepted.every(({ practice }) => practice) };
    }
    await context.limit.turn();
    const listed = await context.client.listByRequest(access, requestId);
    if (!listed.ok || context.over()) {
      return listed.ok ? { kind: 'stopped' } : { kind: 'failed', failure: listed.error };
    }
    const waiting = settle(context, texts, listed.value.messages);
    return { kind: 'asked', over: giveUp(context, waiting).length === 0 };
  };

  const step: LookStep = async (access) => {
    if (!begun) {
      begin();
    }
    const due = [...open].filter(([, { dueAt }]) => isDue(dueAt, clock.now(), options.receiptDelaysMs));
    for (const [requestId, at] of due.slice(0, ASKED_AT_ONCE)) {
      if (context.stopping() || writer.isBehind) {
        return { kind: 'done', next: null };
      }
      const end = await ask(access, requestId);
      if (end.kind === 'stopped') {
        return { kind: 'done', next: null };
      }
      if (end.kind === 'failed') {
        return end;
      }
      if (end.over) {
        open.delete(requestId);
      } else {
        at.polls += 1;
        at.dueAt = clock.now() + delayAt(options.receiptDelaysMs, at.polls);
      }
    }
    const next = Math.min(...Array.from(open.values(), ({ dueAt }) => dueAt));
    return { kind: 'done', next: open.size === 0 ? null : next };
  };
  return {
    expect: (requestId) => {
      open.set(requestId, { dueAt: clock.now() + delayAt(options.receiptDelaysMs, 0), polls: 0 });
    },
    step,
  };
}

type LookEnd =
  | { readonly kind: 'asked'; readonly over: boolean }
  | { readonly kind: 'stopped' }
  | Extract<Awaited<ReturnType<LookStep>>, { kind: 'failed' }>;

/** Writes what SENS says of these texts; gives those it says nothing of yet. */
function settle(
  context: SendContext,
  texts: readonly OutboxText[],
  messages: readonly SensMessage[],
): readonly OutboxText[] {
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
  context.writer.settle(changeAll(delivered, { state: 'delivered', reason: null }));
  delivered.forEach((text) => context.problems.textArrived(text));
  return waiting;
}

/** Ends the wait for receipts that are overdue; gives the texts that go on waiting. */
function giveUp(context: SendContext, texts: readonly OutboxText[]): readonly OutboxText[] {
  const { clock, options, writer, problems } = context;
  const now = clock.now();
  const over = texts.filter(
    (text) => now - text.changedAt >= (text.practice ? options.practiceGiveUpMs : options.receiptGiveUpMs),
  );
  const practice = over.filter((text) => text.practice);
  if (practice.length > 0) {
    failForGood(context, practice, plainReason('practice-ended'));
  }
  const live = over.filter((text) => !text.practice);
  writer.settle(changeAll(live, { state: 'unknown', reason: plainReason('no-receipt') }));
  live.forEach((text) => problems.textLost('text-unknown', text, 'no-receipt'));
  return texts.filter((text) => !over.includes(text));
}

/** SENS get page: `status` COMPLETED when it is over; the codes are absent until then. */
function isComplete(message: SensMessage): boolean {
  return message.status.toUpperCase() === 'COMPLETED';
}

/** SENS get page: the handset's code "0" is success, anything else is not. */
function isDelivered(message: SensMessage): boolean {
  return message.statusCode === '' ? message.statusName.toLowerCase() === 'success' : message.statusCode === '0';
}
