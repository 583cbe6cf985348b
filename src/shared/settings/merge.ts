import { isJsonObject, type JsonObject } from '../common/json-object';
import type { Channel } from './channels/channel-schema';
import type { LogSource, Recipient, RecipientGroup, Rule, Settings } from './schema';

/** Parts of the settings that are one object each, merged field by field. */
const SECTIONS = ['app', 'watch', 'sens', 'delivery', 'policy', 'metrics', 'receive'] as const;

/** Parts that are lists of items with an id, merged item by item; an item is never split. */
const LISTS = ['recipients', 'groups', 'channels', 'files', 'rules'] as const;

type SectionName = (typeof SECTIONS)[number];
export type ListName = (typeof LISTS)[number];

/** Item type of each list. */
export interface Items {
  readonly recipients: Recipient;
  readonly groups: RecipientGroup;
  readonly channels: Channel;
  readonly files: LogSource;
  readonly rules: Rule;
}

/** Result of a three-way merge. */
interface MergedSettings {
  /** Both edits; `mine` wins where they overlap. */
  readonly settings: Settings;
  /** True if both changed the same field of a section, or the same item of a list, to different values. */
  readonly overlap: boolean;
}

/** A field, or a whole item, that differs between two versions of the settings. */
export interface SettingsDifference {
  readonly part: SectionName | 'problems' | 'alertmanager' | ListName;
  /** Item of a list, from `mine` if it has it; null in a section. */
  readonly item: Items[ListName] | null;
  /** Path of the field inside the section or item; empty if one version lacks the whole item. */
  readonly field: readonly string[];
  /** Undefined if the version lacks the field or item. */
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Merges two edits, `mine` and `theirs`, of the same `base` (three-way merge). */
export function mergeSettings(base: Settings, mine: Settings, theirs: Settings): MergedSettings {
  let overlap = false;
  const clash = (): void => {
    overlap = true;
  };
  const section = <Name extends SectionName>(name: Name): Settings[Name] =>
    mergeFields({ base: base[name], mine: mine[name], theirs: theirs[name] }, clash) as unknown as Settings[Name];
  const list = <Name extends ListName>(name: Name): readonly Items[Name][] => {
    const lists = { base: itemsOf(base, name), mine: itemsOf(mine, name), theirs: itemsOf(theirs, name) };
    return mergeItems(lists, clash);
  };
  /** Merges a part that is never split. */
  const whole = <Name extends 'problems' | 'alertmanager'>(name: Name): Settings[Name] => {
    const [was, own, other] = [base, mine, theirs].map((settings) => JSON.stringify(settings[name]));
    if (own !== was && other !== was && own !== other) {
      clash();
    }
    return own === was ? theirs[name] : mine[name];
  };
  const settings: Settings = {
    version: mine.version,
    app: section('app'),
    watch: section('watch'),
    sens: section('sens'),
    delivery: section('delivery'),
    policy: section('policy'),
    metrics: section('metrics'),
    receive: section('receive'),
    recipients: list('recipients'),
    groups: list('groups'),
    channels: list('channels'),
    problems: whole('problems'),
    alertmanager: whole('alertmanager'),
    files: list('files'),
    rules: list('rules'),
    heartbeats: mergeValue({ base: base.heartbeats, mine: mine.heartbeats, theirs: theirs.heartbeats }, clash),
  };
  return { settings, overlap };
}

/**
 * Lists the differences between two versions in the order of the settings: field by field, but a missing item as a
 * whole.
 */
export function settingsDifferences(mine: Settings, theirs: Settings): readonly SettingsDifference[] {
  const sections = ([...SECTIONS, 'problems', 'alertmanager'] as const).flatMap((part) =>
    fieldDifferences(orEmpty(mine[part]), orEmpty(theirs[part])).map((difference) => ({
      part,
      item: null,
      ...difference,
    })),
  );
  const lists = LISTS.flatMap((part) => {
    const others = new Map(itemsOf(theirs, part).map((item) => [item.id, item]));
    const own = new Set(itemsOf(mine, part).map(({ id }) => id));
    const added = itemsOf(theirs, part).filter(({ id }) => !own.has(id));
    return [
      ...itemsOf(mine, part).flatMap((item) => itemDifferences(part, item, others.get(item.id))),
      ...added.flatMap((item) => itemDifferences(part, undefined, item)),
    ];
  });
  return [...sections, ...lists];
}

function itemDifferences(part: ListName, mine: Items[ListName] | undefined, theirs: Items[ListName] | undefined) {
  const item = mine ?? theirs ?? null;
  const whole = { field: [], mine, theirs };
  const found = mine && theirs ? fieldDifferences(mine, theirs) : [whole];
  return found.map((difference) => ({ part, item, ...difference }));
}

function itemsOf<Name extends ListName>(settings: Settings, name: Name): readonly Items[Name][] {
  const lists: { readonly [List in ListName]: readonly Items[List][] } = settings;
  return lists[name];
}

interface Versions<Value> {
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

/** Returns the version that changed the value; `mine`, after calling `clash`, if both changed it differently. */
function mergeValue<Value>({ base, mine, theirs }: Versions<Value>, clash: () => void): Value {
  if (isEqual(mine, base)) {
    return theirs;
  }
  if (!isEqual(theirs, base) && !isEqual(mine, theirs)) {
    clash();
  }
  return mine;
}

function mergeFields({ base, mine, theirs }: Versions<JsonObject>, clash: () => void): JsonObject {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    Array.from(names, (name) => {
      const field = { base: base[name], mine: mine[name], theirs: theirs[name] };
      const { base: old, mine: own, theirs: other } = field;
      const merged =
        isFields(old) && isFields(own) && isFields(other)
          ? mergeFields({ base: old, mine: own, theirs: other }, clash)
          : mergeValue(field, clash);
      return [name, merged] as const;
    }).filter(([, value]) => value !== undefined),
  );
}

/** Merges in the order of `theirs`; an item that only `mine` has comes after its predecessor in `mine`. */
function mergeItems<Item extends { readonly id: string }>(
  { base, mine, theirs }: Versions<readonly Item[]>,
  clash: () => void,
): readonly Item[] {
  const order = theirs.map(({ id }) => id);
  mine.forEach(({ id }, index) => {
    if (!order.includes(id)) {
      const before = mine[index - 1];
      order.splice(before === undefined ? 0 : order.indexOf(before.id) + 1, 0, id);
    }
  });
  return order.flatMap((id) => {
    const own = ({ id: other }: Item): boolean => other === id;
    return mergeValue({ base: base.find(own), mine: mine.find(own), theirs: theirs.find(own) }, clash) ?? [];
  });
}

/** True for objects that are compared field by field; a pattern is one value, text or regular expression. */
function isFields(value: unknown): value is JsonObject {
  return isJsonObject(value) && !('text' in value) && !('regex' in value);
}

type FieldDifference = Pick<SettingsDifference, 'field' | 'mine' | 'theirs'>;

/** Lists the fields of an object even if one version lacks the whole object. */
function fieldDifferences(mine: object, theirs: object): readonly FieldDifference[] {
  const own: JsonObject = { ...mine };
  const other: JsonObject = { ...theirs };
  const names = new Set([...Object.keys(own), ...Object.keys(other)]);
  return Array.from(names).flatMap((name) => {
    const values = { mine: own[name], theirs: other[name] };
    if (isEqual(values.mine, values.theirs)) {
      return [];
    }
    if (isFields(values.mine ?? values.theirs) && isFields(values.theirs ?? values.mine)) {
      const inner = fieldDifferences(orEmpty(values.mine), orEmpty(values.theirs));
      return inner.map(({ field, ...rest }) => ({ field: [name, ...field], ...rest }));
    }
    return [{ field: [name], ...values }];
  });
}

function orEmpty(value: unknown): object {
  return isJsonObject(value) ? value : {};
}

/** Deep equality of JSON values; an undefined field counts as absent. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    const values: readonly unknown[] = other;
    return one.length === values.length && one.every((value, index) => isEqual(value, values[index]));
  }
  if (isJsonObject(one) && isJsonObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Array.from(names).every((name) => isEqual(one[name], other[name]));
  }
  return false;
}
