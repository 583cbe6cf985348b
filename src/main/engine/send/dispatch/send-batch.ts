import type { Reason } from '../../../../shared/contract/history';
import { maskNumber } from '../../../../shared/sms/phone-number';
import type { OutboxText, TextChange } from '../../ledger/tables/outbox/types';
import { changeAll, type SendContext } from '../outbox/context';
import { attemptReason, failureReason, heldReason, RESERVATION_ZONE, reservedAt, sensTypeOf } from '../outbox/reasons';
import type { SensFailure } from '../sens/errors';
import { credentialsFingerprint, type SensAccess } from '../sens/types';
import type { Addressed } from './next-batch';

/** Distinct times of requests that follow each other closely may run ahead of the clock by this much, ms. */
const MAX_TIME_AHEAD_MS = 1_000;

/**
 * This many identical refusals without an accepted request (a batch of 100 split down to sixteenths) mean that the
 * cause lies in what all texts share.
 */
const MAX_SAME_REFUSALS = 15;

/** Error texts about an unregistered sender number; SENS does not document the code, so the wording is matched. */
const ABOUT_SENDER = /calling number|sender|발신|(?:^|[:/,] )from(?:$| [/,])/i;

type Answer = Awaited<ReturnType<SendContext['client']['send']>> | null;

/** Sends texts with the same content in one request; resolves once the result is written. */
type SendBatch = (access: SensAccess, batch: readonly Addressed[]) => Promise<SendOutcome>;

/**
 * Creates the sender of batches. `sending` is committed before the first byte goes out, so that a text is looked up
 * after a crash, not sent again.
 */
export function createSendBatch(context: SendContext): SendBatch {
  const { writer } = context;
  let lastAttempt = 0;

  /** Marks the batch as `sending`; returns the texts that were still queued. */
  const markSending = (batch: readonly Addressed[], reason: Reason): Addressed[] => {
    const changes = batch.map(({ text, number, countryCode }): TextChange => {
      return { text, state: 'sending', reason, attempts: text.attempts + 1, to: maskNumber(number, countryCode) };
    });
    return withNewTexts(batch, writer.start(changes));
  };

  return async (access, batch) => {
    await context.limit.turn();
    if (context.stopping()) {
      return { kind: 'stopped' };
    }
    lastAttempt = attemptTime(context.clock.now(), lastAttempt);
    const attempt = { attemptedAt: lastAttempt, service: access.serviceId, recipients: batch.length };
    const sending = markSending(batch, attemptReason('being-sent', attempt));
    const texts = sending.map(({ text }) => text);
    const [first] = sending;
    if (!first) {
      return { kind: 'stopped' };
    }
    const reserveAt = reservedAt(first.text, context.clock.now());
    const result = await sendRequest(context, access, sending, reserveAt);
    if (context.closed()) {
      return { kind: 'stopped' };
    }
    const lookingUp = attemptReason('looking-up', {
      ...attempt,
      recipients: sending.length,
      endedAt: context.clock.now(),
    });
    if (result === null) {
      writer.settle(changeAll(texts, { state: 'unknown', reason: lookingUp }));
      return { kind: 'stopped' };
    }
    if (result.ok) {
      const reason = reserveAt === null ? null : heldReason('reserved', reserveAt);
      writer.settle(changeAll(texts, { state: 'accepted', reason, requestId: result.value }));
      return { kind: 'accepted', requestId: result.value };
    }
    const failure = result.error;
    if (failure.outcome === 'unknown') {
      writer.settle(changeAll(texts, { state: 'unknown', reason: lookingUp }));
      return { kind: 'failed', failure, left: [] };
    }
    if (reserveAt !== null && failure.code === 'sens-bad-request') {
      const held = { state: 'owed', reason: heldReason('held', reserveAt), heldUntil: reserveAt } as const;
      writer.settle(changeAll(texts, held));
      return { kind: 'failed', failure, left: [] };
    }
    const mark = refusalFingerprint(access, sending, failure);
    const owed = writer.settle(
      changeAll(texts, {
        state: 'owed',
        reason: failureReason(failure),
        ...(mark === null ? {} : { refusedMark: mark }),
      }),
    );
    return { kind: 'failed', failure, left: withNewTexts(sending, owed) };
  };
}

