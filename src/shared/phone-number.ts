const SEPARATORS = /[\s().-]/g;

/**
 * The number as SENS wants it in `to` and `from`: digits only, domestic with its leading 0
 * (SENS "messages" page, `messages[].to`); null when it cannot be one.
 * Spaces, dots, brackets and hyphens are dropped and "+82" becomes "0".
 */
export function dialDigits(number: string): string | null {
  const bare = number.normalize('NFKC').replace(SEPARATORS, '');
  const domestic = bare.replace(/^\+82-?0?/, '0');
  return /^\d{8,11}$/.test(domestic) ? domestic : null;
}

/** A number fit to be shown or logged: all but its first three and last two digits hidden (`010******78`). */
export function maskNumber(number: string): string {
  const digits = dialDigits(number) ?? number.replace(/\D/g, '');
  if (digits.length < 6) {
    return '*'.repeat(Math.max(digits.length, 4));
  }
  return `${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`;
}
