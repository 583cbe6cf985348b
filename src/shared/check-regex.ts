import { compileCost, leastCost, MOST_COMPILED } from './compile-cost';
import { matchesEveryLine } from './line-reach';
import { readRegex } from './read-regex';
import { TOO_COMPLEX } from './regex-fault';
import { settingsProblem, type SettingsProblem } from './settings-problem';

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
