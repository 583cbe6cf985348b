import { surelyMatches } from './line-reach';
import { readRegex, textRegex } from './read-regex';
import type { Pattern } from './settings';

/** Lines that have nothing in common but that there is something in them. */
const UNLIKE_LINES = ['a', 'Z', '7', '가', '#', '"', '7a 가"'];

/** Whether a pattern, such as `.` or `.+`, matches whatever a line says. */
export function matchesAnyLine(pattern: Pattern): boolean {
  const read = 'regex' in pattern ? readRegex(pattern.regex, pattern.ignoreCase) : null;
  if (!read?.ok) {
    return false;
  }
  const { tree, regex } = read.value;
  return UNLIKE_LINES.every((line) => surelyMatches(tree, regex, line));
}

/** Whether each line that has `inner` is sure to have `outer` too: they are alike, one is part of the other, or `outer` is anything. */
export function swallows(outer: Pattern, inner: Pattern): boolean {
  if (matchesAnyLine(outer)) {
    return true;
  }
  if (inner.ignoreCase && !outer.ignoreCase) {
    return false;
  }
  if ('text' in outer && 'text' in inner) {
    return textRegex(outer.text, outer.ignoreCase).test(inner.text);
  }
  return 'regex' in outer && 'regex' in inner && outer.regex === inner.regex;
}
