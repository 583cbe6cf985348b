import fc from 'fast-check';

/** Parts of random patterns, repeated by frequency. */
export interface PatternParts {
  /** Pieces that match one character. */
  readonly characters: readonly string[];
  readonly assertions: readonly string[];
  readonly counts: readonly string[];
}

/** Generates regular expressions of these parts, with groups and alternatives; most of them are valid. */
export function randomPattern({ characters, assertions, counts }: PatternParts): fc.Arbitrary<string> {
  return fc.letrec<Record<'pattern' | 'sequence' | 'part' | 'atom', string>>((tie) => ({
    pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => all.join('|')),
    sequence: fc.array(tie('part'), { maxLength: 4 }).map((all) => all.join('')),
    part: fc.oneof(
      { weight: 6, arbitrary: tie('atom') },
      { weight: 3, arbitrary: fc.tuple(tie('atom'), fc.constantFrom(...counts)).map((both) => both.join('')) },
      { weight: 1, arbitrary: fc.constantFrom(...assertions) },
    ),
    atom: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: fc.constantFrom(...characters) },
      { weight: 2, arbitrary: tie('pattern').map((inner) => `(${inner})`) },
      { weight: 1, arbitrary: tie('pattern').map((inner) => `(?:${inner})`) },
    ),
  })).pattern;
}

/** Generates short lines of these letters. */
export function randomLine(letters: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...letters), { maxLength }).map((all) => all.join(''));
}
