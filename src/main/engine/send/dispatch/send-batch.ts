import type { Reason } from '../../../../shared/contract/history';
import { maskNumber } from '../../../../shared/sms/phone-number';
import type { OutboxText, TextChange } from '../../ledger/tables/types';
import { changeAll, type SendContext } from '../outbox/context';
import { attemptReason, failureReason, heldReason, RESERVE_ZONE, reservedAt } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import { credentialsFingerprint, type SensAccess } from '../sens/types';
import type { Addressed } from './next-batch';

/** Requests follow each other so closely that their times, to be different, may run ahead by so much, ms. */
const SAME_MOMENT_MS = 1_000;

type Answer = Awaited<ReturnType<SendContext['client']['send']>> | null;

/** Makes one request of texts with the same content, and writes down each step before the next is taken. */
export type SendBatch = (access: SensAccess, batch: readonly Addressed[]) => Promise<SendOutcome>;

/** `sending` is committed before the first byte goes out, so that a crash leaves a text to be looked up, not to be sent again. */
export function createSendBatch(context: SendContext): SendBatch {
  const { writer } = context;
  let lastAttempt = 0;

  /** The texts of the batch that are still owed, now in `sending`, each with its number. */
  const begun = (batch: readonly Addressed[], reason: Reason): Addressed[] => {
    const changes = batch.map(({ text, number, countryCode }): TextChange => {
      return { text, state: 'sending', reason, attempts: text.attempts + 1, to: maskNumber(number, countryCode) };
    });
    return readdressed(batch, writer.begin(changes));
  };

  return async (access, batch) => {
    await context.limit.turn();
    if (context.stopping()) {
      return { kind: 'stopped' };
    }
    lastAttempt = attemptTime(context.clock.now(), lastAttempt);
    const attempt = { attemptedAt: lastAttempt, service: access.serviceId, recipients: batch.length };
    const sending = begun(batch, attemptReason('being-sent', attempt));
    const texts = sending.map(({ text }) => text);
    const [first] = sending;
    if (!first) {
      return { kind: 'stopped' };
    }
    const reserveAt = reservedAt(first.text, context.clock.now());
    const result = await ask(context, access, sending, reserveAt);
    if (context.over()) {
      return { kind: 'stopped' };
    }
    const unsure = attemptReason('looking-up', {
      ...attempt,
      recipients: sending.length,
      endedAt: context.clock.now(),
    });
    if (result === null) {
      writer.settle(changeAll(texts, { state: 'unknown', reason: unsure }));
      return { kind: 'stopped' };
    }
    if (result.ok) {
      const reason = reserveAt === null ? null : heldReason('reserved', reserveAt);
      writer.settle(changeAll(texts, { state: 'accepted', reason, requestId: result.value }));
      return { kind: 'taken', requestId: result.value };
    }
    const failure = result.error;
    if (failure.fate === 'unknown') {
      writer.settle(changeAll(texts, { state: 'unknown', reason: unsure }));
      return { kind: 'failed', failure, left: [] };
    }
    if (reserveAt !== null && failure.code === 'sens-bad-request') {
      const held = { state: 'owed', reason: heldReason('held', reserveAt), heldUntil: reserveAt } as const;
      writer.settle(changeAll(texts, held));
      return { kind: 'failed', failure, left: [] };
    }
    const mark = refusedMark(access, sending, failure);
    const owed = writer.settle(
      changeAll(texts, {
        state: 'owed',
        reason: failureReason(failure),
        ...(mark === null ? {} : { refusedMark: mark }),
      }),
    );
    return { kind: 'failed', failure, left: readdressed(sending, owed) };
  };
}

/** What SENS answers; null when the ledger let the request go no further, wherever that was. */
async function ask(
  context: SendContext,
  access: SensAccess,
  sending: readonly Addressed[],
  reserveAt: number | null,
): Promise<Answer> {
  const [first] = sending;
  if (!first) {
    return null;
  }
  const { type, subject, content, image } = first.text;
  try {
    return await context.client.send(access, {
      type,
      subject,
      content,
      countryCode: first.countryCode,
      to: sending.map(({ number }) => number),
      image: image === null ? null : context.parts.imageOf(image),
      reserve: reserveAt === null ? null : { at: reserveAt, zone: RESERVE_ZONE },
    });
  } catch (error) {
    context.writer.troubled(error);
    return null;
  }
}

