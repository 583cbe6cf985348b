import { ok, type Result } from '../../../../shared/common/result';
import type { OutboxText } from '../../ledger/tables/outbox/types';
import { currentNumber, isTo, type SendContext } from '../outbox/context';
import { attemptOf, sensTypeOf } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import type { SensMessage } from '../sens/responses';
import type { TimeSpan } from '../sens/signed-call';
import type { SensAccess } from '../sens/types';

/** Result of looking up a request whose answer was lost. */
export type FoundRequest =
  | { readonly kind: 'request'; readonly requestId: string }
  /** Not found (yet). `doubtful` texts may have been sent, which only a later lookup can tell. */
  | { readonly kind: 'nothing'; readonly doubtful: readonly OutboxText[] }
  | { readonly kind: 'cannot-tell' };

/** Tolerance for the clock of SENS, ms: it accepts timestamps up to 5 minutes off. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000 + 5_000;
/** SENS keeps messages for 90 days (list page); a day less, for time zones. */
const RETENTION_MS = 89 * 86_400_000;
/** Limit for similar requests within minutes: more cannot be told apart with a few questions. */
const MAX_CANDIDATES = 20;

const CANNOT_TELL = { kind: 'cannot-tell' } as const;

/**
 * Finds the request that tried to send these texts (one attempt, same content): lists messages by time and number,
 * drops requests known by other texts, and compares content and recipients.
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
  if (isOtherService(access, first)) {
    return ok(CANNOT_TELL);
  }
  await context.limit.turn();
  // One number finds the request of all texts, among far fewer messages than a busy hour has.
  const to = texts.map((text) => currentNumber(context, text)).find((number) => number !== null) ?? null;
  const listed = await context.client.listByTime(access, {
    requested: requestedIn(context, first),
    type: sensTypeOf(first),
    to,
  });
  if (!listed.ok) {
    return listed.error.code === 'sens-bad-request' ? ok(CANNOT_TELL) : listed;
  }
  // Checked only after SENS answered: it refuses a wrong clock, by which anything would look old.
  if (isExpired(context, first)) {
    return ok(CANNOT_TELL);
  }
  const candidates = candidateRequests(context, texts, listed.value.messages);
  if (candidates.length > MAX_CANDIDATES) {
    return ok(CANNOT_TELL);
  }
  const found = await compareAll(context, access, candidates, texts);
  const isConclusive = listed.value.complete || !found.ok || found.value.kind === 'request';
  return isConclusive ? found : ok(CANNOT_TELL);
}

/** True if the text was sent through another service, which this one knows nothing about. */
function isOtherService(access: SensAccess, text: OutboxText): boolean {
  const { service } = attemptOf(text);
  return !text.practice && service !== '' && service !== access.serviceId;
}

/** True if SENS no longer keeps the message. */
function isExpired({ clock }: SendContext, text: OutboxText): boolean {
  return clock.now() - attemptOf(text).attemptedAt > RETENTION_MS;
}

/** Time span in which SENS may have accepted the request, by its own clock. */
function requestedIn({ options }: SendContext, text: OutboxText): TimeSpan {
  const { attemptedAt, endedAt = attemptedAt } = attemptOf(text);
  const { connectMs, answerMs } = options.timeouts;
  return {
    from: Math.min(attemptedAt, endedAt) - CLOCK_TOLERANCE_MS,
    to: Math.max(attemptedAt + connectMs + answerMs, endedAt, text.reserveAt ?? 0) + CLOCK_TOLERANCE_MS,
  };
}

/** Selects one message of each request that may be the one looked for. */
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
  return [...byRequest.values()].filter(({ requestId }) => !context.deps.outbox.knowsRequest(requestId));
}

async function compareAll(
  context: SendContext,
  access: SensAccess,
  candidates: readonly SensMessage[],
  texts: readonly OutboxText[],
): Promise<Result<FoundRequest, SensFailure>> {
  const doubtful = new Set<OutboxText>();
  for (const candidate of candidates) {
    const comparison = await compareRequest(context, access, candidate, texts);
    if (!comparison.ok) {
      return comparison;
    }
    if (comparison.value === 'same') {
      return ok({ kind: 'request', requestId: candidate.requestId });
    }
    if (comparison.value !== 'other') {
      comparison.value.forEach((text) => doubtful.add(text));
    }
  }
  return ok({ kind: 'nothing', doubtful: [...doubtful] });
}

/** Result of comparing a request at SENS with an attempt; if that is unclear, the texts it may contain. */
type ComparisonResult = 'same' | 'other' | readonly OutboxText[];

/**
 * Compares a request, by one of its messages, with the attempt of these texts. Compares content, which only the page of
 * a single message has, and recipients, as somebody else may have sent the same content to some of them.
 */
async function compareRequest(
  context: SendContext,
  access: SensAccess,
  message: SensMessage,
  texts: readonly OutboxText[],
): Promise<Result<ComparisonResult, SensFailure>> {
  const content = await contentOf(context, access, message);
  if (!content.ok || content.value === null) {
    return content.ok ? ok(texts) : content;
  }
  if (normalized(content.value) !== normalized(texts[0]?.content ?? '')) {
    return ok('other');
  }
  await context.limit.turn();
  const listed = await context.client.listByRequest(access, message.requestId);
  return listed.ok ? ok(byRecipients(context, listed.value.messages, texts)) : listed;
}

/** Content of a message; null if SENS does not give it. */
async function contentOf(
  context: SendContext,
  access: SensAccess,
  message: SensMessage,
): Promise<Result<string | null, SensFailure>> {
  if (message.content !== null) {
    return ok(message.content);
  }
  await context.limit.turn();
  const found = await context.client.message(access, message.messageId);
  if (!found.ok) {
    return found.error.code === 'sens-bad-request' ? ok(null) : found;
  }
  return ok(found.value?.content ?? null);
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
  const hasOtherRecipients = messages.some(({ to }) => !texts.some((text) => isTo(context, text, to)));
  if (messages.length > recipients || (isWhole && hasOtherRecipients)) {
    return 'other';
  }
  const contained = texts.filter((text) => messages.some(({ to }) => isTo(context, text, to)));
  return contained.length === texts.length && messages.length === recipients ? 'same' : contained;
}

/** Collapses whitespace, as SENS may trim a content or change its line ends. */
function normalized(content: string): string {
  return content.replace(/\s+/g, ' ').trim();
}
