import type { AST } from '@eslint-community/regexpp';

/** An inclusive range of code points. */
type CodePointRange = readonly [first: number, last: number];
/** A set of code points: ranges in order that neither touch nor overlap. */
export type CodePoints = readonly CodePointRange[];

const LAST_CODE_POINT = 0x10_ffff;

/** Merges ranges, which may overlap and be in any order, into a set. */
function unite(ranges: readonly CodePointRange[]): CodePoints {
  const united: CodePointRange[] = [];
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const [from, to] = united[united.length - 1] ?? [-2, -2];
    if (first <= to + 1) {
      united[united.length - 1] = [from, Math.max(to, last)];
    } else {
      united.push([first, last]);
    }
  }
  return united;
}

/** Inverts the set. */
function complement(points: CodePoints): CodePoints {
  const rest: CodePointRange[] = [];
  let next = 0;
  for (const [first, last] of points) {
    if (first > next) {
      rest.push([next, first - 1]);
    }
    next = last + 1;
  }
  return next > LAST_CODE_POINT ? rest : [...rest, [next, LAST_CODE_POINT]];
}

/** True if no code point is in both sets. */
export function disjoint(left: CodePoints, right: CodePoints): boolean {
  return left.every(([first, last]) => right.every(([from, to]) => last < from || to < first));
}

const ASCII_CAPITALS: CodePointRange = [0x41, 0x5a];
const ASCII_SMALL: CodePointRange = [0x61, 0x7a];
const ASCII_CASE_STEP = 0x20;

/**
 * Adds the other case of the set's ASCII letters; null if it contains a cased letter beyond ASCII. Omits U+017F and
 * U+212A, the only others that fold to ASCII (CaseFolding.txt, status C and S).
 */
function bothCases(points: CodePoints): CodePoints | null {
  if (points.some(mayBeCased)) {
    return null;
  }
  const mirrored = points.flatMap((range) => [
    ...shifted(overlap(range, ASCII_CAPITALS), ASCII_CASE_STEP),
    ...shifted(overlap(range, ASCII_SMALL), -ASCII_CASE_STEP),
  ]);
  return unite([...points, ...mirrored]);
}

function overlap([first, last]: CodePointRange, [from, to]: CodePointRange): CodePointRange {
  return [Math.max(first, from), Math.min(last, to)];
}

function shifted([first, last]: CodePointRange, step: number): CodePointRange[] {
  return first <= last ? [[first + step, last + step]] : [];
}

/** Blocks without a single cased letter: CJK with its punctuation and kana, Hangul (Unicode's Blocks.txt). */
const WITHOUT_CASE: CodePoints = [
  [0x3000, 0xa63f],
  [0xac00, 0xd7a3],
];
/** Longest range that is checked letter by letter. */
const MAX_SCANNED_RANGE = 256;

function mayBeCased([first, last]: CodePointRange): boolean {
  if (last < 0x80 || WITHOUT_CASE.some(([from, to]) => first >= from && last <= to)) {
    return false;
  }
  if (last - first > MAX_SCANNED_RANGE) {
    return true;
  }
  for (let point = Math.max(first, 0x80); point <= last; point++) {
    const letter = String.fromCodePoint(point);
    if (letter.toLowerCase() !== letter || letter.toUpperCase() !== letter) {
      return true;
    }
  }
  return false;
}

/** Writes the set as a character class of RE2 (its syntax page), every character by its number. */
export function spellClass(points: CodePoints): string {
  if (points.length === 0) {
    return `[^${spellRange([0, LAST_CODE_POINT])}]`;
  }
  return `[${points.map(spellRange).join('')}]`;
}

function spellRange([first, last]: CodePointRange): string {
  return first === last ? spellPoint(first) : `${spellPoint(first)}-${spellPoint(last)}`;
}

function spellPoint(point: number): string {
  return `\\x{${point.toString(16)}}`;
}

/** Characters that `.` does not match (ECMA-262, LineTerminator). */
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

/** A pattern element that matches one character. */
type OneCharacter = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/**
 * Code points that an element matches in JavaScript; null if they are not known exactly: Unicode properties (their
 * tables change with the engine), halves of surrogate pairs, cased letters beyond ASCII if case is ignored.
 */
export function codePointsOf(element: OneCharacter, ignoreCase: boolean): CodePoints | null {
  switch (element.type) {
    case 'Character':
      return literalPoints([element.value, element.value], ignoreCase);
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
        ? literalPoints([element.min.value, element.max.value], ignoreCase)
        : codePointsOf(element, ignoreCase);
    if (!points) {
      return null;
    }
    ranges.push(...points);
  }
  const points = unite(ranges);
  return found.negate ? complement(points) : points;
}

function literalPoints(range: CodePointRange, ignoreCase: boolean): CodePoints | null {
  if (isSurrogate(range[0]) || isSurrogate(range[1])) {
    return null;
  }
  return ignoreCase ? bothCases([range]) : [range];
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}

/** Code points that a match of an element can start with. */
export interface FirstSet {
  readonly points: CodePoints;
  /** Most steps to rule out a character that is not in the set. */
  readonly steps: number;
}

/** First set of the element; null if it is unknown or the element can match the empty string. */
export function firstSetOf(element: AST.Element, ignoreCase: boolean): FirstSet | null {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const points = codePointsOf(element, ignoreCase);
      return points && { points, steps: 1 };
    }
    case 'Quantifier': {
      const inner = element.min > 0 ? firstSetOf(element.element, ignoreCase) : null;
      return inner && { ...inner, steps: inner.steps + 1 };
    }
    case 'Group':
    case 'CapturingGroup':
      return firstSetOfAny(element.alternatives, ignoreCase);
    case 'Assertion':
    case 'Backreference':
      return null;
  }
}

function firstSetOfAny(alternatives: readonly AST.Alternative[], ignoreCase: boolean): FirstSet | null {
  const ranges: CodePointRange[] = [];
  let steps = 0;
  for (const { elements } of alternatives) {
    const one = elements[0] ? firstSetOf(elements[0], ignoreCase) : null;
    if (!one) {
      return null;
    }
    ranges.push(...one.points);
    steps += one.steps + 1;
  }
  return { points: unite(ranges), steps };
}
