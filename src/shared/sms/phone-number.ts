/** Korea's country code (ITU-T E.164); SENS takes it when a request names none. */
export const KOREA = '82';

/** Spaces, dots, brackets and every kind of hyphen; Unicode's wide forms become plain ones before. */
const SEPARATORS = /[\s().\u00ad\u2010-\u2015\u2212-]/g;

/** The longest number abroad, without the country code (ITU-T E.164 has 15 digits in all). */
const FOREIGN = /^\d{4,14}$/;

/** What a Korean number is: only the first three can be texted, and `personal` (050) cannot be a sender. */
export type NumberKind = 'mobile' | 'line' | 'personal' | 'paid-or-free' | 'service';

/** The Korean numbering plan by kind: mobile 01x, lines with their area code and 070, 050x, 060 and 080, 15xx/16xx/18xx, which take no area code. */
const PLAN: readonly (readonly [NumberKind, RegExp])[] = [
  ['mobile', /^(010\d{8}|01[126-9]\d{7,8})$/],
  ['line', /^(02|0(3[1-3]|4[1-4]|5[1-5]|6[1-4]))(?!1[568]\d{6}$)\d{7,8}$|^070\d{8}$/],
  ['personal', /^050\d{8,9}$/],
  ['paid-or-free', /^0[68]0\d{6,8}$/],
  ['service', /^1[568]\d{6}$/],
];

/**
 * The number as SENS wants it in `to` and `from` (SENS "messages" page): digits only, a Korean one with its leading 0,
 * one abroad without the country code. Null when it cannot be one. Spaces, dots, brackets and hyphens are dropped, and
 * so is the country code with its +, 00 or (for Korea) nothing before it.
 */
export function dialDigits(number: string, countryCode: string = KOREA): string | null {
  const bare = number.normalize('NFKC').replace(SEPARATORS, '');
  return countryCode === KOREA ? koreanDigits(bare) : foreignDigits(bare, countryCode);
}

/** What kind of Korean number these digits are; null when they are none. */
export function numberKind(digits: string): NumberKind | null {
  return PLAN.find(([, form]) => form.test(digits))?.[0] ?? null;
}

/** A number fit to be shown or logged: all but its first three and last two digits hidden (`010******78`). */
export function maskNumber(number: string, countryCode: string = KOREA): string {
  const digits = dialDigits(number, countryCode) ?? number.replace(/\D/g, '');
  if (digits.length < 6) {
    return '*'.repeat(Math.max(digits.length, 4));
  }
  return `${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`;
}

function koreanDigits(bare: string): string | null {
  const abroad = /^(?:\+|00)?82(\d+)$/.exec(bare)?.[1];
  const candidates = abroad === undefined ? [bare] : [`0${abroad}`, abroad];
  return candidates.find((digits) => numberKind(digits) !== null) ?? null;
}

function foreignDigits(bare: string, countryCode: string): string | null {
  const prefix = [`+${countryCode}`, `00${countryCode}`].find((start) => bare.startsWith(start)) ?? '';
  const digits = bare.slice(prefix.length);
  return FOREIGN.test(digits) ? digits : null;
}
