import { policyProblems, rulePolicyProblems } from './check-policy';
import { patternRegex } from './pattern-regex';
import { dialDigits, KOREA, numberKind } from './phone-number';
import { groupProblems, knownMembers } from './check-groups';
import type {
  FileSource,
  MultiLine,
  Pattern,
  PolicySettings,
  Recipient,
  RecipientGroup,
  Rule,
  SensSettings,
} from './settings';
import { settingsProblem, type SettingsProblem } from './settings-problem';

/** An item of a list with the index at which it was written. */
export interface Indexed<Item> {
  readonly index: number;
  readonly item: Item;
}

/** Settings whose fields are right one by one, before they are held against each other. */
export interface FieldwiseSettings {
  readonly sens: SensSettings;
  readonly policy: PolicySettings;
  readonly recipients: readonly Indexed<Recipient>[];
  readonly groups: readonly Indexed<RecipientGroup>[];
  readonly files: readonly Indexed<FileSource>[];
  readonly rules: readonly Indexed<Rule>[];
  /**
   * All ids as written, so that a rule is not blamed for naming an item that is wrong in another way. `recipients`: those a rule
   * may name, groups among them; `persons`: recipients alone.
   */
  readonly writtenIds: Readonly<Record<'files' | 'recipients' | 'persons', ReadonlySet<unknown>>>;
}

/** The lists without what cannot work, and what was wrong with it. */
export interface CheckedSettings {
  readonly recipients: readonly Recipient[];
  readonly groups: readonly RecipientGroup[];
  readonly files: readonly FileSource[];
  readonly rules: readonly Rule[];
  readonly problems: readonly SettingsProblem[];
}

/** Checks what a schema cannot: ids that repeat or lead nowhere, patterns, numbers, paths, and what live sending needs. */
export function checkSettings(input: FieldwiseSettings): CheckedSettings {
  const problems: SettingsProblem[] = [...sensProblems(input.sens), ...policyProblems(input.policy)];
  const recipients = unique('recipients', input.recipients, problems);
  const groups = unique('groups', input.groups, problems);
  const files = unique('files', input.files, problems);
  const rules = unique('rules', input.rules, problems);
  const goodRecipients = keep(recipients, ({ item, index }) => numberProblems(item, index), problems);
  const { persons } = input.writtenIds;
  problems.push(...groups.flatMap((entry) => groupProblems(entry, persons)));
  const goodGroups = knownMembers(items(groups), persons);
  const goodFiles = keep(files, (entry) => fileProblems(entry), problems);
  const goodRules = keep(rules, (entry) => ruleProblems(entry), problems).flatMap((rule) =>
    resolveReferences(rule, input.writtenIds, problems),
  );
  if (input.rules.length > 0 && persons.size === 0) {
    problems.push(settingsProblem(['recipients'], 'no-recipients'));
  }
  return {
    recipients: items(goodRecipients),
    groups: goodGroups,
    files: items(goodFiles),
    rules: goodRules,
    problems,
  };
}

function items<Item>(list: readonly Indexed<Item>[]): Item[] {
  return list.map(({ item }) => item);
}

function keep<Item>(
  list: readonly Indexed<Item>[],
  faults: (entry: Indexed<Item>) => readonly SettingsProblem[],
  problems: SettingsProblem[],
): Indexed<Item>[] {
  return list.filter((entry) => {
    const found = faults(entry);
    problems.push(...found);
    return found.length === 0;
  });
}

function unique<Item extends { id: string }>(
  key: string,
  list: readonly Indexed<Item>[],
  problems: SettingsProblem[],
): Indexed<Item>[] {
  const seen = new Set<string>();
  return keep(
    list,
    ({ item, index }) => {
      const repeated = seen.has(item.id);
      seen.add(item.id);
      return repeated ? [settingsProblem([key, index, 'id'], 'duplicate-id', { id: item.id })] : [];
    },
    problems,
  );
}

/** ITU-T E.164: one to three digits, the first no 0. */
const COUNTRY_CODE = /^[1-9]\d{0,2}$/;

function numberProblems({ number, countryCode }: Recipient, index: number): SettingsProblem[] {
  if (!COUNTRY_CODE.test(countryCode)) {
    return [settingsProblem(['recipients', index, 'countryCode'], 'bad-country-code')];
  }
  const path = ['recipients', index, 'number'];
  const digits = dialDigits(number, countryCode);
  if (digits === null) {
    return [settingsProblem(path, countryCode === KOREA ? 'bad-number' : 'bad-foreign-number')];
  }
  const kind = countryCode === KOREA ? numberKind(digits) : null;
  return kind === 'service' || kind === 'paid-or-free' ? [settingsProblem(path, 'number-not-textable')] : [];
}

function fileProblems({ item, index }: Indexed<FileSource>): SettingsProblem[] {
  return [...pathProblems(item, index), ...multiLineProblems(item.multiLine, ['files', index, 'multiLine'])];
}

