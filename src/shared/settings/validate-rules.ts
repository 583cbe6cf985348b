import type { Indexed, WrittenIds } from './entry-index';
import { surelyMatches } from './patterns/line-reach';
import type { Pattern } from './patterns/pattern';
import { readRegex, textRegex } from './patterns/read-regex';
import { settingsProblem, type SettingsProblem } from './problems';
import type { Rule } from './schema';
import { rulePolicyProblems } from './validate-policy';
import type { RegexCheck } from './validate-regex';

/** A rule with faults in its fields, as it would be without them (parse.ts), and these faults. */
export interface BrokenRule extends Indexed<Rule> {
  readonly faults: readonly SettingsProblem[];
}

/** What a schema cannot see in a rule: patterns, fields that do not fit each other, ids that lead nowhere. */
export function ruleProblems(rule: Indexed<Rule>, written: WrittenIds, regexes: RegexCheck): SettingsProblem[] {
  return brokenRuleProblems({ ...rule, faults: [] }, written, regexes);
}

/** The same of a rule with faults in its fields, but for what has no ground other than such a field. */
export function brokenRuleProblems(
  { item, index, faults }: BrokenRule,
  written: WrittenIds,
  regexes: RegexCheck,
): SettingsProblem[] {
  const without = (found: readonly SettingsProblem[], known: readonly SettingsProblem[]): SettingsProblem[] =>
    found.filter((problem) => !restsOn(problem, index, known));
  const patterns = without(patternProblems(item, index, regexes), faults);
  const others = [...rulePolicyProblems(item, ['rules', index]), ...referenceProblems(item, index, written)];
  return [...patterns, ...without(others, [...faults, ...patterns])];
}

/** Whether what was found is about a field that is wrong by itself, or would not be so if that field were right. */
function restsOn(found: SettingsProblem, index: number, faults: readonly SettingsProblem[]): boolean {
  return groundsOf(found, `rules[${index}]`).some((ground) =>
    faults.some(({ path }) => isWithin(path, ground) || isWithin(ground, path)),
  );
}

/** The places that a finding is drawn from. */
function groundsOf({ path, code }: SettingsProblem, rule: string): readonly string[] {
  const key = `${rule}.key`;
  const others: Partial<Record<SettingsProblem['code'], string>> = {
    'unknown-group': path === key ? `${rule}.match` : key,
    'no-key': key,
    'empty-span': path.replace(/\.to$/, '.from'),
  };
  return [path, others[code] ?? path];
}

/** Whether `path` is `base` or lies in it. */
function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}.`) || path.startsWith(`${base}[`);
}

function patternProblems(rule: Rule, index: number, regexes: RegexCheck): SettingsProblem[] {
  const problems = (pattern: Pattern, ...field: readonly PropertyKey[]): SettingsProblem[] =>
    'text' in pattern ? [] : regexes.problems(pattern.regex, pattern.ignoreCase, ['rules', index, ...field, 'regex']);
  return [
    ...problems(rule.match, 'match'),
    ...rule.butNot.flatMap((pattern, at) => problems(pattern, 'butNot', at)),
    ...(rule.ok ? problems(rule.ok, 'ok') : []),
    ...(rule.pair ? problems(rule.pair.end, 'pair', 'end') : []),
  ];
}

/** References that lead nowhere: without them, a rule would watch nothing or text nobody. */
function referenceProblems(rule: Rule, index: number, written: WrittenIds): SettingsProblem[] {
  const dangling = (key: 'files' | 'recipients', code: 'unknown-file' | 'unknown-recipient'): SettingsProblem[] =>
    (rule[key] ?? []).flatMap((id, at) =>
      written[key].has(id) ? [] : [settingsProblem(['rules', index, key, at], code, { id })],
    );
  const escalated = (rule.escalate?.to ?? []).flatMap((id, at) =>
    written.recipients.has(id)
      ? []
      : [settingsProblem(['rules', index, 'escalate', 'to', at], 'unknown-recipient', { id })],
  );
  return [
    ...dangling('files', 'unknown-file'),
    ...dangling('recipients', 'unknown-recipient'),
    ...escalated,
    ...(rule.recipients?.length === 0 ? [settingsProblem(['rules', index, 'recipients'], 'no-recipients')] : []),
  ];
}

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
