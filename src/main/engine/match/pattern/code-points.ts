/** An inclusive range of code points. */
export type CodePointRange = readonly [first: number, last: number];
/** A set of code points: ranges in order that neither touch nor overlap. */
export type CodePoints = readonly CodePointRange[];

const LAST_CODE_POINT = 0x10_ffff;

/** The set of all code points in these ranges, which may be in any order and overlap. */
export function unite(ranges: readonly CodePointRange[]): CodePoints {
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

/** All code points that are not in the set. */
export function complement(points: CodePoints): CodePoints {
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

/** Whether no code point is in both sets. */
export function disjoint(left: CodePoints, right: CodePoints): boolean {
  return left.every(([first, last]) => right.every(([from, to]) => last < from || to < first));
}

const ASCII_CAPITALS: CodePointRange = [0x41, 0x5a];
const ASCII_SMALL: CodePointRange = [0x61, 0x7a];
const ASCII_CASE_STEP = 0x20;

/**
 * The set with both cases of its ASCII letters; null when it holds a cased letter beyond ASCII. U+017F and U+212A, the
 * only others that fold to ASCII (CaseFolding.txt, status C and S), are left out.
 */
export function bothCases(points: CodePoints): CodePoints | null {
  if (points.some(mayHaveCase)) {
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
/** Ranges up to this length are looked at letter by letter. */
const LOOKED_THROUGH = 256;

function mayHaveCase([first, last]: CodePointRange): boolean {
  if (last < 0x80 || WITHOUT_CASE.some(([from, to]) => first >= from && last <= to)) {
    return false;
  }
  if (last - first > LOOKED_THROUGH) {
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

/** The set as a character class of RE2 (its syntax page), every character by its number. */
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
