import type { Pattern } from '../../../../shared/settings/patterns/pattern';
import { patternRegex } from '../../../../shared/settings/validate-regex';
import { LinearPattern } from './linear';
import { stepBound } from './step-bound';
import { type Allowance, UNLIMITED } from './time-allowance';
import { execAtOnce, execCounted, type Execution, execWithTimeLimit, STOPPED } from './time-limit';
import { type Found, syntaxOf } from './types';

/** Looks for a pattern in a line; `stopped` when that would have taken too long. */
export type Search = (line: string) => Found | null | typeof STOPPED;

/** Steps, by a bound on the safe side, that V8's RegExp takes in some 2 ms at worst. */
const STEPS_AT_ONCE = 4_000_000;
/** Steps, by the same bound, that it takes well within its time box; then the box would only cost. */
const STEPS_IN_TIME = 20_000_000;
/** Longer lines are not asked about, characters. */
const LONGEST = 1 << 20;

/** The search for a pattern, which takes no more time than it is allowed; one that does not compile finds nothing. */
export function searchFor(pattern: Pattern, allowance = UNLIMITED): Search {
  if ('text' in pattern && !pattern.ignoreCase) {
    const { text } = pattern;
    const found: Found = { matched: text, groups: [], named: {} };
    return (line) => (line.includes(text) ? found : null);
  }
  const regex = patternRegex(pattern);
  return regex.ok ? regexSearch(regex.value, allowance) : () => null;
}

/**
 * V8's RegExp is the fastest and runs alone on lines so short that its steps are few by the form of the pattern. Longer
 * ones go through RE2 first, whose time grows with the line only; what RE2 cannot express goes to V8 under a time limit.
 */
function regexSearch(regex: RegExp, allowance: Allowance): Search {
  // None of them is worked out before a line asks for it: most patterns only ever see lines that hold one of their texts.
  let steps: StepsOn | undefined;
  let longestAtOnce = -1;
  let linear: LinearPattern | null | undefined;
  return (line) => {
    if (!steps) {
      steps = stepsOf(regex);
      longestAtOnce = longestWithin(steps, STEPS_AT_ONCE);
    }
    if (line.length <= longestAtOnce) {
      return foundBy(execAtOnce(regex, line));
    }
    linear = linear === undefined ? LinearPattern.of(regex) : linear;
    if (linear?.fits(line)) {
      if (!linear.test(line)) {
        return null;
      }
      if (linear.exact) {
        return linear.find(line);
      }
    }
    const exec = steps(line.length) <= STEPS_IN_TIME ? execCounted : execWithTimeLimit;
    return foundBy(exec(regex, line, allowance));
  };
}

/** How many steps V8's RegExp takes at most on a line of so many characters. */
type StepsOn = (length: number) => number;

function stepsOf(regex: RegExp): StepsOn {
  const syntax = syntaxOf(regex);
  return syntax ? stepBound(syntax, regex.ignoreCase) : () => Infinity;
}

/** The longest line that cannot take more than the steps allowed, characters; -1 when there is none. */
function longestWithin(steps: StepsOn, allowed: number): number {
  let within = -1;
  let beyond = LONGEST;
  while (beyond - within > 1) {
    const middle = (within + beyond) >> 1;
    if (steps(middle) <= allowed) {
      within = middle;
    } else {
      beyond = middle;
    }
  }
  return within;
}

function foundBy(found: Execution): Found | null | typeof STOPPED {
  if (!found || found === STOPPED) {
    return found;
  }
  // A group that took no part is undefined, which the library's type leaves out.
  const groups: (string | undefined)[] = found.slice(1);
  const named = Object.entries((found.groups ?? {}) as Record<string, string | undefined>);
  return {
    matched: found[0],
    groups: groups.map((group) => group ?? ''),
    named: Object.fromEntries(named.map(([name, value]) => [name, value ?? ''])),
  };
}
