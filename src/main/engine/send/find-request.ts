import { dialDigits, maskNumber } from '../../../shared/phone-number';
import { ok, type Result } from '../../../shared/result';
import type { OutboxText } from '../ledger/ledger-types';
import { attemptOf } from './reasons';
import type { SendContext } from './send-context';
import type { SensAccess } from './sender-types';
import type { SensMessage } from './sens-answer';
import type { SensFailure } from './sens-errors';

/** What a lookup says of a request whose answer was lost. */
export type Found =
  | { readonly kind: 'request'; readonly requestId: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'cannot-tell' };

/** SENS accepts timestamps up to 5 minutes off, so its own times may differ as much from this computer's. */
const CLOCK_ROOM_MS = 5 * 60_000 + 5_000;
/** SENS forgets after 90 days (list page); a day less, for time zones. */
const KEPT_MS = 89 * 86_400_000;
/** More requests of the same type to the same numbers within minutes cannot be told apart with a few questions. */
const MOST_CANDIDATES = 20;

const CANNOT_TELL = { kind: 'cannot-tell' } as const;

/**
 * Looks for the request that tried to send these texts (one attempt, same content): by its time and numbers, leaving
 * out requests that other texts are known by, and comparing the content, which only the page of a single message has.
 */
export async function findRequest(
  context: SendContext,
  access: SensAccess,
  texts: readonly OutboxText[],
): Promise<Result<Found, SensFailure>> {
  const first = texts[0];
  if (!first) {
    return ok({ kind: 'nothing' });
  }
  const { attemptedAt, service, endedAt = attemptedAt } = attemptOf(first);
  const otherService = !first.practice && service !== '' && service !== access.serviceId;
  if (otherService || context.clock.now() - attemptedAt > KEPT_MS) {
    return ok(CANNOT_TELL);
  }
  await context.limit.turn();
  const { connectMs, answerMs } = context.options.timeouts;
  // One recipient finds the request of them all, among far fewer messages than a busy hour has.
  const only = texts.map((text) => currentNumber(context, text)).find((number) => number !== null) ?? null;
  const listed = await context.client.listByTime(access, {
    requested: {
      from: Math.min(attemptedAt, endedAt) - CLOCK_ROOM_MS,
      to: Math.max(attemptedAt + connectMs + answerMs, endedAt, first.reserveAt ?? 0) + CLOCK_ROOM_MS,
    },
    type: first.type,
    to: only,
  });
  if (!listed.ok) {
    return listed.error.code === 'sens-bad-request' ? ok(CANNOT_TELL) : listed;
  }
  const candidates = candidateRequests(context, texts, listed.value.messages);
  if (!listed.value.complete || candidates.length > MOST_CANDIDATES) {
    return ok(CANNOT_TELL);
  }
  return sameContent(context, access, candidates, first.content);
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

async function sameContent(
  context: SendContext,
  access: SensAccess,
  candidates: readonly SensMessage[],
  content: string,
): Promise<Result<Found, SensFailure>> {
  let unsure = false;
  for (const candidate of candidates) {
    let theirs = candidate.content;
    if (theirs === null) {
      await context.limit.turn();
      const looked = await context.client.message(access, candidate.messageId);
      if (!looked.ok) {
        return looked;
      }
      theirs = looked.value?.content ?? null;
    }
    if (theirs !== null && plain(theirs) === plain(content)) {
      return ok({ kind: 'request', requestId: candidate.requestId });
    }
    unsure ||= theirs === null;
  }
  return ok(unsure ? CANNOT_TELL : { kind: 'nothing' });
}

/** The text's number while it is still the one the text was addressed to. */
function currentNumber(context: SendContext, text: OutboxText): string | null {
  const number = context.parts.numberOf(text.recipientId);
  const countryCode = context.parts.countryCodeOf(text.recipientId);
  return number !== null && maskNumber(number, countryCode) === text.to ? number : null;
}

/** True when a number SENS names is the text's; by its mask when the settings no longer have the number. */
export function isTo(context: SendContext, text: OutboxText, to: string): boolean {
  const number = currentNumber(context, text);
  const countryCode = context.parts.countryCodeOf(text.recipientId);
  return number === null
    ? maskNumber(to, countryCode) === text.to
    : (dialDigits(to, countryCode) ?? to) === (dialDigits(number, countryCode) ?? number);
}

/** SENS may trim a content or change its line ends. */
function plain(content: string): string {
  return content.replace(/\s+/g, ' ').trim();
}
