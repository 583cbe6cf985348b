import { z } from 'zod';
import { LIMITS } from '../../common/limits';

/** The text of a pattern, or of a regular expression. */
export const pattern = z.string().min(1).max(LIMITS.patternCharacters);

export const patternSchema = z.union([
  z.strictObject({ text: pattern, ignoreCase: z.boolean().default(false) }),
  z.strictObject({ regex: pattern, ignoreCase: z.boolean().default(false) }),
]);

/** What a line is compared with: a text it contains, or a regular expression. */
export type Pattern = z.infer<typeof patternSchema>;
