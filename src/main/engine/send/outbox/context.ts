import { dialDigits, maskNumber } from '../../../../shared/sms/phone-number';
import type { Clock } from '../../common/clock';
import type { OutboxText, TextChange } from '../../ledger/tables/outbox/types';
import type { RateLimiter } from '../flow/rate-limiter';
import type { SensClient } from '../sens/client';
import type { SensAccess } from '../sens/types';
import type { SensProblems } from './problems';
import { plainReason } from './reasons';
import type { SenderOptions } from './sender-options';
import type { SenderDeps } from './types';
import type { TextWriter } from './writer';

/** Dependencies and state shared by the loops of one sender. */
export interface SendContext {
  readonly deps: SenderDeps;
  readonly clock: Clock;
  readonly options: SenderOptions;
  readonly client: SensClient;
  readonly problems: SensProblems;
  readonly writer: TextWriter;
  readonly limit: RateLimiter;
  /** Reports texts that changed without the writer, by id. */
  readonly notify: (ids: readonly number[]) => void;
  /** True once no new request may start. */
  stopping(): boolean;
  /** True once the sender is closed: a late answer is not written, and its text is looked up at the next start. */
  closed(): boolean;
}

/** Makes the same change for each text. */
export function changeAll(texts: readonly OutboxText[], change: Omit<TextChange, 'text'>): TextChange[] {
  return texts.map((text) => ({ text, ...change }));
}

/** Fails texts for good and raises a problem for each, unless a person's own action was the cause. */
export function failForGood(
  context: SendContext,
  texts: readonly OutboxText[],
  reason: NonNullable<TextChange['reason']>,
): void {
  context.writer.settle(changeAll(texts, { state: 'failed', reason }));
  if (reason.code === 'recipient-removed' || reason.code === 'practice-ended') {
    return;
  }
  for (const text of texts) {
    context.problems.textLost(reason.code === 'may-be-delivered' ? 'text-unknown' : 'text-failed', text, reason.code);
  }
}

/** Selects the texts of the current mode. Practice texts must never reach a real phone: in live mode they end. */
export function ofThisMode(context: SendContext, texts: readonly OutboxText[], access: SensAccess): OutboxText[] {
  const ended = texts.filter((text) => text.practice && !access.practice);
  if (ended.length > 0) {
    failForGood(context, ended, plainReason('practice-ended'));
  }
  return texts.filter((text) => text.practice === access.practice);
}

/** Number of the text's recipient, digits only; null if the settings no longer have the number it was addressed to. */
export function currentNumber(context: SendContext, text: OutboxText): string | null {
  const number = context.deps.numberOf(text.recipientId);
  const countryCode = context.deps.countryCodeOf(text.recipientId);
  return number !== null && maskNumber(number, countryCode) === text.to ? number : null;
}

/** True if `to`, a number that SENS names, is the text's; compares masked numbers if the settings no longer have it. */
export function isTo(context: SendContext, text: OutboxText, to: string): boolean {
  const number = currentNumber(context, text);
  const countryCode = context.deps.countryCodeOf(text.recipientId);
  return number === null
    ? maskNumber(to, countryCode) === text.to
    : (dialDigits(to, countryCode) ?? to) === (dialDigits(number, countryCode) ?? number);
}
