import type { AST } from '@eslint-community/regexpp';
import { bothCases, complement, unite, type CodePointRange, type CodePoints } from './code-points';

/** `.` leaves these out (ECMA-262, LineTerminator). */
const LINE_ENDS: CodePoints = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const DIGITS: CodePoints = [[0x30, 0x39]];
const WORD: CodePoints = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
/** `\s`: WhiteSpace and LineTerminator of ECMA-262. */
const SPACE: CodePoints = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const ESCAPES = { digit: DIGITS, space: SPACE, word: WORD } as const;

/** What stands for one character in a pattern. */
export type OneCharacter = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/**
 * The code points an element matches as JavaScript reads it; null when that cannot be said exactly: Unicode properties
 * (their tables change with the engine), halves of surrogate pairs, cased letters beyond ASCII where case is ignored.
 */
export function codePointsOf(element: OneCharacter, ignoreCase: boolean): CodePoints | null {
  switch (element.type) {
    case 'Character':
      return written([element.value, element.value], ignoreCase);
    case 'CharacterSet':
      return setPoints(element);
    case 'CharacterClass':
      return element.unicodeSets ? null : classPoints(element, ignoreCase);
    case 'ExpressionCharacterClass':
      return null;
  }
}

function setPoints(set: AST.CharacterSet): CodePoints | null {
  switch (set.kind) {
    case 'any':
      return complement(LINE_ENDS);
    case 'property':
      return null;
    case 'digit':
    case 'space':
    case 'word':
      return set.negate ? complement(ESCAPES[set.kind]) : ESCAPES[set.kind];
  }
}

function classPoints(found: AST.ClassRangesCharacterClass, ignoreCase: boolean): CodePoints | null {
  const ranges: CodePointRange[] = [];
  for (const element of found.elements) {
    const points =
      element.type === 'CharacterClassRange'
        ? written([element.min.value, element.max.value], ignoreCase)
        : codePointsOf(element, ignoreCase);
    if (!points) {
      return null;
    }
    ranges.push(...points);
  }
  const points = unite(ranges);
  return found.negate ? complement(points) : points;
}

function written(range: CodePointRange, ignoreCase: boolean): CodePoints | null {
  if (isSurrogate(range[0]) || isSurrogate(range[1])) {
    return null;
  }
  return ignoreCase ? bothCases([range]) : [range];
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}

/** How what an element matches must begin. */
export interface Beginning {
  readonly points: CodePoints;
  /** Steps at most to see that a character is none of them. */
  readonly steps: number;
}

/** How the element begins; null when that is not known, or when it can match nothing. */
export function beginningOf(element: AST.Element, ignoreCase: boolean): Beginning | null {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const points = codePointsOf(element, ignoreCase);
      return points && { points, steps: 1 };
    }
    case 'Quantifier': {
      const inner = element.min > 0 ? beginningOf(element.element, ignoreCase) : null;
      return inner && { ...inner, steps: inner.steps + 1 };
    }
    case 'Group':
    case 'CapturingGroup':
      return beginningOfAny(element.alternatives, ignoreCase);
    case 'Assertion':
    case 'Backreference':
      return null;
  }
}

function beginningOfAny(alternatives: readonly AST.Alternative[], ignoreCase: boolean): Beginning | null {
  const ranges: CodePointRange[] = [];
  let steps = 0;
  for (const { elements } of alternatives) {
    const one = elements[0] ? beginningOf(elements[0], ignoreCase) : null;
    if (!one) {
      return null;
    }
    ranges.push(...one.points);
    steps += one.steps + 1;
  }
  return { points: unite(ranges), steps };
}
