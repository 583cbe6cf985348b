import { ok, type Result } from '../../../../shared/common/result';
import type { OutboxText } from '../../ledger/tables/types';
import { currentNumber, isTo, type SendContext } from '../outbox/context';
import { attemptOf } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import type { SensMessage } from '../sens/responses';
import type { TimeSpan } from '../sens/signed-call';
import type { SensAccess } from '../sens/types';

/** What a lookup says of a request whose answer was lost. */
export type FoundRequest =
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
): Promise<Result<FoundRequest, SensFailure>> {
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
): Promise<Result<FoundRequest, SensFailure>> {
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

/** Whether a request at SENS is the one that tried to send these texts; where that is not clear, which of them it may hold. */
type ComparisonResult = 'same' | 'other' | readonly OutboxText[];

/**
 * Compares a request, by one of its messages, with the attempt that these texts were part of: its content, which only
 * the page of a single message has, and its recipients, as somebody else may have said the same to some of them.
 */
async function compareRequest(
  context: SendContext,
  access: SensAccess,
  message: SensMessage,
  texts: readonly OutboxText[],
): Promise<Result<ComparisonResult, SensFailure>> {
  const theirs = await contentOf(context, access, message);
  if (!theirs.ok || theirs.value === null) {
    return theirs.ok ? ok(texts) : theirs;
  }
  if (plain(theirs.value) !== plain(texts[0]?.content ?? '')) {
    return ok('other');
  }
  await context.limit.turn();
  const listed = await context.client.listByRequest(access, message.requestId);
  return listed.ok ? ok(byRecipients(context, listed.value.messages, texts)) : listed;
}

/** What a message says; null while SENS does not tell. */
async function contentOf(
  context: SendContext,
  access: SensAccess,
  message: SensMessage,
): Promise<Result<string | null, SensFailure>> {
  if (message.content !== null) {
    return ok(message.content);
  }
  await context.limit.turn();
  const looked = await context.client.message(access, message.messageId);
  if (!looked.ok) {
    return looked.error.code === 'sens-bad-request' ? ok(null) : looked;
  }
  return ok(looked.value?.content ?? null);
}

function byRecipients(
  context: SendContext,
  messages: readonly SensMessage[],
  texts: readonly OutboxText[],
): ComparisonResult {
  const [first] = texts;
  if (first === undefined || messages.length === 0) {
    return texts;
  }
  const { recipients = messages.length } = attemptOf(first);
  const isWhole = texts.length === recipients;
  const strangers = messages.some(({ to }) => !texts.some((text) => isTo(context, text, to)));
  if (messages.length > recipients || (isWhole && strangers)) {
    return 'other';
  }
  const held = texts.filter((text) => messages.some(({ to }) => isTo(context, text, to)));
  return held.length === texts.length && messages.length === recipients ? 'same' : held;
}

/** SENS may trim a content or change its line ends. */
function plain(content: string): string {
  return content.replace(/\s+/g, ' ').trim();
}
