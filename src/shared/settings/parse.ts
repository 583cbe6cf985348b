import type * as z from 'zod/mini';
import { isJsonObject, type JsonObject } from '../common/json-object';
import { LIMITS } from '../common/limits';
import { type AlertmanagerSettings, alertmanagerSchema } from './alertmanager/alertmanager-schema';
import { alertmanagerProblems } from './validation/validate-alertmanager';
import { CHANNEL_KINDS, CHANNEL_SECRETS, type ChannelKind } from './channels/channel-kinds';
import { channelSchema, problemRoutingSchema } from './channels/channel-schema';
import type { Indexed } from './validation/entry-index';
import { lenientRule } from './lenient-rule';
import { settingsProblem, type SettingsProblem } from './validation/problems';
import {
  alertsSourceSchema,
  appSchema,
  deliverySchema,
  emptySettings,
  fileSchema,
  groupSchema,
  heartbeatSchema,
  journalSourceSchema,
  metricsSchema,
  policySchema,
  receiveSchema,
  recipientSchema,
  ruleSchema,
  sensSchema,
  type FileSource,
  type Settings,
  SETTINGS_VERSION,
  watchSchema,
} from './schema';
import { checkSettings } from './validation/validate';
import { usableHeartbeats } from './validation/validate-heartbeats';
import { usableReceiver } from './validation/validate-receive';
import type { BrokenRule } from './validation/validate-rules';

/** Result of reading settings. */
export interface ParsedSettings {
  /** Complete and usable: invalid parts are left out or replaced by their defaults. */
  readonly settings: Settings;
  /** Empty if the whole input was valid. */
  readonly problems: readonly SettingsProblem[];
}

const TOP_LEVEL = [
  'version',
  'app',
  'watch',
  'sens',
  'delivery',
  'policy',
  'metrics',
  'receive',
  'recipients',
  'groups',
  'channels',
  'problems',
  'alertmanager',
  'files',
  'rules',
  'heartbeats',
];

/** Fields of SENS v1, which is shut down: its headers, and their names in programs. */
const V1_FIELDS = ['serviceSecret', 'authKey', 'X-NCP-auth-key', 'X-NCP-service-secret'];

/** Fields that hold a time of day. */
const TIMES: ReadonlySet<PropertyKey | undefined> = new Set(['from', 'to', 'digestAt']);

/** Fields that hold a duration; other formatted strings are ids. */
const DURATIONS: ReadonlySet<PropertyKey | undefined> = new Set([
  'cooldown',
  'cooldownMax',
  'within',
  'after',
  'forget',
  'wait',
  'flushAfter',
  'timeout',
  'grace',
  'maxAge',
  'every',
  'incidentMaxAge',
]);

/**
 * Reads settings from any value: the only way from `config.json`, the window's form or an import to `Settings`. Reports
 * invalid parts by path and leaves them out; the rest keeps working.
 */
export function parseSettings(input: unknown): ParsedSettings {
  if (!isJsonObject(input)) {
    return { settings: emptySettings(), problems: [settingsProblem([], 'not-an-object')] };
  }
  const problems: SettingsProblem[] = [];
  const report = (found: readonly SettingsProblem[]): void => void problems.push(...found);
  report(unknownTopLevel(input));
  report(versionProblems(input['version']));
  const app = section(appSchema, input['app'], 'app', report);
  const watch = section(watchSchema, input['watch'], 'watch', report);
  const sens = section(sensSchema, withoutV1(input['sens'], report), 'sens', report);
  const delivery = section(deliverySchema, input['delivery'], 'delivery', report);
  const policy = section(policySchema, input['policy'], 'policy', report);
  const problemRouting = optionalSection(problemRoutingSchema, input['problems'], 'problems', report);
  const alertmanager = usableCluster(
    optionalSection(alertmanagerSchema, input['alertmanager'], 'alertmanager', report),
    report,
  );
  const metrics = section(metricsSchema, input['metrics'], 'metrics', report);
  const receive = usableReceiver(section(receiveSchema, input['receive'], 'receive', report), report);
  const persons = idsIn(input['recipients']);
  const brokenRules: BrokenRule[] = [];
  const checked = checkSettings({
    sens,
    policy,
    delivery,
    problems: problemRouting,
    recipients: list(recipientSchema, input['recipients'], 'recipients', report),
    groups: list(groupSchema, input['groups'], 'groups', report),
    channels: list(channelSchema, input['channels'], 'channels', report),
    files: list<LogSchema>(schemaOfLog, input['files'], 'files', report),
    rules: list(ruleSchema, input['rules'], 'rules', report, ({ index, item, issues, faults }) => {
      const lenient = lenientRule(item, issues);
      brokenRules.push(...(lenient ? [{ index, item: lenient, faults }] : []));
    }),
    brokenRules,
    writtenIds: {
      files: idsIn(input['files']),
      journals: idsIn(input['files'], (item) => 'journal' in item),
      alerts: idsIn(input['files'], (item) => 'alerts' in item),
      recipients: new Set([...persons, ...idsIn(input['groups'])]),
      persons,
      channels: idsIn(input['channels']),
      copied: new Set(delivery.channels),
      cluster: isGiven(input['alertmanager']),
    },
  });
  const heartbeats = usableHeartbeats(list(heartbeatSchema, input['heartbeats'], 'heartbeats', report), report);
  const { recipients, groups, channels, files, rules } = checked;
  const lists = { recipients, groups, channels, files, rules, heartbeats };
  return {
    settings: {
      ...{ version: SETTINGS_VERSION, app, watch, sens, delivery, policy, metrics, receive },
      problems: problemRouting,
      alertmanager,
      ...lists,
    },
    problems: [...problems, ...checked.problems],
  };
}

