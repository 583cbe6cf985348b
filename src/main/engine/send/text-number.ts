import { dialDigits, maskNumber } from '../../../shared/sms/phone-number';
import type { OutboxText } from '../ledger/tables/types';
import type { SendContext } from './send-context';

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