/** A time of its own for each request, so that two of one alert can be told apart by it; a clock that was set back is followed. */
function attemptTime(now: number, last: number): number {
  return now <= last && last - now < SAME_MOMENT_MS ? last + 1 : now;
}

/** With what a refused text is kept: the whole access, or for a 400 the one recipient's number too; null when it is to be tried again. */
function refusedMark(access: SensAccess, sending: readonly Addressed[], failure: SensFailure): string | null {
  if (failure.fate !== 'refused') {
    return null;
  }
  if (failure.code !== 'sens-bad-request') {
    return credentialsFingerprint(access);
  }
  const [only, ...others] = sending;
  return only && others.length === 0 ? credentialsFingerprint(access, `${only.countryCode} ${only.number}`) : null;
}

/** These texts as they are now, addressed as before. */
function readdressed(batch: readonly Addressed[], texts: readonly OutboxText[]): Addressed[] {
  const now = new Map(texts.map((text) => [text.id, text]));
  return batch.flatMap((addressed) => {
    const text = now.get(addressed.text.id);
    return text ? [{ ...addressed, text }] : [];
  });
}

/** What one request came to: taken, failed, or not made because the sender stops or its texts are gone. */
export type SendOutcome =
  | { readonly kind: 'taken'; readonly requestId: string }
  /** `left`: the texts as they are owed now. */
  | { readonly kind: 'failed'; readonly failure: SensFailure; readonly left: readonly Addressed[] }
  | { readonly kind: 'stopped' };

/** A text that SENS refused when it was sent to this recipient alone, and what it said. */
interface RefusedAlone {
  readonly text: OutboxText;
  readonly failure: SensFailure;
}

/** What came of a batch with its parts. */
export interface BatchOutcome {
  /** The requests SENS took. */
  readonly requestIds: readonly string[];
  /** Refused with a 400 when sent alone. */
  readonly refusedAlone: readonly RefusedAlone[];
  /** Refused with a 400 for a cause that no recipient is at fault for. */
  readonly refusedTogether: readonly OutboxText[];
  /** The last failure, if any. */
  readonly failure: SensFailure | null;
}

/**
 * So many refusals in the same words and nothing taken: that is a whole batch of 100 down to its sixteenths, and the cause
 * lies in what all have in common.
 */
const MOST_ALIKE = 15;

/** A sender number that is not registered, or no longer; what SENS says of it is not documented, so its words are looked at. */
const ABOUT_SENDER = /calling number|sender|발신|(?:^|[:/,] )from(?:$| [/,])/i;

/**
 * Sends a batch, and in halves again what SENS refuses with a 400, until each recipient at fault stands alone: one bad
 * number must not sink the others. A cause that lies in no recipient, or any other failure, ends it; what is left stays owed.
 */
export async function sendSplitting(
  batch: readonly Addressed[],
  send: (part: readonly Addressed[]) => Promise<SendOutcome>,
): Promise<BatchOutcome> {
  const parts = [batch];
  const requestIds: string[] = [];
  const refusedAlone: RefusedAlone[] = [];
  const refusals: SensFailure[] = [];
  let refusedTogether: readonly Addressed[] = [];
  let failure: SensFailure | null = null;
  for (let part = parts.shift(); part; part = parts.shift()) {
    const outcome = await send(part);
    if (outcome.kind === 'stopped') {
      break;
    }
    if (outcome.kind === 'taken') {
      requestIds.push(outcome.requestId);
      continue;
    }
    const { failure: refusal, left } = outcome;
    failure = refusal;
    if (refusal.code !== 'sens-bad-request') {
      break;
    }
    refusals.push(refusal);
    if (isAboutSender(refusal) || (requestIds.length === 0 && areAllAlike(refusals))) {
      refusedTogether = [...left, ...parts.flat()];
      break;
    }
    if (left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      parts.push(left.slice(0, middle), left.slice(middle));
    } else {
      refusedAlone.push(...left.map(({ text }) => ({ text, failure: refusal })));
    }
  }
  return { requestIds, refusedAlone, refusedTogether: refusedTogether.map(({ text }) => text), failure };
}

function isAboutSender({ params }: SensFailure): boolean {
  return ABOUT_SENDER.test(String(params['detail']));
}

function areAllAlike(refusals: readonly SensFailure[]): boolean {
  const words = new Set(refusals.map(({ params }) => params['detail']));
  return refusals.length >= MOST_ALIKE && words.size === 1;
}