/** Returns the Alertmanager cluster if it can be used, and reports what is wrong with it. */
function usableCluster(alertmanager: AlertmanagerSettings | null, report: Report): AlertmanagerSettings | null {
  const found = alertmanager === null ? [] : alertmanagerProblems(alertmanager);
  report(found);
  return found.length === 0 ? alertmanager : null;
}

function isGiven(part: unknown): boolean {
  return part !== undefined && part !== null;
}

/** Collects the ids of the items of a list that `isAsked` chooses, those of invalid items included. */
function idsIn(items: unknown, isAsked: (item: JsonObject) => boolean = () => true): ReadonlySet<unknown> {
  const written: readonly unknown[] = Array.isArray(items) ? items : [];
  return new Set(written.flatMap((item) => (isJsonObject(item) && isAsked(item) ? [item['id']] : [])));
}

type Report = (problems: readonly SettingsProblem[]) => void;

function unknownTopLevel(input: JsonObject): SettingsProblem[] {
  return Object.keys(input)
    .filter((key) => !TOP_LEVEL.includes(key) && key !== '__internal__')
    .map((key) =>
      V1_FIELDS.includes(key) ? settingsProblem([key], 'sens-v1') : settingsProblem([key], 'unknown-field'),
    );
}

function versionProblems(version: unknown): SettingsProblem[] {
  if (version === undefined || version === SETTINGS_VERSION) {
    return [];
  }
  return typeof version === 'number' && version > SETTINGS_VERSION
    ? [settingsProblem(['version'], 'newer-version', { version: String(version) })]
    : [settingsProblem(['version'], 'bad-value')];
}

function withoutV1(sens: unknown, report: Report): unknown {
  if (!isJsonObject(sens)) {
    return sens;
  }
  const old = Object.keys(sens).filter((key) => V1_FIELDS.includes(key));
  report(old.map((key) => settingsProblem(['sens', key], 'sens-v1')));
  return Object.fromEntries(Object.entries(sens).filter(([key]) => !old.includes(key)));
}

function section<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  key: string,
  report: Report,
): z.output<Schema> {
  const complete = schema.safeParse(input ?? {});
  if (complete.success) {
    return complete.data;
  }
  report(complete.error.issues.flatMap((issue) => fromIssue(issue, [key], input)));
  const wrong = new Set(complete.error.issues.flatMap((issue) => wrongKeys(issue)));
  const rest = isJsonObject(input)
    ? Object.fromEntries(Object.entries(input).filter(([field]) => !wrong.has(field)))
    : {};
  const partial = schema.safeParse(rest);
  return partial.success ? partial.data : schema.parse({});
}

/** Reads a part that may be missing; null if it is, or cannot be used. */
function optionalSection<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  key: string,
  report: Report,
): z.output<Schema> | null {
  if (!isGiven(input)) {
    return null;
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    report(parsed.error.issues.flatMap((issue) => fromIssue(issue, [key], input)));
    return null;
  }
  return parsed.data;
}

