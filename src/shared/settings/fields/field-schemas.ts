import { z } from 'zod';
import { DURATION, parseDuration } from '../../common/duration';
import { LIMITS } from '../../common/limits';

/** Id of an item of a list. */
export const idSchema = z
  .string()
  .min(1)
  .max(64)
  // Allows an empty id, which `min` reports as missing.
  .regex(/^[\p{L}\p{N}._-]*$/u);

export const nameSchema = z.string().max(LIMITS.nameCharacters);

/** Schema of a duration within bounds; the format check reports values that are no duration. */
export function durationWithin(minimum: string, maximum: string, form: RegExp = DURATION): z.ZodString {
  const [least = 0, most = 0] = [minimum, maximum].map(parseDuration).map((ms) => ms ?? 0);
  return z
    .string()
    .regex(form)
    .refine((text) => isWithin(parseDuration(text) ?? least, least, most), { params: { minimum, maximum } });
}

/** Schema of a whole number within bounds. */
export function wholeNumberWithin(minimum: number, maximum: number): z.ZodInt {
  return z.int().refine((value) => isWithin(value, minimum, maximum), {
    params: { minimum: String(minimum), maximum: String(maximum) },
  });
}

function isWithin(value: number, least: number, most: number): boolean {
  return least <= value && value <= most;
}