/** Sends the request; null if a ledger error stopped it. */
async function sendRequest(
  context: SendContext,
  access: SensAccess,
  sending: readonly Addressed[],
  reserveAt: number | null,
): Promise<Answer> {
  const [first] = sending;
  if (!first) {
    return null;
  }
  const { subject, content, image } = first.text;
  try {
    return await context.client.send(access, {
      type: sensTypeOf(first.text),
      subject,
      content,
      countryCode: first.countryCode,
      to: sending.map(({ number }) => number),
      image: image === null ? null : context.deps.imageOf(image),
      reserve: reserveAt === null ? null : { at: reserveAt, zone: RESERVATION_ZONE },
    });
  } catch (error) {
    context.writer.ledgerFailed(error);
    return null;
  }
}

/** Distinct time for each request, by which two of one alert are told apart; follows a clock that was set back. */
function attemptTime(now: number, last: number): number {
  return now <= last && last - now < MAX_TIME_AHEAD_MS ? last + 1 : now;
}

/**
 * Fingerprint of the credentials (and, for a 400 to one recipient, the number) a text was refused with; it is retried
 * once that changes. Null: retry.
 */
function refusalFingerprint(access: SensAccess, sending: readonly Addressed[], failure: SensFailure): string | null {
  if (failure.outcome !== 'refused') {
    return null;
  }
  if (failure.code !== 'sens-bad-request') {
    return credentialsFingerprint(access);
  }
  const [only, ...others] = sending;
  return only && others.length === 0 ? credentialsFingerprint(access, `${only.countryCode} ${only.number}`) : null;
}

/** Replaces the texts of the batch by these newer versions; drops those without one. */
function withNewTexts(batch: readonly Addressed[], texts: readonly OutboxText[]): Addressed[] {
  const now = new Map(texts.map((text) => [text.id, text]));
  return batch.flatMap((addressed) => {
    const text = now.get(addressed.text.id);
    return text ? [{ ...addressed, text }] : [];
  });
}

/** Outcome of one request: accepted, failed, or not made because the sender stops or its texts have changed. */
type SendOutcome =
  | { readonly kind: 'accepted'; readonly requestId: string }
  /** `left`: the texts that are queued again. */
  | { readonly kind: 'failed'; readonly failure: SensFailure; readonly left: readonly Addressed[] }
  | { readonly kind: 'stopped' };

/** A text that SENS refused when it was sent alone, with the failure. */
interface RefusedAlone {
  readonly text: OutboxText;
  readonly failure: SensFailure;
}

/** Outcome of a batch and the parts it was split into. */
export interface BatchOutcome {
  /** Requests that SENS accepted. */
  readonly requestIds: readonly string[];
  /** Texts refused with a 400 when sent alone. */
  readonly refusedAlone: readonly RefusedAlone[];
  /** Texts refused with a 400 for a cause that lies in no recipient. */
  readonly refusedTogether: readonly OutboxText[];
  /** The last failure, if any. */
  readonly failure: SensFailure | null;
}

/**
 * Sends a batch and halves each part refused with a 400 until each bad recipient is alone, so that one bad number does
 * not block the others. Any other failure, or a cause that lies in no recipient, ends it; the rest stays queued.
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
    if (outcome.kind === 'accepted') {
      requestIds.push(outcome.requestId);
      continue;
    }
    const { failure: refusal, left } = outcome;
    failure = refusal;
    if (refusal.code !== 'sens-bad-request') {
      break;
    }
    refusals.push(refusal);
    if (isAboutSender(refusal) || (requestIds.length === 0 && areAllSame(refusals))) {
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

function areAllSame(refusals: readonly SensFailure[]): boolean {
  const words = new Set(refusals.map(({ params }) => params['detail']));
  return refusals.length >= MAX_SAME_REFUSALS && words.size === 1;
}
