import { fail, ok, type Result } from '../../common/result';
import { compileCost, minCost, MAX_COST } from '../patterns/compile-cost';
import { matchesEveryLine } from '../patterns/line-reach';
import { readRegex, textRegex } from '../patterns/read-regex';
import { type RegexFault, TOO_COMPLEX } from '../patterns/regex-errors';
import { settingsProblem, type SettingsProblem } from './problems';
import type { Pattern } from '../patterns/pattern';

/** Most that all expressions of the settings may cost to compile together (compile-cost.ts): a few seconds. */
const MOST_TOGETHER = 100_000_000;

/** Checks the regular expressions of one configuration and limits their total cost. */
export class RegexCheck {
  #spent = 0;

  /** Checks one expression: it must be usable, must not match every line and must fit the total cost. */
  problems(regex: string, ignoreCase: boolean, path: readonly PropertyKey[]): SettingsProblem[] {
    if (this.#spent + minCost(regex) > MOST_TOGETHER) {
      return [settingsProblem(path, 'too-many-regexes')];
    }
    const read = readRegex(regex, ignoreCase);
    const cost = read.ok ? compileCost(read.value) : 0;
    if (!read.ok || cost > MAX_COST) {
      this.#spent += minCost(regex);
      const { code, reason } = read.ok ? TOO_COMPLEX : read.error;
      return [settingsProblem(path, 'bad-regex', { fault: code, reason })];
    }
    this.#spent += cost;
    return matchesEveryLine(read.value.tree) ? [settingsProblem(path, 'matches-empty')] : [];
  }
}

/** Compiles a pattern to a regular expression that is safe to run; the error says why it is not. */
export function patternRegex(pattern: Pattern): Result<RegExp, RegexFault> {
  if ('text' in pattern) {
    return ok(textRegex(pattern.text, pattern.ignoreCase));
  }
  const { regex, ignoreCase } = pattern;
  const read = readRegex(regex, ignoreCase);
  if (!read.ok) {
    return read;
  }
  return compileCost(read.value) <= MAX_COST ? ok(read.value.regex) : fail(TOO_COMPLEX);
}