function wrongKeys(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : issue.path.slice(0, 1);
}

/** An item that cannot be used, with the reasons. */
interface BrokenItem extends Indexed<unknown> {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly faults: readonly SettingsProblem[];
}

type LogSchema = typeof fileSchema | typeof journalSourceSchema | typeof alertsSourceSchema;

/** Schema of an entry of `files`, which has a path, a selection of journal entries, or one of alerts. */
function schemaOfLog(item: unknown): LogSchema {
  if (isJsonObject(item) && 'alerts' in item && !('journal' in item)) {
    return alertsSourceSchema;
  }
  return isJsonObject(item) && 'journal' in item ? journalSourceSchema : fileSchema;
}

function list<Schema extends z.ZodMiniType<object>>(
  schema: Schema | ((item: unknown) => Schema),
  input: unknown,
  key: 'recipients' | 'groups' | 'channels' | 'files' | 'rules' | 'heartbeats',
  report: Report,
  broken?: (item: BrokenItem) => void,
): Indexed<z.output<Schema>>[] {
  if (input === undefined) {
    return [];
  }
  if (!Array.isArray(input)) {
    report([settingsProblem([key], 'wrong-type', { expected: 'array' })]);
    return [];
  }
  if (input.length > LIMITS[key]) {
    report([settingsProblem([key], 'too-many', { maximum: String(LIMITS[key]) })]);
  }
  return input.slice(0, LIMITS[key]).flatMap((item: unknown, index) => {
    const parsed = (typeof schema === 'function' ? schema(item) : schema).safeParse(item);
    if (parsed.success) {
      return [{ index, item: parsed.data }];
    }
    const { issues } = parsed.error;
    const faults = issues.flatMap((issue) => itemProblems(issue, [key, index], item));
    report(faults);
    broken?.({ index, item, issues, faults });
    return [];
  });
}

/** Fields of a log with a path that one with `journal` cannot have. */
const FILE_FIELDS: readonly string[] = ['encoding', 'flushAfter', 'multiLine'] satisfies (keyof FileSource)[];

/** Finds the problems of an item; those of a log say which fields exclude each other, those of a channel name secrets. */
function itemProblems(issue: z.core.$ZodIssue, path: readonly PropertyKey[], item: unknown): SettingsProblem[] {
  if (path[0] === 'channels' && issue.code === 'unrecognized_keys' && isJsonObject(item)) {
    return issue.keys.map((key) => unknownInChannel(key, path, item));
  }
  if (path[0] !== 'files' || !isJsonObject(item)) {
    return fromIssue(issue, path, item);
  }
  if (issue.path[0] === 'path' && !('path' in item)) {
    return [settingsProblem(path, 'path-or-journal')];
  }
  return fromIssue(issue, path, item).map((problem) => {
    const isOther = 'journal' in item || 'alerts' in item;
    const field = issue.code === 'unrecognized_keys' && isOther ? logField(problem.path) : '';
    if (field === 'path' || field === 'alerts') {
      return settingsProblem(path, 'path-or-journal');
    }
    return FILE_FIELDS.includes(field) && 'journal' in item
      ? settingsProblem([...path, field], 'only-with-path', { field })
      : problem;
  });
}

/** Problem of an unknown field of a channel, which may be a secret in the wrong place. */
function unknownInChannel(key: string, path: readonly PropertyKey[], { kind, id }: JsonObject): SettingsProblem {
  const secrets: readonly string[] = CHANNEL_SECRETS[kind as ChannelKind];
  return secrets.includes(key)
    ? settingsProblem([...path, key], 'secret-in-settings', { id: typeof id === 'string' ? id : '' })
    : settingsProblem([...path, key], 'unknown-field');
}

/** Field of a log at the path of a problem; empty for a field inside `journal`. */
function logField(path: string): string {
  return /^files\[\d+\]\.(\w+)$/.exec(path)?.[1] ?? '';
}

