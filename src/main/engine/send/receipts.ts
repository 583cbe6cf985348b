import type { OpenRequest, OutboxText } from '../ledger/ledger-types';
import type { LookStep } from './look';
import { settleLost } from './reserved-texts';
import { notDelivered, plainReason } from './reasons';
import { changeAll, failForGood, ofThisMode, type SendContext } from './send-context';
import { delayAt, isDue } from './sender-options';
import type { SensAccess } from './sender-types';
import type { SensFailure } from './sens-errors';
import type { SensMessage } from './sens-answer';
import { isTo } from './text-number';

/** Requests asked about in one step, so that lookups are not kept waiting by many receipts. */
const ASKED_AT_ONCE = 20;

interface Progress {
  dueAt: number;
  polls: number;
  /** When SENS lets it go, ms since 1970. */
  readonly notBefore: number;
}

/** Asks for receipts. */
export interface Receipts {
  /** SENS took this request: its receipts are asked for from now on. */
  expect(requestId: string): void;
  readonly step: LookStep;
}

/**
 * Asks for the receipts of accepted texts, one list per request, until each is delivered or failed, or nobody will ever say.
 * `owedAgain` is called when SENS has not sent what it held.
 */
export function createReceipts(context: SendContext, owedAgain: () => void): Receipts {
  const { clock, options, parts, writer } = context;
  const open = new Map<string, Progress>();
  let begun = false;

  const expectFrom = ({ requestId, acceptedAt, heldUntil }: OpenRequest): void => {
    const dueAt = Math.max(acceptedAt, heldUntil) + delayAt(options.receiptDelaysMs, 0);
    open.set(requestId, { dueAt, polls: 0, notBefore: heldUntil });
  };

  /** What an earlier run left open. */
  const begin = (): void => {
    begun = true;
    parts.outbox.openRequests().forEach(expectFrom);
  };

  /** Asks about one request. Live texts wait while practice is on. */
  const ask = async (access: SensAccess, requestId: string): Promise<LookEnd> => {
    const accepted = parts.outbox.textsOfRequest(requestId).filter(({ state }) => state === 'accepted');
    const texts = ofThisMode(context, accepted, access);
    if (texts.length === 0) {
      return { kind: 'asked', over: accepted.every(({ practice }) => practice) };
    }
    await context.limit.spareTurn();
    const listed = await context.client.listByRequest(access, requestId);
    if (context.over()) {
      return { kind: 'stopped' };
    }
    if (!listed.ok) {
      // An odd answer may be about this request alone: the others are asked about all the same, and this one not for ever.
      const isOdd = listed.error.code === 'sens-odd-answer';
      return { kind: 'failed', failure: listed.error, over: isOdd ? giveUp(context, texts).length === 0 : null };
    }
    const { messages } = listed.value;
    if (messages.length === 0 && texts.some(({ reserveAt }) => reserveAt !== null)) {
      const lost = await settleLost(context, access, requestId, texts);
      if (!lost.ok || lost.value) {
        owedAgain();
        return lost.ok ? { kind: 'asked', over: true } : { kind: 'failed', failure: lost.error, over: null };
      }
    }
    const waiting = settle(context, texts, messages);
    return { kind: 'asked', over: giveUp(context, waiting).length === 0 };
  };

  const step: LookStep = async (access) => {
    if (!begun) {
      begin();
    }
    const due = [...open].filter(([, at]) => isDue(at.dueAt, clock.now(), options.receiptDelaysMs, at.notBefore));
    let odd: SensFailure | null = null;
    for (const [requestId, at] of due.slice(0, ASKED_AT_ONCE)) {
      if (context.stopping() || writer.isBehind) {
        return { kind: 'done', next: null };
      }
      const end = await ask(access, requestId);
      if (end.kind === 'stopped') {
        return { kind: 'done', next: null };
      }
      if (end.kind === 'failed') {
        if (end.over === null) {
          return end;
        }
        odd = end.failure;
      }
      if (end.over) {
        open.delete(requestId);
      } else {
        at.polls += 1;
        at.dueAt = clock.now() + delayAt(options.receiptDelaysMs, at.polls);
      }
    }
    if (odd !== null) {
      return { kind: 'failed', failure: odd };
    }
    const next = Math.min(...Array.from(open.values(), ({ dueAt }) => dueAt));
    return { kind: 'done', next: open.size === 0 ? null : next };
  };
  return {
    expect: (requestId) => {
      const holds = parts.outbox.textsOfRequest(requestId).map(({ reserveAt }) => reserveAt ?? 0);
      expectFrom({ requestId, acceptedAt: clock.now(), heldUntil: Math.max(0, ...holds) });
    },
    step,
  };
}

type LookEnd =
  /** `over`: nothing more is to be asked about it. */
  | { readonly kind: 'asked'; readonly over: boolean }
  | { readonly kind: 'stopped' }
  /** `over` is null when SENS cannot be asked about others either. */
  | { readonly kind: 'failed'; readonly failure: SensFailure; readonly over: boolean | null };

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
    (text) =>
      now - Math.max(text.changedAt, text.reserveAt ?? 0) >=
      (text.practice ? options.practiceGiveUpMs : options.receiptGiveUpMs),
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