function multiLineProblems(multiLine: MultiLine | null, path: readonly PropertyKey[]): SettingsProblem[] {
  if (!multiLine) {
    return [];
  }
  const { preset, firstLine } = multiLine;
  if ((preset === undefined) === (firstLine === undefined)) {
    return [settingsProblem(path, 'bad-multi-line')];
  }
  return firstLine === undefined ? [] : regexProblems(firstLine, false, [...path, 'firstLine']);
}

function pathProblems(file: FileSource, index: number): SettingsProblem[] {
  const path = ['files', index, 'path'];
  if (file.path.trim() === '') {
    return [settingsProblem(path, 'empty-path')];
  }
  return file.path.startsWith('/') ? [] : [settingsProblem(path, 'relative-path', { path: file.path })];
}

function ruleProblems({ item, index }: Indexed<Rule>): SettingsProblem[] {
  const patterns = patternProblems(item, index);
  return patterns.length > 0 ? patterns : rulePolicyProblems(item, ['rules', index]);
}

function patternProblems(rule: Rule, index: number): SettingsProblem[] {
  return [
    ...onePatternProblems(rule.match, ['rules', index, 'match']),
    ...rule.butNot.flatMap((pattern, at) => onePatternProblems(pattern, ['rules', index, 'butNot', at])),
    ...(rule.ok ? onePatternProblems(rule.ok, ['rules', index, 'ok']) : []),
    ...(rule.pair ? onePatternProblems(rule.pair.end, ['rules', index, 'pair', 'end']) : []),
  ];
}

function onePatternProblems(pattern: Pattern, path: readonly PropertyKey[]): SettingsProblem[] {
  return 'text' in pattern ? [] : regexProblems(pattern.regex, pattern.ignoreCase, [...path, 'regex']);
}

function regexProblems(regex: string, ignoreCase: boolean, path: readonly PropertyKey[]): SettingsProblem[] {
  const compiled = patternRegex({ regex, ignoreCase });
  if (!compiled.ok) {
    return [settingsProblem(path, 'bad-regex', { fault: compiled.error.code, reason: compiled.error.reason })];
  }
  return compiled.value.test('') ? [settingsProblem(path, 'matches-empty')] : [];
}

/** A rule keeps the references that lead somewhere; one that would watch nothing or text nobody is left out. */
function resolveReferences(
  { item: rule, index }: Indexed<Rule>,
  written: FieldwiseSettings['writtenIds'],
  problems: SettingsProblem[],
): Rule[] {
  const dangling = (key: 'files' | 'recipients', code: 'unknown-file' | 'unknown-recipient'): SettingsProblem[] =>
    (rule[key] ?? []).flatMap((id, at) =>
      written[key].has(id) ? [] : [settingsProblem(['rules', index, key, at], code, { id })],
    );
  const escalated = (rule.escalate?.to ?? []).flatMap((id, at) =>
    written.recipients.has(id)
      ? []
      : [settingsProblem(['rules', index, 'escalate', 'to', at], 'unknown-recipient', { id })],
  );
  const found = [...dangling('files', 'unknown-file'), ...dangling('recipients', 'unknown-recipient'), ...escalated];
  if (rule.recipients?.length === 0) {
    found.push(settingsProblem(['rules', index, 'recipients'], 'no-recipients'));
  }
  problems.push(...found);
  return found.length === 0 ? [rule] : [];
}

const BASE_URL = /^(https?):\/\/(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?(\/[^\s?#]*)?$/iu;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const SERVICE_ID = /^ncp:sms:[a-z]+:\d+:[^\s/?#]+$/;
const V1_HOST = 'api-sens.ncloud.com';

function sensProblems(sens: SensSettings): SettingsProblem[] {
  return [...baseUrlProblems(sens), ...fromProblems(sens), ...(sens.mode === 'live' ? serviceIdProblems(sens) : [])];
}

function baseUrlProblems(sens: SensSettings): SettingsProblem[] {
  const path = ['sens', 'baseUrl'];
  if (sens.baseUrl.includes(V1_HOST)) {
    return [settingsProblem(path, 'sens-v1')];
  }
  if (sens.zone !== 'custom') {
    return [];
  }
  const parts = BASE_URL.exec(sens.baseUrl);
  if (!parts) {
    return [settingsProblem(path, 'bad-url')];
  }
  return parts[1]?.toLowerCase() === 'http' && !LOOPBACK.test(parts[2] ?? '')
    ? [settingsProblem(path, 'http-not-loopback')]
    : [];
}

function fromProblems(sens: SensSettings): SettingsProblem[] {
  if (sens.from === '') {
    return sens.mode === 'live' ? [settingsProblem(['sens', 'from'], 'no-from')] : [];
  }
  const digits = dialDigits(sens.from);
  if (digits === null) {
    return [settingsProblem(['sens', 'from'], 'bad-from')];
  }
  return numberKind(digits) === 'personal' ? [settingsProblem(['sens', 'from'], 'from-personal')] : [];
}

function serviceIdProblems(sens: SensSettings): SettingsProblem[] {
  if (sens.serviceId === '') {
    return [settingsProblem(['sens', 'serviceId'], 'no-service-id')];
  }
  return SERVICE_ID.test(sens.serviceId) ? [] : [settingsProblem(['sens', 'serviceId'], 'bad-service-id')];
}
