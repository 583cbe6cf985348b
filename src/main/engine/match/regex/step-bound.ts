import type { AST } from '@eslint-community/regexpp';
import { type FirstSet, firstSetOf, codePointsOf, disjoint } from './char-set';
import { leastLength } from './types';

/** Upper bounds for a backtracking matcher at one position of the line. */
interface Effort {
  /** Ways in which the element can match so that its successor may match, too. */
  readonly ways: number;
  /** Steps to try all of them. */
  readonly steps: number;
}

/** Effort on a line of this many UTF-16 units. */
type EffortOn = (length: number) => Effort;

const ONE_STEP: Effort = { ways: 1, steps: 1 };
/** Cap that counts as infinite; keeps the sums finite. */
const UNBOUNDED = 1e15;

/**
 * Computes an upper bound for the steps of a backtracking matcher (V8's RegExp) on any line of `length` UTF-16 units.
 * Polynomial if repetitions are adjacent, `UNBOUNDED` if they are nested.
 */
export function stepBound(pattern: AST.Pattern, ignoreCase: boolean): (length: number) => number {
  const effort = new EffortReader(ignoreCase, true).choice(pattern.alternatives, null);
  return (length) => Math.min(UNBOUNDED, (length + 1) * effort(length).steps);
}

class EffortReader {
  readonly #ignoreCase: boolean;
  /** False inside a lookbehind, which matches from right to left. */
  readonly #forwards: boolean;

  constructor(ignoreCase: boolean, forwards: boolean) {
    this.#ignoreCase = ignoreCase;
    this.#forwards = forwards;
  }

  /** `follow`: first set of the element after the choice; null if unknown. */
  choice(alternatives: readonly AST.Alternative[], follow: FirstSet | null): EffortOn {
    const all = alternatives.map(({ elements }) => this.#sequence(elements, follow));
    return (length) => {
      let ways = 0;
      let steps = 0;
      for (const effort of all) {
        const one = effort(length);
        ways += one.ways;
        steps += one.steps + 1;
      }
      return { ways, steps };
    };
  }

  #sequence(elements: readonly AST.Element[], follow: FirstSet | null): EffortOn {
    const ordered = this.#forwards ? elements : elements.toReversed();
    const all = ordered.map((element, index) => {
      const next = ordered[index + 1];
      return this.#element(element, next ? this.#firstSetOf(next) : follow);
    });
    return (length) => {
      let ways = 1;
      let steps = 0;
      for (const effort of all) {
        const one = effort(length);
        steps += ways * one.steps;
        ways *= one.ways;
        if (steps > UNBOUNDED || ways > UNBOUNDED) {
          return { ways: UNBOUNDED, steps: UNBOUNDED };
        }
      }
      return { ways, steps };
    };
  }

  #element(element: AST.Element, follow: FirstSet | null): EffortOn {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.choice(element.alternatives, follow);
      case 'Quantifier':
        return this.#repetition(element, follow);
      case 'Assertion':
        return this.#assertion(element);
      case 'Backreference':
        return (length) => ({ ways: 1, steps: length + 1 });
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return () => ONE_STEP;
    }
  }

  #assertion(assertion: AST.Assertion): EffortOn {
    if (!('alternatives' in assertion)) {
      return () => ONE_STEP;
    }
    const reader = new EffortReader(this.#ignoreCase, assertion.kind === 'lookahead');
    const inner = reader.choice(assertion.alternatives, null);
    return (length) => ({ ways: 1, steps: inner(length).steps + 1 });
  }

  #firstSetOf(element: AST.Element): FirstSet | null {
    return this.#forwards ? firstSetOf(element, this.#ignoreCase) : null;
  }

  #repetition(quantifier: AST.Quantifier, follow: FirstSet | null): EffortOn {
    const { min, max, element } = quantifier;
    const each = this.#element(element, null);
    const shortest = Math.max(1, leastLength(element));
    // Beyond `min`, an empty iteration is rejected (ECMA-262, RepeatMatcher), so each consumes a character.
    const mostOn = (length: number): number => Math.min(max, min + Math.floor(length / shortest));
    if (follow && this.#endsBefore(element, follow)) {
      // The successor can match after one count of iterations only; after any other it fails on the next character.
      return (length) => ({ ways: 1, steps: (2 + follow.steps) * (mostOn(length) + 1) });
    }
    return (length) => repeated(each(length), min, mostOn(length));
  }

  /** True if the element's characters cannot start its successor, so that a run of them ends in one place only. */
  #endsBefore(element: AST.QuantifiableElement, follow: FirstSet): boolean {
    if (element.type !== 'Character' && element.type !== 'CharacterSet' && element.type !== 'CharacterClass') {
      return false;
    }
    const points = codePointsOf(element, this.#ignoreCase);
    return points !== null && disjoint(points, follow.points);
  }
}

function repeated({ ways: each, steps: once }: Effort, min: number, most: number): Effort {
  if (each === 1) {
    return { ways: most - min + 1, steps: (most + 1) * (once + 1) };
  }
  let ways = 0;
  let steps = 0;
  let prefixes = 1;
  for (let count = 0; count <= most; count++) {
    ways += count >= min ? prefixes : 0;
    steps += prefixes * (once + 1);
    prefixes *= each;
    if (steps > UNBOUNDED || prefixes > UNBOUNDED) {
      return { ways: UNBOUNDED, steps: UNBOUNDED };
    }
  }
  return { ways, steps };
}
