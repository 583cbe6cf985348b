import { dialDigits, KOREA, numberKind } from '../../sms/phone-number';
import type { Channel, ProblemRouting } from '../channels/channel-schema';
import { channelProblems, routingProblems } from './validate-channels';
import type { Indexed, WrittenIds } from './entry-index';
import { isAlerts, isJournal } from '../log-source';
import { isCostlyGlob } from '../patterns/costly-glob';
import { settingsProblem, type SettingsProblem } from './problems';
import type { MultiLine } from '../log-schema';
import type {
  DeliverySettings,
  FileSource,
  JournalSelection,
  LogSource,
  PolicySettings,
  Recipient,
  RecipientGroup,
  Rule,
  SensSettings,
} from '../schema';
import { needsSens } from '../role';
import { policyProblems } from './validate-policy';
import { RegexCheck } from './validate-regex';
import { type BrokenRule, brokenRuleProblems, hasOtherWays, ruleProblems } from './validate-rules';
import { sensProblems } from './validate-sens';

/** Settings with valid fields that have not been checked against each other. */
interface FieldwiseSettings {
  readonly sens: SensSettings;
  readonly policy: PolicySettings;
  readonly delivery: DeliverySettings;
  readonly problems: ProblemRouting | null;
  readonly recipients: readonly Indexed<Recipient>[];
  readonly groups: readonly Indexed<RecipientGroup>[];
  readonly channels: readonly Indexed<Channel>[];
  readonly files: readonly Indexed<LogSource>[];
  readonly rules: readonly Indexed<Rule>[];
  readonly brokenRules: readonly BrokenRule[];
  readonly writtenIds: WrittenIds;
}

/** The lists without unusable items, and the problems found. */
interface CheckedSettings {
  readonly recipients: readonly Recipient[];
  readonly groups: readonly RecipientGroup[];
  readonly channels: readonly Channel[];
  readonly files: readonly LogSource[];
  readonly rules: readonly Rule[];
  readonly problems: readonly SettingsProblem[];
}

/**
 * Checks settings beyond their schema: duplicate and unknown ids, patterns, numbers, paths, and the requirements of
 * live mode.
 */
