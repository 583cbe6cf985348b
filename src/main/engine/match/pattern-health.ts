import type { ProblemCode } from '../../../shared/status';
import type { Rule } from '../../../shared/settings';
import { ruleTitle } from '../../../shared/titles';
import type { ProblemBoard } from '../problems';
import type { Search } from './pattern/pattern-search';
import { STOPPED } from './pattern/timed-run';
import type { Found } from './found';

/** After so many lines on which it took too long, a pattern is not asked any more. */
export const STRIKES = 3;

/** A search for patterns that always answers: a line given up is one without a match. */
export type Finder = (line: string) => Found | null;

/** Which of a rule's patterns is meant. */
export type PatternRole = 'match' | 'butNot' | 'ok';

const CODES: Readonly<Record<PatternRole, ProblemCode>> = {
  match: 'pattern-too-slow',
  butNot: 'exception-too-slow',
  ok: 'ok-too-slow',
};

/** How often a pattern was stopped. */
interface Strikes {
  readonly role: PatternRole;
  count: number;
}

interface RuleHealth {
  /** The patterns, to tell whether they have changed. */
  readonly patterns: string;
  /** By the pattern's role and place. */
  readonly strikes: Map<string, Strikes>;
}

/**
 * Keeps count of the lines on which patterns ran out of time. What is counted for a rule stands until its patterns change
 * or the rule is turned off; a pattern that is given up is a problem whose subject is the rule's id.
 */
export class PatternHealth {
  readonly #problems: ProblemBoard | null;
  #rules = new Map<string, RuleHealth>();

  /** With null nobody is told. */
  constructor(problems: ProblemBoard | null) {
    this.#problems = problems;
  }

  /** The rules in force from now on; what was counted for others, or for other patterns, is forgotten. */
  keep(rules: readonly Rule[]): void {
    const kept = new Map<string, RuleHealth>();
    for (const { id, match, butNot, pair, ok } of rules) {
      const patterns = JSON.stringify([match, butNot, pair?.end, ok]);
      const known = this.#rules.get(id);
      kept.set(id, known?.patterns === patterns ? known : { patterns, strikes: new Map() });
    }
    this.#rules = kept;
    for (const role of ['match', 'butNot', 'ok'] as const) {
      this.#problems?.keepOnly(CODES[role], this.#givenUp(role));
    }
  }

  /**
   * Bounds the search of a rule that is kept: a line on which it stopped has no match, and after three of those it is not
   * run any more.
   */
  guard(search: Search, rule: Rule, role: PatternRole, index = 0): Finder {
    const strikes = this.#strikesOf(rule, role, index);
    return (line) => {
      if (strikes.count >= STRIKES) {
        return null;
      }
      const found = search(line);
      if (found !== STOPPED) {
        return found;
      }
      strikes.count += 1;
      if (strikes.count === STRIKES) {
        this.#problems?.raise(CODES[role], rule.id, { title: ruleTitle(rule) });
      }
      return null;
    };
  }

  #strikesOf({ id }: Rule, role: PatternRole, index: number): Strikes {
    const known = this.#rules.get(id)?.strikes;
    const strikes = known?.get(`${role} ${index}`) ?? { role, count: 0 };
    known?.set(`${role} ${index}`, strikes);
    return strikes;
  }

  #givenUp(role: PatternRole): Set<string> {
    const givenUp = Array.from(this.#rules).filter(([, { strikes }]) =>
      Array.from(strikes.values()).some((each) => each.role === role && each.count >= STRIKES),
    );
    return new Set(givenUp.map(([id]) => id));
  }
}
