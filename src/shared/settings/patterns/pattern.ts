import * as z from 'zod/mini';
import '../fields/zod-options';
import { LIMITS } from '../../common/limits';

/** Source of a pattern: plain text or a regular expression. */
export const pattern = z.string().check(z.minLength(1), z.maxLength(LIMITS.patternCharacters));

export const patternSchema = z.union([
  z.strictObject({ text: pattern, ignoreCase: z._default(z.boolean(), false) }),
  z.strictObject({ regex: pattern, ignoreCase: z._default(z.boolean(), false) }),
]);

/** A text that a line contains, or a regular expression. */
export type Pattern = z.infer<typeof patternSchema>;
