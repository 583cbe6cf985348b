import type { TextView } from '../../../shared/contract/history';
import type { Translate } from '../../../shared/i18n/translator';

const SIZES = [
  { unit: 'GB', bytes: 1e9 },
  { unit: 'MB', bytes: 1e6 },
  { unit: 'KB', bytes: 1e3 },
  { unit: 'B', bytes: 1 },
] as const;

/** Masked Korean mobile number: three digits, three or four hidden ones, four more. */
const MASKED_MOBILE = /^(01\d)(\*{3,4})(.{4})$/;

/** Formats a size in the unit that reads best: "2.1 MB". */
export function sizeWords(bytes: number, translate: Translate): string {
  const { unit, bytes: size } = SIZES.find((each) => bytes >= each.bytes) ?? SIZES[3];
  const amount = bytes / size;
  return translate(`cli.size.${unit}`, { amount: amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount) });
}

/** Formats an amount of money. */
export function wonWords(amount: number, translate: Translate): string {
  return translate('cli.won', { amount });
}

/** Separates the parts of a masked mobile number: `010-****-**78`. */
export function phoneWords(masked: string): string {
  return masked.replace(MASKED_MOBILE, '$1-$2-$3');
}

/** Name, if there is one, and masked number of a text's recipient; a channel has only its title. */
export function recipientWords({ recipient, to }: Pick<TextView, 'recipient' | 'to'>): string {
  if (to === '') {
    return recipient;
  }
  return recipient === '' ? phoneWords(to) : `${recipient} (${phoneWords(to)})`;
}
