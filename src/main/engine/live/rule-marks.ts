import type { LiveLine } from '../../../shared/live-view';
import type { Rule } from '../../../shared/settings';
import { compileRules } from '../match/compiled-rule';

/** Characters of a line that are shown. */
const SHOWN_CHARACTERS = 2_000;

/** Marks in a line what the rules match; lines are taken one by one, also where several are one log. */
export type MarkLine = (text: string) => LiveLine;

/** Makes ready the enabled rules of one file. What is found slow here does not count for the watching. */
export function ruleMarks(rules: readonly Rule[], fileId: string): MarkLine {
  const concerned = compileRules(rules).filter(({ concerns }) => concerns([fileId]));
  return (whole) => {
    const text = shown(whole);
    const found = concerned.flatMap(({ title, find }) => {
      const match = find(whole);
      return match && match.part !== 'ok' ? [{ title, ...placeOf(text, match.matched) }] : [];
    });
    return {
      text,
      cut: text.length < whole.length,
      marks: found.filter(({ start, end }) => start < end).map(({ start, end }) => ({ start, end })),
      rules: found.map(({ title }) => title),
    };
  };
}

/** The first characters of a line; never half of one. */
function shown(line: string): string {
  return line.length <= SHOWN_CHARACTERS ? line : line.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** Where a matched text first stands; an empty place when it lies beyond what is shown. */
function placeOf(text: string, matched: string): { readonly start: number; readonly end: number } {
  const start = text.indexOf(matched);
  return start === -1 ? { start: 0, end: 0 } : { start, end: start + matched.length };
}
