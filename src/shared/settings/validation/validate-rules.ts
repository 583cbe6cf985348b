import type { Indexed, WrittenIds } from './entry-index';
import { surelyMatches } from '../patterns/line-reach';
import type { Pattern } from '../patterns/pattern';
import { readRegex, textRegex } from '../patterns/read-regex';
import { settingsProblem, type SettingsProblem } from './problems';
import type { Rule } from '../schema';
import { rulePolicyProblems } from './validate-policy';
import type { RegexCheck } from './validate-regex';

/** A rule with invalid fields, made valid by placeholders (parse.ts), and the faults of these fields. */
export interface BrokenRule extends Indexed<Rule> {
  readonly faults: readonly SettingsProblem[];
}

/** Checks a rule beyond its schema: patterns, contradicting fields, unknown ids. */
export function ruleProblems(rule: Indexed<Rule>, written: WrittenIds, regexes: RegexCheck): SettingsProblem[] {
  return brokenRuleProblems({ ...rule, faults: [] }, written, regexes);
}

/** Checks a rule with invalid fields in the same way, but drops problems that only follow from those fields. */
export function brokenRuleProblems(
  { item, index, faults }: BrokenRule,
  written: WrittenIds,
  regexes: RegexCheck,
): SettingsProblem[] {
  const without = (found: readonly SettingsProblem[], known: readonly SettingsProblem[]): SettingsProblem[] =>
    found.filter((problem) => !dependsOnFault(problem, index, known));
  const patterns = without(patternProblems(item, index, regexes), faults);
  const others = [...rulePolicyProblems(item, ['rules', index], written), ...referenceProblems(item, index, written)];
  return [...patterns, ...without(others, [...faults, ...patterns])];
}

/** True if a problem is about a field that is itself invalid, or would vanish if that field were valid. */
function dependsOnFault(found: SettingsProblem, index: number, faults: readonly SettingsProblem[]): boolean {
  return causesOf(found, `rules[${index}]`).some((cause) =>
    faults.some(({ path }) => isWithin(path, cause) || isWithin(cause, path)),
  );
}

/** Paths that a problem depends on. */
function causesOf({ path, code }: SettingsProblem, rule: string): readonly string[] {
  const key = `${rule}.key`;
  const others: Partial<Record<SettingsProblem['code'], string>> = {
    'unknown-group': path === key ? `${rule}.match` : key,
    'no-key': key,
    'empty-span': path.replace(/\.to$/, '.from'),
  };
  return [path, others[code] ?? path];
}

/** True if `path` equals `base` or lies inside it. */
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

/** Finds unknown ids, which would leave a rule without files or recipients. */
function referenceProblems(rule: Rule, index: number, written: WrittenIds): SettingsProblem[] {
  const unknown = (
    key: 'files' | 'recipients' | 'channels',
    code: 'unknown-file' | 'unknown-recipient' | 'unknown-channel',
  ): SettingsProblem[] =>
    (rule[key] ?? []).flatMap((id, at) =>
      written[key].has(id) ? [] : [settingsProblem(['rules', index, key, at], code, { id })],
    );
  const escalated = (rule.escalate?.to ?? []).flatMap((id, at) =>
    written.recipients.has(id)
      ? []
      : [settingsProblem(['rules', index, 'escalate', 'to', at], 'unknown-recipient', { id })],
  );
  const reachesNobody = rule.recipients?.length === 0 && !hasOtherWays(rule, written);
  const lacksCluster = rule.to === 'alertmanager' && !written.cluster;
  return [
    ...unknown('files', 'unknown-file'),
    ...unknown('recipients', 'unknown-recipient'),
    ...unknown('channels', 'unknown-channel'),
    ...escalated,
    ...(reachesNobody ? [settingsProblem(['rules', index, 'recipients'], 'no-recipients')] : []),
    ...(lacksCluster ? [settingsProblem(['rules', index, 'to'], 'no-alertmanager')] : []),
    ...loopProblems(rule, index, written),
  ];
}

/**
 * Finds received alerts that a rule would hand back to Alertmanager, without end. A rule for all logs hands over those
 * of files and journals only (alert-intake.ts).
 */
function loopProblems({ id, files, to }: Rule, index: number, written: WrittenIds): SettingsProblem[] {
  if (to !== 'alertmanager') {
    return [];
  }
  const problem = (...field: readonly PropertyKey[]): SettingsProblem =>
    settingsProblem(['rules', index, ...field], 'alerts-to-alertmanager', { id });
  if (files !== undefined) {
    return files.flatMap((file, at) => (written.alerts.has(file) ? [problem('files', at)] : []));
  }
  return written.files.size > 0 && written.alerts.size === written.files.size ? [problem('to')] : [];
}

/** True if the alerts of a rule go to a channel or to Alertmanager. */
export function hasOtherWays({ channels = [], to }: Rule, { copied }: WrittenIds): boolean {
  return channels.length > 0 || copied.size > 0 || to === 'alertmanager';
}

/** Sample lines that have nothing in common except that they are not empty. */
const SAMPLE_LINES = ['a', 'Z', '7', '가', '#', '"', '7a 가"'];

/** True if a pattern, such as `.` or `.+`, matches any line with content. */
export function matchesAnyLine(pattern: Pattern): boolean {
  const read = 'regex' in pattern ? readRegex(pattern.regex, pattern.ignoreCase) : null;
  if (!read?.ok) {
    return false;
  }
  const { tree, regex } = read.value;
  return SAMPLE_LINES.every((line) => surelyMatches(tree, regex, line));
}

/**
 * True if every line that matches `inner` surely matches `outer`: both are equal, `outer` is part of `inner`, or
 * `outer` matches anything.
 */
export function covers(outer: Pattern, inner: Pattern): boolean {
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
