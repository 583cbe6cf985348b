import type * as z from 'zod/mini';
import { isJsonObject } from '../common/json-object';
import { LIMITS } from '../common/limits';
import type { Indexed } from './validation/entry-index';
import { issueProblems, itemProblems } from './validation/issue-problems';
import { settingsProblem, type SettingsProblem } from './validation/problems';

/** Takes what is wrong with the settings. */
export type Report = (problems: readonly SettingsProblem[]) => void;

/** An item that cannot be used, with the reasons. */
interface BrokenItem extends Indexed<unknown> {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly faults: readonly SettingsProblem[];
}

/** Reads a section: its valid fields, and the defaults of the others. */
export function readSection<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  key: string,
  report: Report,
): z.output<Schema> {
  const complete = schema.safeParse(input ?? {});
  if (complete.success) {
    return complete.data;
  }
  report(complete.error.issues.flatMap((issue) => issueProblems(issue, [key], input)));
  const wrong = new Set(complete.error.issues.flatMap((issue) => wrongKeys(issue)));
  const rest = isJsonObject(input)
    ? Object.fromEntries(Object.entries(input).filter(([field]) => !wrong.has(field)))
    : {};
  const partial = schema.safeParse(rest);
  return partial.success ? partial.data : schema.parse({});
}

/** Reads a part that may be missing; null if it is, or cannot be used. */
export function readOptionalSection<Schema extends z.ZodMiniType>(
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
    report(parsed.error.issues.flatMap((issue) => issueProblems(issue, [key], input)));
    return null;
  }
  return parsed.data;
}

function wrongKeys(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : issue.path.slice(0, 1);
}

/** True if a part that may be missing is there. */
export function isGiven(part: unknown): boolean {
  return part !== undefined && part !== null;
}

/** Reads the valid items of a list, at most as many as it may have. `broken` gets the others. */
export function readList<Schema extends z.ZodMiniType<object>>(
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
