import { badLengths, isAlertVariable, JOURNAL_VARIABLES } from '../../sms/template';
import { patternGroups } from '../patterns/read-regex';
import type { QuietSpan } from '../rules/policy-schema';
import type { PolicySettings, Rule } from '../schema';
import type { WrittenIds } from './entry-index';
import { settingsProblem, type SettingsProblem } from './problems';

/** Checks the policy of all rules: unknown time zones and empty time spans. */
export function policyProblems({ zone, quiet }: PolicySettings): SettingsProblem[] {
  return [...zoneProblems(zone, ['policy', 'zone']), ...quietProblems(quiet, ['policy'])];
}

/** Ids of logs whose entries have fields of their own. */
type FieldLogs = Pick<WrittenIds, 'journals' | 'alerts'>;

/** Checks the policy of a rule: keys without a group, and fields that contradict each other. */
export function rulePolicyProblems(rule: Rule, path: readonly PropertyKey[], written: FieldLogs): SettingsProblem[] {
  return [
    ...keyProblems(rule, path, written),
    ...expectationProblems(rule, path),
    ...messageProblems(rule, path),
    ...quietProblems(rule.quiet ?? [], path),
  ];
}

function keyProblems(
  { key, match, files, cooldownBy }: Rule,
  path: readonly PropertyKey[],
  { journals, alerts }: FieldLogs,
): SettingsProblem[] {
  if (key === undefined) {
    return cooldownBy === 'key' ? [settingsProblem([...path, 'cooldownBy'], 'no-key')] : [];
  }
  // A rule for all logs also reads journals and alerts that are added later.
  const isOf = (logs: ReadonlySet<unknown>): boolean => files === undefined || files.some((id) => logs.has(id));
  const isField = (isOf(journals) && isJournalVariable(key)) || (isOf(alerts) && isAlertVariable(key));
  return patternGroups(match).has(key) || isField
    ? []
    : [settingsProblem([...path, 'key'], 'unknown-group', { group: key })];
}

function isJournalVariable(key: string): boolean {
  return JOURNAL_VARIABLES.some((name) => name === key);
}

/**
 * Checks that a missing-line or unfinished-task rule is only one of the two, and that all its patterns have the key
 * group.
 */
function expectationProblems({ key, match, absence, pair }: Rule, path: readonly PropertyKey[]): SettingsProblem[] {
  if (absence && pair) {
    return [settingsProblem([...path, 'pair'], 'pair-and-absence')];
  }
  if (absence?.by === 'key' && key === undefined) {
    return [settingsProblem([...path, 'absence', 'by'], 'no-key')];
  }
  const isOfGroup =
    key !== undefined && (patternGroups(match).has(key) || !(isJournalVariable(key) || isAlertVariable(key)));
  return pair && isOfGroup && !patternGroups(pair.end).has(key)
    ? [settingsProblem([...path, 'pair', 'end'], 'unknown-group', { group: key })]
    : [];
}

function messageProblems(rule: Rule, path: readonly PropertyKey[]): SettingsProblem[] {
  return messagesOf(rule).flatMap(([field, text]) =>
    badLengths(text)
      .slice(0, 1)
      .map((variable) => settingsProblem([...path, ...field], 'bad-length', { variable })),
  );
}

/** Messages that the settings of a rule have, with their field paths. */
export function messagesOf({
  message,
  okMessage,
  absence,
  pair,
}: Rule): readonly (readonly [field: readonly string[], text: string])[] {
  const fields = [
    [['message'], message],
    [['okMessage'], okMessage],
    [['absence', 'message'], absence?.message],
    [['absence', 'recovered'], absence?.recovered],
    [['pair', 'message'], pair?.message],
    [['pair', 'recovered'], pair?.recovered],
  ] as const;
  return fields.flatMap(([field, text]) => (text === undefined ? [] : [[field, text] as const]));
}

function quietProblems(spans: readonly QuietSpan[], path: readonly PropertyKey[]): SettingsProblem[] {
  return spans.flatMap(({ from, to, zone }, at) => [
    ...(from === to ? [settingsProblem([...path, 'quiet', at, 'to'], 'empty-span')] : []),
    ...zoneProblems(zone, [...path, 'quiet', at, 'zone']),
  ]);
}

function zoneProblems(zone: string, path: readonly PropertyKey[]): SettingsProblem[] {
  if (zone === '') {
    return [];
  }
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).format();
    return [];
  } catch {
    return [settingsProblem(path, 'bad-zone', { zone })];
  }
}
