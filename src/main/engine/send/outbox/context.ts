import { dialDigits, maskNumber } from '../../../../shared/sms/phone-number';
import type { Clock } from '../../common/clock';
import type { OutboxText, TextChange } from '../../ledger/tables/types';
import type { RateLimiter } from '../flow/rate-limiter';
import type { SensClient } from '../sens/client';
import type { SensAccess } from '../sens/types';
import type { SensProblems } from './problems';
import { plainReason } from './reasons';
import type { SenderOptions, SenderDeps } from './types';
import type { TextWriter } from './writer';

/** What the lanes of one sender share. */
export interface SendContext {
  readonly parts: SenderDeps;
  readonly clock: Clock;
  readonly options: SenderOptions;
  readonly client: SensClient;
  readonly problems: SensProblems;
  readonly writer: TextWriter;
  readonly limit: RateLimiter;
  /** Tells of texts that have changed without the writer. */
  readonly tell: (ids: readonly number[]) => void;
  /** True once no new request may begin. */
  stopping(): boolean;
  /** True once the sender has let go: an answer that comes now is not written down, its text is looked up at the next start. */
  over(): boolean;
}

/** The same change for each of these texts. */
export function changeAll(texts: readonly OutboxText[], change: Omit<TextChange, 'text'>): TextChange[] {
  return texts.map((text) => ({ text, ...change }));
}

/** Fails a text for good, and says so on the board unless the person's own hand was the cause. */
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

/** Of these texts, those that belong to the mode at work. Practice texts never reach a real phone: they end when live mode begins. */
export function ofThisMode(context: SendContext, texts: readonly OutboxText[], access: SensAccess): OutboxText[] {
  const ended = texts.filter((text) => text.practice && !access.practice);
  if (ended.length > 0) {
    failForGood(context, ended, plainReason('practice-ended'));
  }
  return texts.filter((text) => text.practice === access.practice);
}

/** The text's number while it is still the one the text was addressed to; null when the settings have it no more. */
export function currentNumber(context: SendContext, text: OutboxText): string | null {
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
