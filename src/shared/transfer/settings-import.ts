import { isJsonObject } from '../common/json-object';
import type { Channel } from '../settings/channels/channel-schema';
import { logTitle } from '../settings/log-source';
import { isEqual } from '../settings/merge';
import { parseSettings } from '../settings/parse';
import { fail, ok, type Result } from '../common/result';
import { SETTINGS_VERSION, type Recipient, type Settings } from '../settings/schema';
import { channelTitle, groupTitle, ruleTitle } from '../settings/titles';
import { settingsProblem, type SettingsProblem } from '../settings/validation/problems';
import { fillNumbers, type ImportNote } from './missing-numbers';
import { EXPORT_FORMAT } from './settings-export';

/** Lists that an import carries over. */
const IMPORTED_LISTS = ['recipients', 'groups', 'channels', 'files', 'rules'] as const;
export type ImportedList = (typeof IMPORTED_LISTS)[number];

/** Effect of an import on one item. */
export interface ImportChange {
  readonly list: ImportedList;
  readonly id: string;
  readonly title: string;
  readonly change: 'added' | 'replaced' | 'same';
}

/** Effect of an import; nothing has been saved. */
export interface ImportPlan {
  /** Current settings merged with the imported ones. */
  readonly settings: Settings;
  readonly changes: readonly ImportChange[];
  readonly notes: readonly ImportNote[];
  /** Unreadable parts, which are left out; paths lead into the imported file. */
  readonly problems: readonly SettingsProblem[];
}

/** Reason why a file cannot be imported at all: not an export of Logbell, or one of a newer version. */
export type ImportFault = 'not-an-export' | 'newer-version';

const FIELDS: readonly string[] = ['format', 'version', ...IMPORTED_LISTS];

/** Plans the import of an exported file, given as parsed JSON of the current version or newer. */
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
  const channels = file['channels'] ?? [];
  const parsed = parseSettings({
    ...{ version, recipients, groups, files: file['files'], rules },
    // Rules may name channels that only the current settings have.
    channels: Array.isArray(channels)
      ? [...(channels as unknown[]), ...othersThan(channels, current.channels)]
      : channels,
    delivery: { channels: current.delivery.channels },
  });
  const imported = { ...parsed.settings, channels: parsed.settings.channels.filter(isIn(channels)) };
  const unknown = Object.keys(file)
    .filter((field) => !FIELDS.includes(field))
    .map((field) => settingsProblem([field], 'unknown-field'));
  return ok({
    settings: merged(current, imported),
    changes: IMPORTED_LISTS.flatMap((list) => changesOf(list, imported, current)),
    notes: [...filled.notes, ...sameNames(imported, current)],
    // The current recipients remain, so that an import without recipients is fine.
    problems: [
      ...unknown,
      ...parsed.problems.filter(({ code, path }) => code !== 'no-recipients' || path !== 'recipients'),
    ],
  });
}

/** Makes a check whether an item has the id of one in a list as written. */
function isIn(written: unknown): (item: { readonly id: string }) => boolean {
  const items: readonly unknown[] = Array.isArray(written) ? written : [];
  const ids = new Set(items.filter(isJsonObject).map((item) => item['id']));
  return ({ id }) => ids.has(id);
}

function othersThan(written: unknown, channels: readonly Channel[]): readonly Channel[] {
  const isWritten = isIn(written);
  return channels.filter((channel) => !isWritten(channel));
}

function merged(current: Settings, imported: Settings): Settings {
  return {
    ...current,
    recipients: mergedList(current.recipients, imported.recipients),
    groups: mergedList(current.groups, imported.groups),
    channels: mergedList(current.channels, imported.channels),
    files: mergedList(current.files, imported.files),
    rules: mergedList(current.rules, imported.rules),
  };
}

/** Replaces items with the same id in place and appends new ones. */
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
    const change = old === undefined ? 'added' : isEqual(old, item) ? 'same' : 'replaced';
    return { list, id: item.id, title: titles[index] ?? item.id, change };
  });
}

function titlesOf(list: ImportedList, settings: Settings): readonly string[] {
  switch (list) {
    case 'recipients':
      return settings.recipients.map(recipientTitle);
    case 'groups':
      return settings.groups.map(groupTitle);
    case 'channels':
      return settings.channels.map(channelTitle);
    case 'files':
      return settings.files.map(logTitle);
    case 'rules':
      return settings.rules.map(ruleTitle);
  }
}

function recipientTitle({ name, number }: Recipient): string {
  return name === '' ? number : name;
}

/** Notes imported rules that share their name with another rule, existing or imported. */
function sameNames(imported: Settings, current: Settings): ImportNote[] {
  const after = mergedList(current.rules, imported.rules);
  return imported.rules
    .filter(({ id, name }) => name !== '' && after.some((other) => other.id !== id && other.name === name))
    .map(({ name }) => ({ code: 'same-name', title: name }));
}
