import { type AST, RegExpParser } from '@eslint-community/regexpp';

const parser = new RegExpParser({ ecmaVersion: 2025, strict: false });

/** The syntax tree of a regular expression; null when it is of a newer language than the parser knows. */
export function syntaxOf(regex: RegExp): AST.Pattern | null {
  try {
    return parser.parsePattern(regex.source, 0, regex.source.length, { unicode: regex.unicode });
  } catch {
    return null;
  }
}

/** The fewest characters (UTF-16 units) an element can match. */
export function leastLength(element: AST.Element): number {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return 1;
    case 'Assertion':
    case 'Backreference':
    case 'ExpressionCharacterClass':
      return 0;
    case 'Quantifier':
      return element.min * leastLength(element.element);
    case 'Group':
    case 'CapturingGroup':
      return Math.min(...element.alternatives.map(leastOfAlternative));
  }
}

/** Whether the pattern can match without taking a character. */
export function canBeEmpty({ alternatives }: AST.Pattern): boolean {
  return alternatives.some((alternative) => leastOfAlternative(alternative) === 0);
}

function leastOfAlternative({ elements }: AST.Alternative): number {
  return elements.reduce((sum, element) => sum + leastLength(element), 0);
}
/** What a pattern found in a line: the part that matched and what its groups caught. */
export interface Found {
  readonly matched: string;
  /** Numbered groups from 1; one that took no part is empty. */
  readonly groups: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  /**
   * Of a rule that expects an end: that it is one, or a start whose end did not come in time. Of any rule: that it says all is
   * well. Else the line is a match, or a start.
   */
  readonly part?: 'end' | 'overdue' | 'ok';
}
