import type { Addressed } from './batches';
import { attemptReason, failureReason } from './reasons';
import type { SendContext } from './send-context';
import type { SensAccess } from './sender-types';
import type { SendOutcome } from './split-refused';

/** Makes one request of texts with the same content, and writes down each step before the next is taken. */
export type SendBatch = (access: SensAccess, batch: readonly Addressed[], triesBefore: number) => Promise<SendOutcome>;

/** `sending` is committed before the first byte goes out, so that a crash leaves a text to be looked up, not to be sent again. */
export function createSendBatch(context: SendContext): SendBatch {
  let lastAttempt = 0;
  return async (access, batch, triesBefore) => {
    const texts = batch.map(({ text }) => text);
    const [first] = batch;
    if (!first || context.stopping()) {
      return { kind: 'stopped' };
    }
    // Strictly rising, so that two requests of one alert can be told apart by it.
    lastAttempt = Math.max(context.clock.now(), lastAttempt + 1);
    const attempt = { attemptedAt: lastAttempt, service: access.serviceId };
    const reason = attemptReason('being-sent', attempt);
    context.commit(
      texts.map(({ id, attempts }) => ({ id, state: 'sending', reason, attempts: attempts + triesBefore + 1 })),
    );
    const { type, subject, content, image } = first.text;
    const result = await context.client.send(access, {
      type,
      subject,
      content,
      countryCode: first.countryCode,
      to: batch.map(({ number }) => number),
      image: image === null ? null : context.parts.imageOf(image),
    });
    if (context.over()) {
      return { kind: 'stopped' };
    }
    if (result.ok) {
      context.commit(texts.map(({ id }) => ({ id, state: 'accepted', reason: null, requestId: result.value })));
      return { kind: 'taken' };
    }
    const unknown = result.error.fate === 'unknown';
    const why = unknown ? attemptReason('looking-up', attempt) : failureReason(result.error);
    context.commit(texts.map(({ id }) => ({ id, state: unknown ? 'unknown' : 'owed', reason: why })));
    return { kind: 'failed', failure: result.error };
  };
}