function fromIssue(issue: z.core.$ZodIssue, base: readonly PropertyKey[], input: unknown): SettingsProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => settingsProblem([...path, key], 'unknown-field'));
  }
  if (issue.code === 'invalid_union' && issue.path[0] === 'kind' && base[0] === 'channels') {
    return [
      valueAt(input, issue.path) === undefined
        ? settingsProblem(path, 'missing')
        : settingsProblem(path, 'bad-choice', { choices: CHANNEL_KINDS.join(', ') }),
    ];
  }
  if (issue.code === 'invalid_union') {
    return patternProblems(path, valueAt(input, issue.path));
  }
  return [valueProblem(issue, path, valueAt(input, issue.path))];
}

type ValueIssue = Exclude<z.core.$ZodIssue, { code: 'unrecognized_keys' | 'invalid_union' }>;

function valueProblem(issue: ValueIssue, path: readonly PropertyKey[], value: unknown): SettingsProblem {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? settingsProblem(path, 'missing')
        : settingsProblem(path, 'wrong-type', { expected: issue.expected });
    case 'invalid_value':
      return settingsProblem(path, 'bad-choice', { choices: issue.values.map(String).join(', ') });
    case 'too_big':
      return settingsProblem(path, issue.origin === 'array' ? 'too-many' : 'too-long', {
        maximum: String(issue.maximum),
      });
    case 'too_small':
      return settingsProblem(path, emptyFieldCode(path));
    case 'invalid_format':
      return settingsProblem(path, path[0] === 'receive' ? receiveCode(issue.path[0]) : formatCode(issue.path.at(-1)));
    case 'custom':
      return boundsProblem(issue, path);
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return settingsProblem(path, 'bad-value');
  }
}

function formatCode(field: PropertyKey | undefined): 'bad-duration' | 'bad-time' | 'bad-listen' | 'bad-id' {
  if (field === 'listen') {
    return 'bad-listen';
  }
  if (TIMES.has(field)) {
    return 'bad-time';
  }
  return DURATIONS.has(field) ? 'bad-duration' : 'bad-id';
}

/** Code of a badly formatted field of `receive`. */
function receiveCode(field: PropertyKey | undefined): 'bad-receive-listen' | 'relative-path' | 'bad-id' {
  return field === 'listen' ? 'bad-receive-listen' : field === 'tls' ? 'relative-path' : 'bad-id';
}

/** Problem of a custom check; all of them are bounds, which they carry (schema.ts). */
function boundsProblem({ params }: z.core.$ZodIssueCustom, path: readonly PropertyKey[]): SettingsProblem {
  const { minimum, maximum } = params ?? {};
  return typeof minimum === 'string' && typeof maximum === 'string'
    ? settingsProblem(path, 'out-of-range', { minimum, maximum })
    : settingsProblem(path, 'bad-value');
}

function emptyFieldCode(
  path: readonly PropertyKey[],
): 'empty-path' | 'matches-empty' | 'no-recipients' | 'no-channels' | 'missing' {
  const field = path.at(-1);
  if (field === 'path') {
    return 'empty-path';
  }
  if (field === 'to') {
    return path[0] === 'delivery' || path[0] === 'problems' ? 'no-channels' : 'no-recipients';
  }
  return field === 'text' || field === 'regex' || field === 'firstLine' ? 'matches-empty' : 'missing';
}

/** Finds the invalid field of a pattern; zod says of a union only that no branch matched. */
function patternProblems(path: readonly PropertyKey[], value: unknown): SettingsProblem[] {
  if (value === undefined) {
    return [settingsProblem(path, 'missing')];
  }
  if (!isJsonObject(value) || ('text' in value && 'regex' in value) || !('text' in value || 'regex' in value)) {
    return [settingsProblem(path, 'bad-pattern')];
  }
  const kind = 'text' in value ? 'text' : 'regex';
  const unknown = Object.keys(value).filter((key) => key !== kind && key !== 'ignoreCase');
  if (unknown.length > 0) {
    return unknown.map((key) => settingsProblem([...path, key], 'unknown-field'));
  }
  const pattern = value[kind];
  if (typeof pattern !== 'string') {
    return [settingsProblem([...path, kind], 'wrong-type', { expected: 'string' })];
  }
  if (pattern === '') {
    return [settingsProblem([...path, kind], 'matches-empty')];
  }
  if (pattern.length > LIMITS.patternCharacters) {
    return [settingsProblem([...path, kind], 'too-long', { maximum: String(LIMITS.patternCharacters) })];
  }
  return [settingsProblem([...path, 'ignoreCase'], 'wrong-type', { expected: 'boolean' })];
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
