import { compileCost, MOST_COMPILED } from './compile-cost';
import { readRegex, textRegex } from './read-regex';
import { TOO_COMPLEX, type RegexFault } from './regex-fault';
import { fail, ok, type Result } from './result';
import type { Pattern } from './settings';

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
