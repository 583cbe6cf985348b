import { type AST, RegExpParser } from '@eslint-community/regexpp';

const parser = new RegExpParser({ ecmaVersion: 2025, strict: false });

/** A match of a pattern in a line: the matched part and the captured groups. */
export interface Found {
  readonly matched: string;
  /** Numbered groups from 1; empty for a group that did not participate. */
  readonly groups: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  /**
   * Role of the line: `end` of a pair, `overdue` for a start whose end did not come in time, `ok` for a recovery line,
   * `resolved` for a received alert that has ended. Absent for a plain match or the start of a pair.
   */
  readonly part?: 'end' | 'overdue' | 'ok' | 'resolved';
}

/** Parses a regular expression; null if its syntax is newer than the parser. */
export function syntaxOf(regex: RegExp): AST.Pattern | null {
  try {
    return parser.parsePattern(regex.source, 0, regex.source.length, { unicode: regex.unicode });
  } catch {
    return null;
  }
}

/** Fewest characters (UTF-16 units) that an element can match. */
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

/** True if the pattern can match the empty string. */
export function canBeEmpty({ alternatives }: AST.Pattern): boolean {
  return alternatives.some((alternative) => leastOfAlternative(alternative) === 0);
}

function leastOfAlternative({ elements }: AST.Alternative): number {
  return elements.reduce((sum, element) => sum + leastLength(element), 0);
}
