import type { AST } from '@eslint-community/regexpp';
import { type Beginning, beginningOf, codePointsOf, disjoint } from './char-set';
import { leastLength } from './types';

/** Bounds for what a backtracking matcher does from one place of the line. */
interface Effort {
  /** In how many ways the element can match so that what follows it may match, too. */
  readonly ways: number;
  /** Steps to try all of them. */
  readonly steps: number;
}

/** The effort on a line of so many UTF-16 units. */
type EffortOn = (length: number) => Effort;

const ONE_STEP: Effort = { ways: 1, steps: 1 };
/** More is as good as without end; keeps the sums short. */
const ENDLESS = 1e15;

/**
 * An upper bound for the steps a backtracking matcher (V8's RegExp) takes to search a line of `length` UTF-16 units,
 * whatever the line says. Polynomial where parts repeat side by side, endless where repetitions nest.
 */
export function stepBound(pattern: AST.Pattern, ignoreCase: boolean): (length: number) => number {
  const effort = new EffortReader(ignoreCase, true).choice(pattern.alternatives, null);
  return (length) => Math.min(ENDLESS, (length + 1) * effort(length).steps);
}

class EffortReader {
  readonly #ignoreCase: boolean;
  /** False inside a lookbehind, which is matched from its end to its beginning. */
  readonly #forwards: boolean;

  constructor(ignoreCase: boolean, forwards: boolean) {
    this.#ignoreCase = ignoreCase;
    this.#forwards = forwards;
  }

  /** `follow` is what must come after the choice; null when that is not known. */
  choice(alternatives: readonly AST.Alternative[], follow: Beginning | null): EffortOn {
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

  #sequence(elements: readonly AST.Element[], follow: Beginning | null): EffortOn {
    const ordered = this.#forwards ? elements : elements.toReversed();
    const all = ordered.map((element, index) => {
      const next = ordered[index + 1];
      return this.#element(element, next ? this.#beginningOf(next) : follow);
    });
    return (length) => {
      let ways = 1;
      let steps = 0;
      for (const effort of all) {
        const one = effort(length);
        steps += ways * one.steps;
        ways *= one.ways;
        if (steps > ENDLESS || ways > ENDLESS) {
          return { ways: ENDLESS, steps: ENDLESS };
        }
      }
      return { ways, steps };
    };
  }

  #element(element: AST.Element, follow: Beginning | null): EffortOn {
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
    const look = reader.choice(assertion.alternatives, null);
    return (length) => ({ ways: 1, steps: look(length).steps + 1 });
  }

  #beginningOf(element: AST.Element): Beginning | null {
    return this.#forwards ? beginningOf(element, this.#ignoreCase) : null;
  }

  #repetition(quantifier: AST.Quantifier, follow: Beginning | null): EffortOn {
    const { min, max, element } = quantifier;
    const each = this.#element(element, null);
    const shortest = Math.max(1, leastLength(element));
    // Beyond the iterations asked for, an empty one is not taken (ECMA-262, RepeatMatcher), so each eats a character.
    const mostOn = (length: number): number => Math.min(max, min + Math.floor(length / shortest));
    if (follow && this.#endsBefore(element, follow)) {
      // It goes on from one place alone; at each other one the next character is looked at in vain.
      return (length) => ({ ways: 1, steps: (2 + follow.steps) * (mostOn(length) + 1) });
    }
    return (length) => repeated(each(length), min, mostOn(length));
  }

  /** Whether a row of the element's characters can only end where the row of all of them ends. */
  #endsBefore(element: AST.QuantifiableElement, follow: Beginning): boolean {
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
  let begun = 1;
  for (let count = 0; count <= most; count++) {
    ways += count >= min ? begun : 0;
    steps += begun * (once + 1);
    begun *= each;
    if (steps > ENDLESS || begun > ENDLESS) {
      return { ways: ENDLESS, steps: ENDLESS };
    }
  }
  return { ways, steps };
}
