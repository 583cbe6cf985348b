import { fail, ok, type Result } from '../common/result';
import { compileCost, leastCost, MOST_COMPILED } from './patterns/compile-cost';
import { matchesEveryLine } from './patterns/line-reach';
import { readRegex, textRegex } from './patterns/read-regex';
import { type RegexFault, TOO_COMPLEX } from './patterns/regex-errors';
import { settingsProblem, type SettingsProblem } from './problems';
import type { Pattern } from './patterns/pattern';

/** What all expressions of the settings may cost to compile together (compile-cost.ts): a few seconds. */
const MOST_TOGETHER = 100_000_000;

/** Checks the regular expressions of some settings, one after the other. */
export class RegexCheck {
  #spent = 0;

  /** What is wrong with an expression: it cannot be used, matches every line, or is one too many. */
  problems(regex: string, ignoreCase: boolean, path: readonly PropertyKey[]): SettingsProblem[] {
    if (this.#spent + leastCost(regex) > MOST_TOGETHER) {
      return [settingsProblem(path, 'too-many-regexes')];
    }
    const read = readRegex(regex, ignoreCase);
    const cost = read.ok ? compileCost(read.value) : 0;
    if (!read.ok || cost > MOST_COMPILED) {
      this.#spent += leastCost(regex);
      const { code, reason } = read.ok ? TOO_COMPLEX : read.error;
      return [settingsProblem(path, 'bad-regex', { fault: code, reason })];
    }
    this.#spent += cost;
    return matchesEveryLine(read.value.tree) ? [settingsProblem(path, 'matches-empty')] : [];
  }
}

/** The regular expression a pattern stands for, which can be run; the error says why it cannot. */
export function patternRegex(pattern: Pattern): Result<RegExp, RegexFault> {
  if ('text' in pattern) {
    return ok(textRegex(pattern.text, pattern.ignoreCase));
  }
  const { regex, ignoreCase } = pattern;
  const read = readRegex(regex, ignoreCase);
  if (!read.ok) {
    return read;
  }
  return compileCost(read.value) <= MOST_COMPILED ? ok(read.value.regex) : fail(TOO_COMPLEX);
}