export function checkSettings(input: FieldwiseSettings): CheckedSettings {
  const isSensNeeded = needsSens({
    rules: [...items(input.rules), ...input.brokenRules.map(({ item }) => item)],
    recipients: items(input.recipients),
    groups: items(input.groups),
    channels: items(input.channels),
    delivery: input.delivery,
  });
  const problems: SettingsProblem[] = [...sensProblems(input.sens, isSensNeeded), ...policyProblems(input.policy)];
  const recipients = unique('recipients', input.recipients, problems);
  const groups = unique('groups', input.groups, problems);
  const channels = unique('channels', input.channels, problems);
  const files = unique('files', input.files, problems);
  const rules = unique('rules', input.rules, problems);
  const goodChannels = keep(channels, channelProblems, problems);
  problems.push(...routingProblems(input, input.writtenIds.channels));
  const goodRecipients = keep(recipients, ({ item, index }) => numberProblems(item, index), problems);
  const { persons } = input.writtenIds;
  problems.push(...groups.flatMap((entry) => groupProblems(entry, persons)));
  const goodGroups = knownMembers(items(groups), persons);
  const regexes = new RegexCheck();
  const goodFiles = keep(files, (entry) => sourceProblems(entry, regexes), problems);
  const goodRules = keep(rules, (entry) => ruleProblems(entry, input.writtenIds, regexes), problems);
  problems.push(...repeatedIds(input.brokenRules, rules));
  problems.push(...input.brokenRules.flatMap((rule) => brokenRuleProblems(rule, input.writtenIds, regexes)));
  if (persons.size === 0 && input.rules.some(({ item }) => !hasOtherWays(item, input.writtenIds))) {
    problems.push(settingsProblem(['recipients'], 'no-recipients'));
  }
  return {
    recipients: items(goodRecipients),
    groups: goodGroups,
    channels: items(goodChannels),
    files: items(goodFiles),
    rules: items(goodRules),
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

/** ITU-T E.164: one to three digits, the first not 0. */
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

function sourceProblems({ item, index }: Indexed<LogSource>, regexes: RegexCheck): SettingsProblem[] {
  if (isAlerts(item)) {
    return [];
  }
  if (isJournal(item)) {
    return journalProblems(item.journal, ['files', index, 'journal']);
  }
  return [...pathProblems(item, index), ...multiLineProblems(item.multiLine, ['files', index, 'multiLine'], regexes)];
}

/** A condition on a field of journal entries (systemd.journal-fields(7)). */
const JOURNAL_MATCH = /^[A-Z0-9_]{1,64}=/;
/** Names that journalctl would read as several values or as something else. */
const JOURNAL_NAME = /^[^\s\p{Cc}+*-][^\p{Cc}]*$/u;

/** True for a text with control characters, which no argument of a program should have. */
function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function journalProblems(journal: JournalSelection, path: readonly PropertyKey[]): SettingsProblem[] {
  const { units, identifiers, matches, directory, namespace, user } = journal;
  const badMatches = matches.flatMap((match, index) =>
    JOURNAL_MATCH.test(match) && !hasControl(match)
      ? []
      : [settingsProblem([...path, 'matches', index], 'bad-journal-match', { match })],
  );
  const badNames = Object.entries({ units, identifiers }).flatMap(([field, names]) =>
    names.flatMap((each, index) => (hasControl(each) ? [settingsProblem([...path, field, index], 'bad-value')] : [])),
  );
  return [
    ...badMatches,
    ...badNames,
    ...(hasControl(directory) ? [settingsProblem([...path, 'directory'], 'bad-value')] : []),
    ...(namespace !== '' && !JOURNAL_NAME.test(namespace)
      ? [settingsProblem([...path, 'namespace'], 'bad-value')]
      : []),
    ...(directory !== '' && !directory.startsWith('/')
      ? [settingsProblem([...path, 'directory'], 'relative-path', { path: directory })]
      : []),
    ...(directory !== '' && (namespace !== '' || user)
      ? [settingsProblem([...path, 'directory'], 'journal-directory-alone')]
      : []),
  ];
}

function multiLineProblems(
  multiLine: MultiLine | null,
  path: readonly PropertyKey[],
  regexes: RegexCheck,
): SettingsProblem[] {
  if (!multiLine) {
    return [];
  }
  const { preset, firstLine } = multiLine;
  if ((preset === undefined) === (firstLine === undefined)) {
    return [settingsProblem(path, 'bad-multi-line')];
  }
  return firstLine === undefined ? [] : regexes.problems(firstLine, false, [...path, 'firstLine']);
}

function pathProblems(file: FileSource, index: number): SettingsProblem[] {
  const path = ['files', index, 'path'];
  if (file.path.trim() === '') {
    return [settingsProblem(path, 'empty-path')];
  }
  if (!file.path.startsWith('/')) {
    return [settingsProblem(path, 'relative-path', { path: file.path })];
  }
  return isCostlyGlob(file.path) ? [settingsProblem(path, 'costly-glob')] : [];
}

/** Finds duplicate ids of rules, invalid rules included. */
function repeatedIds(broken: readonly BrokenRule[], rules: readonly Indexed<Rule>[]): SettingsProblem[] {
  const known = new Set(rules.map(({ item }) => item.id));
  return broken.flatMap(({ item: { id }, index }) =>
    known.has(id) ? [settingsProblem(['rules', index, 'id'], 'duplicate-id', { id })] : [],
  );
}

/**
 * Checks a group: its id must not be that of a recipient, and it needs members, all of them known in `persons` (ids of
 * recipients).
 */
function groupProblems(
  { item, index }: { readonly item: RecipientGroup; readonly index: number },
  persons: ReadonlySet<unknown>,
): SettingsProblem[] {
  const taken = persons.has(item.id) ? [settingsProblem(['groups', index, 'id'], 'duplicate-id', { id: item.id })] : [];
  const path = ['groups', index, 'recipients'];
  const empty = item.recipients.length === 0 ? [settingsProblem(path, 'no-recipients')] : [];
  const unknown = item.recipients.flatMap((id, at) =>
    persons.has(id) ? [] : [settingsProblem([...path, at], 'unknown-recipient', { id })],
  );
  return [...taken, ...empty, ...unknown];
}

/**
 * Drops groups with the id of a recipient, and unknown members; a rule that names a group still texts the known ones.
 */
function knownMembers(groups: readonly RecipientGroup[], persons: ReadonlySet<unknown>): RecipientGroup[] {
  return groups
    .filter(({ id }) => !persons.has(id))
    .map((group) => ({ ...group, recipients: group.recipients.filter((id) => persons.has(id)) }));
}
