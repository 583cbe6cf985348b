import { ok, type Result } from '../../../shared/common/result';
import type { OutboxText } from '../ledger/tables/types';
import { compareRequest } from './compare-request';
import { attemptOf } from './reasons';
import type { SendContext } from './send-context';
import type { SensAccess } from './sender-types';
import type { SensMessage } from './sens-answer';
import type { SensFailure } from './sens-errors';
import type { TimeSpan } from './sens-target';
import { currentNumber, isTo } from './text-number';

/** What a lookup says of a request whose answer was lost. */
export type Found =
  | { readonly kind: 'request'; readonly requestId: string }
  /** Not there; unless time shows it, nobody can say of the `doubtful` texts whether they were sent. */
  | { readonly kind: 'nothing'; readonly doubtful: readonly OutboxText[] }
  | { readonly kind: 'cannot-tell' };

/** SENS accepts timestamps up to 5 minutes off, so its own times may differ as much from this computer's. */
export const CLOCK_ROOM_MS = 5 * 60_000 + 5_000;
/** SENS forgets after 90 days (list page); a day less, for time zones. */
const KEPT_MS = 89 * 86_400_000;
/** More requests of the same type to the same numbers within minutes cannot be told apart with a few questions. */
const MOST_CANDIDATES = 20;

const CANNOT_TELL = { kind: 'cannot-tell' } as const;

/**
 * Looks for the request that tried to send these texts (one attempt, same content): by its time and numbers, leaving
 * out requests that other texts are known by, and comparing content and recipients.
 */
export async function findRequest(
  context: SendContext,
  access: SensAccess,
  texts: readonly OutboxText[],
): Promise<Result<Found, SensFailure>> {
  const first = texts[0];
  if (!first) {
    return ok({ kind: 'nothing', doubtful: [] });
  }
  if (isElsewhere(access, first)) {
    return ok(CANNOT_TELL);
  }
  await context.limit.turn();
  // One recipient finds the request of them all, among far fewer messages than a busy hour has.
  const to = texts.map((text) => currentNumber(context, text)).find((number) => number !== null) ?? null;
  const listed = await context.client.listByTime(access, {
    requested: requestedIn(context, first),
    type: first.type,
    to,
  });
  if (!listed.ok) {
    return listed.error.code === 'sens-bad-request' ? ok(CANNOT_TELL) : listed;
  }
  // Not before SENS has answered: it refuses a clock that is wrong, by which anything would be old.
  if (isForgotten(context, first)) {
    return ok(CANNOT_TELL);
  }
  const candidates = candidateRequests(context, texts, listed.value.messages);
  if (candidates.length > MOST_CANDIDATES) {
    return ok(CANNOT_TELL);
  }
  const found = await compareAll(context, access, candidates, texts);
  const seenAll = listed.value.complete || !found.ok || found.value.kind === 'request';
  return seenAll ? found : ok(CANNOT_TELL);
}

/** Another service than the one at work would know of it. */
function isElsewhere(access: SensAccess, text: OutboxText): boolean {
  const { service } = attemptOf(text);
  return !text.practice && service !== '' && service !== access.serviceId;
}

/** SENS knows nothing of it any more. */
function isForgotten({ clock }: SendContext, text: OutboxText): boolean {
  return clock.now() - attemptOf(text).attemptedAt > KEPT_MS;
}

/** When, by whatever clock SENS keeps, it may have taken the request. */
function requestedIn({ options }: SendContext, text: OutboxText): TimeSpan {
  const { attemptedAt, endedAt = attemptedAt } = attemptOf(text);
  const { connectMs, answerMs } = options.timeouts;
  return {
    from: Math.min(attemptedAt, endedAt) - CLOCK_ROOM_MS,
    to: Math.max(attemptedAt + connectMs + answerMs, endedAt, text.reserveAt ?? 0) + CLOCK_ROOM_MS,
  };
}

/** One message of each request that may be the one looked for. */
function candidateRequests(
  context: SendContext,
  texts: readonly OutboxText[],
  messages: readonly SensMessage[],
): SensMessage[] {
  const byRequest = new Map<string, SensMessage>();
  for (const message of messages) {
    if (message.requestId !== '' && texts.some((text) => isTo(context, text, message.to))) {
      byRequest.set(message.requestId, message);
    }
  }
  return [...byRequest.values()].filter(({ requestId }) => !context.parts.outbox.knowsRequest(requestId));
}

async function compareAll(
  context: SendContext,
  access: SensAccess,
  candidates: readonly SensMessage[],
  texts: readonly OutboxText[],
): Promise<Result<Found, SensFailure>> {
  const doubtful = new Set<OutboxText>();
  for (const candidate of candidates) {
    const likeness = await compareRequest(context, access, candidate, texts);
    if (!likeness.ok) {
      return likeness;
    }
    if (likeness.value === 'same') {
      return ok({ kind: 'request', requestId: candidate.requestId });
    }
    if (likeness.value !== 'other') {
      likeness.value.forEach((text) => doubtful.add(text));
    }
  }
  return ok({ kind: 'nothing', doubtful: [...doubtful] });
}
