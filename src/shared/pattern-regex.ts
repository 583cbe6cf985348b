import { regexFault, type RegexFault } from './regex-fault';
import { fail, ok, type Result } from './result';
import type { Pattern } from './settings';

/**
 * The regular expression a pattern stands for, reading Unicode by code points where the source allows it
 * (ECMA-262, flag `u`) and leniently where it does not (`\-`, `\_` and the like, as operators write them).
 * The error says why it cannot be used.
 */
export function patternRegex(pattern: Pattern): Result<RegExp, RegexFault> {
  const flags = pattern.ignoreCase ? 'i' : '';
  if ('text' in pattern) {
    return ok(new RegExp(pattern.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), `${flags}u`));
  }
  try {
    return ok(new RegExp(pattern.regex, `${flags}u`));
  } catch {
    return lenientRegex(pattern.regex, flags);
  }
}

function lenientRegex(source: string, flags: string): Result<RegExp, RegexFault> {
  try {
    return ok(new RegExp(source, flags));
  } catch (error) {
    return fail(regexFault(error, source, flags));
  }
}

/** What the groups of a pattern go by: their numbers from 1 and their names; empty for a text, or for what does not compile. */
export function patternGroups(pattern: Pattern): ReadonlySet<string> {
  const compiled = 'regex' in pattern ? patternRegex({ ...pattern, regex: `${pattern.regex}|` }) : null;
  const found = compiled?.ok ? compiled.value.exec('') : null;
  return new Set(
    [...(found ? found.slice(1).keys() : [])].map((at) => String(at + 1)).concat(Object.keys(found?.groups ?? {})),
  );
}
