import type { Pattern } from '../../../../shared/settings/patterns/pattern';
import { patternRegex } from '../../../../shared/settings/validation/validate-regex';
import { LinearPattern } from './linear';
import { stepBound } from './step-bound';
import { type Allowance, UNLIMITED } from './time-allowance';
import { execUnlimited, execMeasured, type Execution, execWithTimeLimit, STOPPED } from './timed-exec';
import { type Found, syntaxOf } from './types';

/** Searches a line for a pattern; `stopped` if it would have taken too long. */
export type Search = (line: string) => Found | null | typeof STOPPED;

/** Steps, by a conservative bound, that V8's RegExp takes in about 2 ms at worst. */
const STEPS_AT_ONCE = 4_000_000;
/** Steps, by the same bound, that finish well within the time limit, so that enforcing it would only cost time. */
const STEPS_IN_TIME = 20_000_000;
/** Longest line considered for running at once, characters. */
const MAX_LINE_LENGTH = 1 << 20;

/** Creates the search for a pattern, limited to its time allowance; a pattern that does not compile finds nothing. */
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
 * Runs V8's RegExp, the fastest, on lines short enough that the pattern's form bounds its steps. Longer lines go
 * through RE2 first, whose time is linear in the line; anything RE2 cannot express runs on V8 under a time limit.
 */
function regexSearch(regex: RegExp, allowance: Allowance): Search {
  // Computed on the first line: most patterns only ever see lines that contain one of their literals.
  let steps: StepsOn | undefined;
  let longestAtOnce = -1;
  let linear: LinearPattern | null | undefined;
  return (line) => {
    if (!steps) {
      steps = stepsOf(regex);
      longestAtOnce = longestWithin(steps, STEPS_AT_ONCE);
    }
    if (line.length <= longestAtOnce) {
      return toFound(execUnlimited(regex, line));
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
    const exec = steps(line.length) <= STEPS_IN_TIME ? execMeasured : execWithTimeLimit;
    return toFound(exec(regex, line, allowance));
  };
}

/** Most steps of V8's RegExp on a line of this many characters. */
type StepsOn = (length: number) => number;

function stepsOf(regex: RegExp): StepsOn {
  const syntax = syntaxOf(regex);
  return syntax ? stepBound(syntax, regex.ignoreCase) : () => Infinity;
}

/** Longest line that stays within the allowed steps, characters; -1 if there is none. */
function longestWithin(steps: StepsOn, allowed: number): number {
  let within = -1;
  let beyond = MAX_LINE_LENGTH;
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

function toFound(found: Execution): Found | null | typeof STOPPED {
  if (!found || found === STOPPED) {
    return found;
  }
  // A group that did not participate is undefined, which the library's type omits.
  const groups: (string | undefined)[] = found.slice(1);
  const named = Object.entries((found.groups ?? {}) as Record<string, string | undefined>);
  return {
    matched: found[0],
    groups: groups.map((group) => group ?? ''),
    named: Object.fromEntries(named.map(([name, value]) => [name, value ?? ''])),
  };
}
