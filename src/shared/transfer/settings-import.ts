import { parseSettings } from '../settings/parse';
import { fail, ok, type Result } from '../common/result';
import { SETTINGS_VERSION, type Recipient, type Settings } from '../settings/schema';
import { groupTitle, ruleTitle } from '../settings/titles';
import { settingsProblem, type SettingsProblem } from '../settings/problems';
import { fillNumbers, type ImportNote } from './missing-numbers';
import { EXPORT_FORMAT } from './settings-export';

/** The lists that are carried over. */
const IMPORTED_LISTS = ['recipients', 'groups', 'files', 'rules'] as const;
export type ImportedList = (typeof IMPORTED_LISTS)[number];

/** What an import would do to one item. */
export interface ImportChange {
  readonly list: ImportedList;
  readonly id: string;
  readonly title: string;
  readonly change: 'added' | 'replaced' | 'same';
}

/** What an import would do; nothing has been saved. */
export interface ImportPlan {
  /** The present settings with what was imported. */
  readonly settings: Settings;
  readonly changes: readonly ImportChange[];
  readonly notes: readonly ImportNote[];
  /** What cannot be read and is left out; paths lead into the imported file. */
  readonly problems: readonly SettingsProblem[];
}

/** Why a file cannot be imported at all: no export of Logbell's, or one of a newer Logbell. */
export type ImportFault = 'not-an-export' | 'newer-version';

const FIELDS: readonly string[] = ['format', 'version', ...IMPORTED_LISTS];

/** Works out what an exported file, as parsed JSON of the current version or newer, would change. */
export function planImport(input: unknown, current: Settings): Result<ImportPlan, ImportFault> {
  if (typeof input !== 'object' || input === null || !('format' in input) || input.format !== EXPORT_FORMAT) {
    return fail('not-an-export');
  }
  const file: Readonly<Record<string, unknown>> = { ...input };
  const version = file['version'];
  if (typeof version === 'number' && version > SETTINGS_VERSION) {
    return fail('newer-version');
  }
  const filled = fillNumbers(file, current.recipients);
  const { recipients, groups, rules } = filled;
  const parsed = parseSettings({ version, recipients, groups, files: file['files'], rules });
  const unknown = Object.keys(file)
    .filter((field) => !FIELDS.includes(field))
    .map((field) => settingsProblem([field], 'unknown-field'));
  return ok({
    settings: merged(current, parsed.settings),
    changes: IMPORTED_LISTS.flatMap((list) => changesOf(list, parsed.settings, current)),
    notes: [...filled.notes, ...sameNames(parsed.settings, current)],
    // Whoever is there already can be texted.
    problems: [
      ...unknown,
      ...parsed.problems.filter(({ code, path }) => code !== 'no-recipients' || path !== 'recipients'),
    ],
  });
}

function merged(current: Settings, imported: Settings): Settings {
  return {
    ...current,
    recipients: mergedList(current.recipients, imported.recipients),
    groups: mergedList(current.groups, imported.groups),
    files: mergedList(current.files, imported.files),
    rules: mergedList(current.rules, imported.rules),
  };
}

/** Items of one id are replaced in their place, new ones stand at the end. */
function mergedList<Item extends { readonly id: string }>(
  now: readonly Item[],
  imported: readonly Item[],
): readonly Item[] {
  const byId = new Map(imported.map((item) => [item.id, item]));
  const known = new Set(now.map(({ id }) => id));
  return [...now.map((item) => byId.get(item.id) ?? item), ...imported.filter(({ id }) => !known.has(id))];
}

function changesOf(list: ImportedList, imported: Settings, current: Settings): ImportChange[] {
  const titles = titlesOf(list, imported);
  const before: ReadonlyMap<string, unknown> = new Map(current[list].map((item) => [item.id, item]));
  return imported[list].map((item, index) => {
    const old = before.get(item.id);
    const change = old === undefined ? 'added' : isSame(old, item) ? 'same' : 'replaced';
    return { list, id: item.id, title: titles[index] ?? item.id, change };
  });
}

function titlesOf(list: ImportedList, settings: Settings): readonly string[] {
  switch (list) {
    case 'recipients':
      return settings.recipients.map(recipientTitle);
    case 'groups':
      return settings.groups.map(groupTitle);
    case 'files':
      return settings.files.map(({ path }) => path);
    case 'rules':
      return settings.rules.map(ruleTitle);
  }
}

function recipientTitle({ name, number }: Recipient): string {
  return name === '' ? number : name;
}

/** Both come from the same schema, so that their fields stand in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Imported rules whose name another rule has, here or in the file. */
function sameNames(imported: Settings, current: Settings): ImportNote[] {
  const after = mergedList(current.rules, imported.rules);
  return imported.rules
    .filter(({ id, name }) => name !== '' && after.some((other) => other.id !== id && other.name === name))
    .map(({ name }) => ({ code: 'same-name', title: name }));
}
