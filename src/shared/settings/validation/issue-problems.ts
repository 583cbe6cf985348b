import type * as z from 'zod/mini';
import { isJsonObject, type JsonObject } from '../../common/json-object';
import { LIMITS } from '../../common/limits';
import { CHANNEL_KINDS, CHANNEL_SECRETS, type ChannelKind } from '../channels/channel-kinds';
import type { FileSource } from '../schema';
import { settingsProblem, type SettingsProblem } from './problems';

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

/** Fields of a log with a path that one with `journal` cannot have. */
const FILE_FIELDS: readonly string[] = ['encoding', 'flushAfter', 'multiLine'] satisfies (keyof FileSource)[];

/**
 * Finds the problems of an item of a list; those of a log say which fields exclude each other, those of a channel name
 * secrets.
 */
export function itemProblems(issue: z.core.$ZodIssue, path: readonly PropertyKey[], item: unknown): SettingsProblem[] {
  if (path[0] === 'channels' && issue.code === 'unrecognized_keys' && isJsonObject(item)) {
    return issue.keys.map((key) => unknownInChannel(key, path, item));
  }
  if (path[0] !== 'files' || !isJsonObject(item)) {
    return issueProblems(issue, path, item);
  }
  if (issue.path[0] === 'path' && !('path' in item)) {
    return [settingsProblem(path, 'path-or-journal')];
  }
  return issueProblems(issue, path, item).map((problem) => {
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

/** Finds the problems behind an issue of zod in the value at `base`. */
export function issueProblems(
  issue: z.core.$ZodIssue,
  base: readonly PropertyKey[],
  input: unknown,
): SettingsProblem[] {
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
  // The addresses of a mail channel are a field like its server.
  if (field === 'to' && path[0] !== 'channels') {
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
