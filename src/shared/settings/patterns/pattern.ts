import { z } from 'zod';
import '../fields/zod-options';
import { LIMITS } from '../../common/limits';

/** Source of a pattern: plain text or a regular expression. */
export const pattern = z.string().min(1).max(LIMITS.patternCharacters);

export const patternSchema = z.union([
  z.strictObject({ text: pattern, ignoreCase: z.boolean().default(false) }),
  z.strictObject({ regex: pattern, ignoreCase: z.boolean().default(false) }),
]);

/** A text that a line contains, or a regular expression. */
export type Pattern = z.infer<typeof patternSchema>;
