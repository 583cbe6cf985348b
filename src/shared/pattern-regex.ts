import { fail, ok, type Result } from './result';
import type { Pattern } from './settings';

/**
 * The regular expression a pattern stands for, reading Unicode by code points where the source allows it
 * (ECMA-262, flag `u`) and leniently where it does not (`\-`, `\_` and the like, as operators write them).
 * The error is the engine's own reason, fit to be shown.
 */
export function patternRegex(pattern: Pattern): Result<RegExp, string> {
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

function lenientRegex(source: string, flags: string): Result<RegExp, string> {
  try {
    return ok(new RegExp(source, flags));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(reason.replace(/^Invalid regular expression: /, ''));
  }
}
