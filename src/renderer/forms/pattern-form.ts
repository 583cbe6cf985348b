import type { Pattern } from '../../shared/settings/patterns/pattern';

/** A pattern as a form holds it. */
export interface PatternValues {
  readonly kind: 'text' | 'regex';
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/** A pattern that says nothing yet. */
export const EMPTY_PATTERN: PatternValues = { kind: 'text', pattern: '', ignoreCase: false };

/** The form of a pattern. */
export function patternToValues(pattern: Pattern): PatternValues {
  return 'text' in pattern
    ? { kind: 'text', pattern: pattern.text, ignoreCase: pattern.ignoreCase }
    : { kind: 'regex', pattern: pattern.regex, ignoreCase: pattern.ignoreCase };
}

/** The pattern a form describes. */
export function valuesToPattern({ kind, pattern, ignoreCase }: PatternValues): Pattern {
  return kind === 'text' ? { text: pattern, ignoreCase } : { regex: pattern, ignoreCase };
}
