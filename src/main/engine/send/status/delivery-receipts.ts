import type { OpenRequest, OutboxText } from '../../ledger/tables/outbox/types';
import { changeAll, failForGood, isTo, ofThisMode, type SendContext } from '../outbox/context';
import { isAboutOne, giveUpAfterMs } from '../outbox/problems';
import { notDelivered, plainReason } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import type { SensMessage } from '../sens/responses';
import type { SensAccess } from '../sens/types';
import { delayAt, isDue, type PollRound, type PollStep, roundDone, STOPPED } from './poller';
import { settleUnsent } from './reservations';

/** Requests polled in one step, so that many receipts do not delay lookups. */
const REQUESTS_PER_STEP = 20;

interface Progress {
  dueAt: number;
  polls: number;
  /** Last failure, if SENS gave no usable answer; null otherwise. */
  badAnswer: SensFailure | null;
  /** Time at which SENS sends the reserved text, ms since 1970. */
  readonly notBefore: number;
}

/** Polls delivery receipts. */
interface DeliveryReceipts {
  /** Polls the receipts of this accepted request from now on. */
  expect(requestId: string): void;
  readonly step: PollStep;
}

/**
 * Polls the receipts of accepted texts, one list per request, until each is delivered, failed or given up. `requeued`
 * is called when SENS did not send a reserved text.
 */
export function createDeliveryReceipts(context: SendContext, requeued: () => void): DeliveryReceipts {
  const { clock, options, deps, writer } = context;
  const open = new Map<string, Progress>();
  let restored = false;

  const expectFrom = ({ requestId, acceptedAt, heldUntil }: OpenRequest): void => {
    const dueAt = Math.max(acceptedAt, heldUntil) + delayAt(options.receiptDelaysMs, 0);
    open.set(requestId, { dueAt, polls: 0, badAnswer: null, notBefore: heldUntil });
  };

  /** Takes over the open requests of an earlier run. */
  const restore = (): void => {
    restored = true;
    deps.outbox.openRequests().forEach(expectFrom);
  };

  /** Polls one request after `polls` earlier polls. Live texts wait while practice mode is on. */
  const poll = async (access: SensAccess, requestId: string, polls: number): Promise<PollEnd> => {
    const accepted = deps.outbox.textsOfRequest(requestId).filter(({ state }) => state === 'accepted');
    const texts = ofThisMode(context, accepted, access);
    if (texts.length === 0) {
      return { kind: 'asked', over: accepted.every(({ practice }) => practice) };
    }
    await context.limit.lowPriorityTurn();
    const listed = await context.client.listByRequest(access, requestId);
    if (context.closed()) {
      return { kind: 'stopped' };
    }
    if (!listed.ok) {
      return { kind: 'failed', failure: listed.error, over: unanswered(context, texts, listed.error, polls) };
    }
    const { messages } = listed.value;
    if (messages.length === 0 && texts.some(({ reserveAt }) => reserveAt !== null)) {
      const unsent = await settleUnsent(context, access, requestId, texts);
      if (!unsent.ok) {
        return { kind: 'failed', failure: unsent.error, over: unanswered(context, texts, unsent.error, polls) };
      }
      if (unsent.value) {
        requeued();
        return { kind: 'asked', over: true };
      }
    }
    const waiting = settle(context, texts, messages);
    return { kind: 'asked', over: giveUp(context, waiting, null).length === 0 };
  };

  /** Polls one due request; returns a round that must end now, or null to go on. */
  const pollRequest = async (access: SensAccess, requestId: string, at: Progress): Promise<PollRound | null> => {
    const end = await poll(access, requestId, at.polls);
    if (end.kind === 'stopped') {
      return STOPPED;
    }
    at.badAnswer = end.kind === 'failed' ? end.failure : null;
    at.polls += 1;
    const broken = end.kind === 'failed' && !isAboutOne(end.failure) ? end.failure : null;
    at.dueAt = clock.now() + (broken === null ? delayAt(options.receiptDelaysMs, at.polls) : 0);
    if (end.over) {
      open.delete(requestId);
    }
    return broken === null ? null : { kind: 'failed', failure: broken };
  };

  const step: PollStep = async (access) => {
    if (!restored) {
      restore();
    }
    const due = [...open].filter(([, at]) => isDue(at.dueAt, clock.now(), options.receiptDelaysMs, at.notBefore));
    // By due time, so that a request that keeps failing comes after all others.
    due.sort(([, one], [, other]) => one.dueAt - other.dueAt);
    for (const [requestId, at] of due.slice(0, REQUESTS_PER_STEP)) {
      const round = context.stopping() || writer.isBehind ? STOPPED : await pollRequest(access, requestId, at);
      if (round !== null) {
        return round;
      }
    }
    return roundDone(open.values());
  };
  return {
    expect: (requestId) => {
      const holds = deps.outbox.textsOfRequest(requestId).map(({ reserveAt }) => reserveAt ?? 0);
      expectFrom({ requestId, acceptedAt: clock.now(), heldUntil: Math.max(0, ...holds) });
    },
    step,
  };
}

type PollEnd =
  /** `over`: the request needs no further poll. */
  | { readonly kind: 'asked'; readonly over: boolean }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: SensFailure; readonly over: boolean };

/** Writes the results of these texts; returns those without one. */
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

/** Handles a poll without an answer; true if the texts were given up. */
function unanswered(context: SendContext, texts: readonly OutboxText[], failure: SensFailure, polls: number): boolean {
  const { receiptDelaysMs } = context.options;
  return polls + 1 >= receiptDelaysMs.length && giveUp(context, texts, failure).length === 0;
}

/** Gives up texts whose receipt is overdue, after an answer or `failure`; returns those that keep waiting. */
function giveUp(
  context: SendContext,
  texts: readonly OutboxText[],
  failure: SensFailure | null,
): readonly OutboxText[] {
  const { clock, options, writer, problems } = context;
  const now = clock.now();
  const over = texts.filter((text) => {
    const answeredLimitMs = text.practice ? options.practiceGiveUpMs : options.receiptGiveUpMs;
    const limitMs = failure === null ? answeredLimitMs : giveUpAfterMs(failure, options, text.practice);
    return limitMs !== null && now - Math.max(text.changedAt, text.reserveAt ?? 0) >= limitMs;
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

/** True if SENS has the result (get page: `status` is COMPLETED; the codes are absent until then). */
function isComplete(message: SensMessage): boolean {
  return message.status.toUpperCase() === 'COMPLETED';
}

/** True if the text was delivered (get page: the handset's code "0" is success, any other is not). */
function isDelivered(message: SensMessage): boolean {
  return message.statusCode === '' ? message.statusName.toLowerCase() === 'success' : message.statusCode === '0';
}
