/** Country code of Korea (ITU-T E.164); SENS assumes it when a request names none. */
export const KOREA = '82';

/** Spaces, dots, brackets and hyphens of all kinds; NFKC normalizes wide forms first. */
const SEPARATORS = /[\s().\u00ad\u2010-\u2015\u2212-]/g;

/** Foreign number without its country code (ITU-T E.164 allows 15 digits in all). */
const FOREIGN = /^\d{4,14}$/;

/** Kind of a Korean number. Only the first three can receive texts, and `personal` (050) cannot be a sender. */
type NumberKind = 'mobile' | 'line' | 'personal' | 'paid-or-free' | 'service';

/**
 * Korean numbering plan by kind: mobile 01x; lines with an area code or 070; 050x; 060 and 080; 15xx/16xx/18xx, which
 * take no area code.
 */
const PLAN: readonly (readonly [NumberKind, RegExp])[] = [
  ['mobile', /^(010\d{8}|01[126-9]\d{7,8})$/],
  ['line', /^(02|0(3[1-3]|4[1-4]|5[1-5]|6[1-4]))(?!1[568]\d{6}$)\d{7,8}$|^070\d{8}$/],
  ['personal', /^050\d{8,9}$/],
  ['paid-or-free', /^0[68]0\d{6,8}$/],
  ['service', /^1[568]\d{6}$/],
];

/**
 * Formats a number for `to` and `from` of SENS ("messages" page): digits only, Korean numbers with the leading 0,
 * others without the country code. Drops spaces, dots, brackets, hyphens and the country code after +, 00 or (Korea
 * only) nothing; null if the result cannot be a number.
 */
export function dialDigits(number: string, countryCode: string = KOREA): string | null {
  const bare = number.normalize('NFKC').replace(SEPARATORS, '');
  return countryCode === KOREA ? koreanDigits(bare) : foreignDigits(bare, countryCode);
}

/** Kind of a Korean number given as digits; null if it matches none. */
export function numberKind(digits: string): NumberKind | null {
  return PLAN.find(([, form]) => form.test(digits))?.[0] ?? null;
}

/** Masks a number for display and logs: hides all but the first three and last two digits (`010******78`). */
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
