import type { LiveMark } from '../../../shared/contract/live-view';

/** Characters of a line that are shown. */
const SHOWN_CHARACTERS = 2_000;

/** The first characters of a line; never half of one. */
export function shownPart(line: string): string {
  return line.length <= SHOWN_CHARACTERS ? line : line.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** Where a matched text first stands; an empty place when it lies beyond what is shown. */
export function placeOf(text: string, matched: string): LiveMark {
  const start = text.indexOf(matched);
  return start === -1 ? { start: 0, end: 0 } : { start, end: start + matched.length };
}
