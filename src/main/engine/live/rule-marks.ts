import type { LiveLine } from '../../../shared/contract/live-view';
import type { Rule } from '../../../shared/settings/schema';
import { compileRules } from '../match/compiled-rule';
import { placeOf, shownPart } from './shown-part';

/** Marks in a line what the rules match; lines are taken one by one, also where several are one log. */
export type MarkLine = (text: string) => LiveLine;

/** Makes ready the enabled rules of one file. What is found slow here does not count for the watching. */
export function ruleMarks(rules: readonly Rule[], fileId: string): MarkLine {
  const concerned = compileRules(rules).filter(({ concerns }) => concerns([fileId]));
  return (whole) => {
    const text = shownPart(whole);
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
