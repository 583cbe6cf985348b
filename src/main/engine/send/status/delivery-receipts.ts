import type { OpenRequest, OutboxText } from '../../ledger/tables/types';
import { changeAll, failForGood, isTo, ofThisMode, type SendContext } from '../outbox/context';
import { isAboutOne, giveUpAfterMs } from '../outbox/problems';
import { notDelivered, plainReason } from '../outbox/reasons';
import { delayAt, isDue } from '../outbox/types';
import type { SensFailure } from '../sens/errors';
import type { SensMessage } from '../sens/responses';
import type { SensAccess } from '../sens/types';
import { type PollRound, type PollStep, roundDone, STOPPED } from './poller';
import { settleLost } from './reservations';

/** Requests asked about in one step, so that lookups are not kept waiting by many receipts. */
const ASKED_AT_ONCE = 20;

interface Progress {
  dueAt: number;
  polls: number;
  /** What SENS said last, when that was no answer; null when it was one. */
  odd: SensFailure | null;
  /** When SENS lets it go, ms since 1970. */
  readonly notBefore: number;
}

/** Asks for receipts. */
export interface DeliveryReceipts {
  /** SENS took this request: its receipts are asked for from now on. */
  expect(requestId: string): void;
  readonly step: PollStep;
}

/**
 * Asks for the receipts of accepted texts, one list per request, until each is delivered or failed, or nobody will ever say.
 * `owedAgain` is called when SENS has not sent what it held.
 */
export function createDeliveryReceipts(context: SendContext, owedAgain: () => void): DeliveryReceipts {
  const { clock, options, parts, writer } = context;
  const open = new Map<string, Progress>();
  let begun = false;

  const expectFrom = ({ requestId, acceptedAt, heldUntil }: OpenRequest): void => {
    const dueAt = Math.max(acceptedAt, heldUntil) + delayAt(options.receiptDelaysMs, 0);
    open.set(requestId, { dueAt, polls: 0, odd: null, notBefore: heldUntil });
  };

  /** What an earlier run left open. */
  const begin = (): void => {
    begun = true;
    parts.outbox.openRequests().forEach(expectFrom);
  };

  /** Asks about one request, after so many times before. Live texts wait while practice is on. */
  const ask = async (access: SensAccess, requestId: string, polls: number): Promise<PollEnd> => {
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
      return { kind: 'failed', failure: listed.error, over: unanswered(context, texts, listed.error, polls) };
    }
    const { messages } = listed.value;
    if (messages.length === 0 && texts.some(({ reserveAt }) => reserveAt !== null)) {
      const lost = await settleLost(context, access, requestId, texts);
      if (!lost.ok) {
        return { kind: 'failed', failure: lost.error, over: unanswered(context, texts, lost.error, polls) };
      }
      if (lost.value) {
        owedAgain();
        return { kind: 'asked', over: true };
      }
    }
    const waiting = settle(context, texts, messages);
    return { kind: 'asked', over: giveUp(context, waiting, null).length === 0 };
  };

  /** Asks about one request that is due; gives how that broke off the round, null when the round goes on. */
  const look = async (access: SensAccess, requestId: string, at: Progress): Promise<PollRound | null> => {
    const end = await ask(access, requestId, at.polls);
    if (end.kind === 'stopped') {
      return STOPPED;
    }
    at.odd = end.kind === 'failed' ? end.failure : null;
    at.polls += 1;
    const broken = end.kind === 'failed' && !isAboutOne(end.failure) ? end.failure : null;
    at.dueAt = clock.now() + (broken === null ? delayAt(options.receiptDelaysMs, at.polls) : 0);
    if (end.over) {
      open.delete(requestId);
    }
    return broken === null ? null : { kind: 'failed', failure: broken };
  };

  const step: PollStep = async (access) => {
    if (!begun) {
      begin();
    }
    const due = [...open].filter(([, at]) => isDue(at.dueAt, clock.now(), options.receiptDelaysMs, at.notBefore));
    // One that SENS fails at each time has its turn after all others.
    due.sort(([, one], [, other]) => one.dueAt - other.dueAt);
    for (const [requestId, at] of due.slice(0, ASKED_AT_ONCE)) {
      const round = context.stopping() || writer.isBehind ? STOPPED : await look(access, requestId, at);
      if (round !== null) {
        return round;
      }
    }
    return roundDone(open.values());
  };
  return {
    expect: (requestId) => {
      const holds = parts.outbox.textsOfRequest(requestId).map(({ reserveAt }) => reserveAt ?? 0);
      expectFrom({ requestId, acceptedAt: clock.now(), heldUntil: Math.max(0, ...holds) });
    },
    step,
  };
}

type PollEnd =
  /** `over`: nothing more is to be asked about it. */
  | { readonly kind: 'asked'; readonly over: boolean }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: SensFailure; readonly over: boolean };

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

/** SENS gave no answer about these texts: true when the wait for one is over, too, as it is not without end. */
function unanswered(context: SendContext, texts: readonly OutboxText[], failure: SensFailure, polls: number): boolean {
  const { receiptDelaysMs } = context.options;
  return polls + 1 >= receiptDelaysMs.length && giveUp(context, texts, failure).length === 0;
}

/** Ends the wait for receipts that are overdue, after an answer or `failure`; gives the texts that go on waiting. */
function giveUp(
  context: SendContext,
  texts: readonly OutboxText[],
  failure: SensFailure | null,
): readonly OutboxText[] {
  const { clock, options, writer, problems } = context;
  const now = clock.now();
  const over = texts.filter((text) => {
    const answered = text.practice ? options.practiceGiveUpMs : options.receiptGiveUpMs;
    const patience = failure === null ? answered : giveUpAfterMs(failure, options, text.practice);
    return patience !== null && now - Math.max(text.changedAt, text.reserveAt ?? 0) >= patience;
  });
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
