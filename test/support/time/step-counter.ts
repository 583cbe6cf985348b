import type { AST } from '@eslint-community/regexpp';

type Next = (at: number) => boolean;

/** Counts the steps of a plain backtracking matcher, for patterns without back references and lookbehinds. */
export class StepCounter {
  readonly #line: string;
  #steps = 0;

  constructor(line: string) {
    this.#line = line;
  }

  /** Searches the line for the pattern by ECMA-262 and returns the number of steps. */
  static count(pattern: AST.Pattern, line: string): number {
    const counter = new StepCounter(line);
    for (let start = 0; start <= line.length; start++) {
      if (counter.#choice(pattern.alternatives, start, () => true)) {
        break;
      }
    }
    return counter.#steps;
  }

  #choice(alternatives: readonly AST.Alternative[], at: number, next: Next): boolean {
    return alternatives.some(({ elements }) => this.#sequence(elements, at, next));
  }

  #sequence(elements: readonly AST.Element[], at: number, next: Next): boolean {
    const [first, ...rest] = elements;
    return first ? this.#element(first, at, (after) => this.#sequence(rest, after, next)) : next(at);
  }

  #element(element: AST.Element, at: number, next: Next): boolean {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.#choice(element.alternatives, at, next);
      case 'Quantifier':
        return this.#repeat(element, at, 0, next);
      case 'Assertion':
        return this.#assertion(element, at) && next(at);
      case 'Backreference':
        throw new Error('Back references are not counted.');
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass': {
        this.#steps += 1;
        const letter = this.#line[at];
        return letter !== undefined && new RegExp(`^${element.raw}$`, 'u').test(letter) && next(at + 1);
      }
    }
  }

  #repeat(quantifier: AST.Quantifier, at: number, count: number, next: Next): boolean {
    const { min, max, greedy, element } = quantifier;
    this.#steps += 1;
    const again = (): boolean =>
      count < max &&
      this.#element(element, at, (after) => {
        const idle = after === at && count >= min;
        return !idle && this.#repeat(quantifier, after, count + 1, next);
      });
    const enough = (): boolean => count >= min && next(at);
    return greedy ? again() || enough() : enough() || again();
  }

  #assertion(assertion: AST.Assertion, at: number): boolean {
    this.#steps += 1;
    if ('alternatives' in assertion) {
      return this.#choice(assertion.alternatives, at, () => true) !== assertion.negate;
    }
    const sticky = new RegExp(assertion.raw, 'uy');
    sticky.lastIndex = at;
    return sticky.test(this.#line);
  }
}
