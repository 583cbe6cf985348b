import type { Pattern } from '../../shared/settings/patterns/pattern';

/** Form values of a pattern. */
export interface PatternValues {
  readonly kind: 'text' | 'regex';
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/** Form values of an empty pattern. */
export const EMPTY_PATTERN: PatternValues = { kind: 'text', pattern: '', ignoreCase: false };

export function patternToValues(pattern: Pattern): PatternValues {
  return 'text' in pattern
    ? { kind: 'text', pattern: pattern.text, ignoreCase: pattern.ignoreCase }
    : { kind: 'regex', pattern: pattern.regex, ignoreCase: pattern.ignoreCase };
}

export function valuesToPattern({ kind, pattern, ignoreCase }: PatternValues): Pattern {
  return kind === 'text' ? { text: pattern, ignoreCase } : { regex: pattern, ignoreCase };
}
