import { LIMITS } from '../../common/limits';
import { fail, ok, type Result } from '../../common/result';
import type { Pattern } from './pattern';
import { regexFault, type RegexFault, TOO_COMPLEX } from './regex-errors';
import { regexTree, type RegexTree } from './regex-tree';

/** A regular expression and its structure. */
export interface ReadRegex {
  /** Must not run before its cost is known (validate-regex.ts). */
  readonly regex: RegExp;
  readonly tree: RegexTree;
}

/** Deepest nesting of groups that is safe for the stack. */
const MOST_LEVELS = 100;

/** Results by source; settings are checked at each change. */
const cache = new Map<string, Result<ReadRegex, RegexFault>>();
const MOST_CACHED = 2_000;

/**
 * Parses a regular expression without running it: by code points if the source allows it (ECMA-262, flag `u`), or else
 * leniently (`\-`, `\_` and the like, as operators write them). The error says why it cannot be used.
 */
export function readRegex(source: string, ignoreCase: boolean): Result<ReadRegex, RegexFault> {
  const key = `${ignoreCase ? 'i' : '-'}${source}`;
  let read = cache.get(key);
  if (!read) {
    read = source.length > LIMITS.patternCharacters ? fail(TOO_COMPLEX) : parseRegex(source, ignoreCase ? 'i' : '');
    if (cache.size >= MOST_CACHED) {
      cache.clear();
    }
    cache.set(key, read);
  }
  return read;
}

function parseRegex(source: string, flags: string): Result<ReadRegex, RegexFault> {
  const strict = regexOf(source, `${flags}u`);
  const regex = strict.ok ? strict : regexOf(source, flags);
  if (!regex.ok) {
    return regex;
  }
  const tree = regexTree(regex.value);
  return tree.depth > MOST_LEVELS ? fail(TOO_COMPLEX) : ok({ regex: regex.value, tree });
}

function regexOf(source: string, flags: string): Result<RegExp, RegexFault> {
  try {
    return ok(new RegExp(source, flags));
  } catch (error) {
    return fail(regexFault(error, source, flags));
  }
}

/**
 * Names of a pattern's groups: their numbers from 1 and their given names; empty for a text or an unusable expression.
 */
export function patternGroups(pattern: Pattern): ReadonlySet<string> {
  const read = 'regex' in pattern ? readRegex(pattern.regex, pattern.ignoreCase) : null;
  return read?.ok ? read.value.tree.names : new Set();
}

/** Regular expression that finds a text literally. */
export function textRegex(text: string, ignoreCase: boolean): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), ignoreCase ? 'iu' : 'u');
}
