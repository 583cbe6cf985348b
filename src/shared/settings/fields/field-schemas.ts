import * as z from 'zod/mini';
import { DURATION, parseDuration } from '../../common/duration';
import { LIMITS } from '../../common/limits';

/** Id of an item of a list. */
export const idSchema = z.string().check(
  z.minLength(1),
  z.maxLength(64),
  // Allows an empty id, which `minLength` reports as missing.
  z.regex(/^[\p{L}\p{N}._-]*$/u),
);

export const nameSchema = z.string().check(z.maxLength(LIMITS.nameCharacters));

/** Schema of a duration within bounds; the format check reports values that are no duration. */
export function durationWithin(minimum: string, maximum: string, form: RegExp = DURATION): z.ZodMiniString {
  const [least = 0, most = 0] = [minimum, maximum].map(parseDuration).map((ms) => ms ?? 0);
  return z.string().check(
    z.regex(form),
    z.refine((text) => isWithin(parseDuration(text) ?? least, least, most), { params: { minimum, maximum } }),
  );
}

/** Schema of a whole number within bounds. */
export function wholeNumberWithin(minimum: number, maximum: number): z.ZodMiniNumberFormat {
  return z.int().check(
    z.refine((value) => isWithin(value, minimum, maximum), {
      params: { minimum: String(minimum), maximum: String(maximum) },
    }),
  );
}

function isWithin(value: number, least: number, most: number): boolean {
  return least <= value && value <= most;
}
