import { patternRegex } from './pattern-regex';
import type { Pattern } from './settings';

/** Lines that have nothing in common but that there is something in them. */
const UNLIKE_LINES = ['a', 'Z', '7', '가', '#', '"'];

/** Whether a pattern, such as `.` or `.+`, matches whatever a line says. */
export function matchesAnyLine(pattern: Pattern): boolean {
  const regex = patternRegex(pattern);
  return regex.ok && UNLIKE_LINES.every((line) => regex.value.test(line));
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
    const regex = patternRegex(outer);
    return regex.ok && regex.value.test(inner.text);
  }
  return 'regex' in outer && 'regex' in inner && outer.regex === inner.regex;
}
