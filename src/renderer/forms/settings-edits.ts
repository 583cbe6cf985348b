import type { Items, ListName } from '../../shared/settings/merge';
import type { RecipientGroup, Rule, Settings } from '../../shared/settings/schema';
import { groupTitle, ruleTitle } from '../../shared/settings/titles';

export { newId } from '../../shared/settings/new-id';

type Lists = { readonly [Name in ListName]: readonly Items[Name][] };

/** Replaces the item with the same id, or appends `item` to the list. */
export function withItem<Name extends ListName>(settings: Settings, name: Name, item: Items[Name]): Settings {
  const lists: Lists = settings;
  const items = lists[name];
  const known = items.some(({ id }) => id === item.id);
  return { ...settings, [name]: known ? items.map((old) => (old.id === item.id ? item : old)) : [...items, item] };
}

/** Adds the logs, recipients and groups that `current` has besides, so that an edited rule can name them. */
export function withOthersOf(edited: Settings, current: Settings): Settings {
  const others = <Item extends { readonly id: string }>(own: readonly Item[], all: readonly Item[]): Item[] => [
    ...own,
    ...all.filter(({ id }) => !own.some((item) => item.id === id)),
  ];
  return {
    ...edited,
    files: others(edited.files, current.files),
    recipients: others(edited.recipients, current.recipients),
    groups: others(edited.groups, current.groups),
    channels: others(edited.channels, current.channels),
  };
}

/** Field of a rule that refers to items of a list. */
const REFERENCE_FIELDS = {
  files: 'files',
  recipients: 'recipients',
  groups: 'recipients',
  channels: 'channels',
} as const;
type ReferencedList = keyof typeof REFERENCE_FIELDS;
type ReferenceField = (typeof REFERENCE_FIELDS)[ReferencedList];

/** Removes an item, and the references of rules and groups to it. */
export function withoutItem(settings: Settings, name: ListName, id: string): Settings {
  const lists: Lists = settings;
  const rest = { ...settings, [name]: lists[name].filter((item) => item.id !== id) };
  if (name === 'rules') {
    return rest;
  }
  const rules = rest.rules.map((rule) => withoutReference(rule, name, id));
  const groups = rest.groups.map((group) =>
    name === 'recipients' ? { ...group, recipients: group.recipients.filter((other) => other !== id) } : group,
  );
  const edited = { ...rest, rules, groups };
  return name === 'channels' ? withRoutes(edited, (ids) => ids.filter((other) => other !== id)) : edited;
}

/** Places outside the rules that send to channels. */
export type ChannelRoute = 'copies' | 'fallback' | 'problems';

/** Changes the channels that get copies, what SENS cannot deliver, and the problems of Logbell. */
function withRoutes(settings: Settings, change: (ids: readonly string[], route: ChannelRoute) => string[]): Settings {
  const { delivery, problems } = settings;
  const { fallback } = delivery;
  return {
    ...settings,
    delivery: {
      ...delivery,
      channels: change(delivery.channels, 'copies'),
      ...(fallback && { fallback: { ...fallback, to: change(fallback.to, 'fallback') } }),
    },
    problems: problems && { ...problems, to: change(problems.to, 'problems') },
  };
}

/** Routes that have only this channel and would be switched off without it. */
export function routesThatNeed({ delivery, problems }: Settings, id: string): readonly ChannelRoute[] {
  return [
    ...(namesAlone(delivery.fallback?.to, id) ? (['fallback'] as const) : []),
    ...(namesAlone(problems?.to, id) ? (['problems'] as const) : []),
  ];
}

function withoutReference(rule: Rule, name: ReferencedList, id: string): Rule {
  return withReferences(rule, REFERENCE_FIELDS[name], (ids) => ids.filter((other) => other !== id));
}

/** Changes a rule's lists of ids of one kind; recipients also occur in `escalate`. */
function withReferences(rule: Rule, field: ReferenceField, change: (ids: readonly string[]) => string[]): Rule {
  const named = rule[field];
  const { escalate } = rule;
  return {
    ...rule,
    ...(named && { [field]: change(named) }),
    ...(field === 'recipients' && escalate && { escalate: { ...escalate, to: change(escalate.to) } }),
  };
}

/**
 * Titles of rules and groups that refer only to this file, recipient, group or channel: without it they would watch
 * nothing or notify nobody.
 */
export function dependentsOf(settings: Settings, name: ListName, id: string): readonly string[] {
  if (name === 'rules') {
    return [];
  }
  const field = REFERENCE_FIELDS[name];
  const rules = settings.rules.filter(
    (rule) =>
      // Without its channels, a rule still sends texts.
      (namesAlone(rule[field], id) && (field !== 'channels' || rule.recipients?.length === 0)) ||
      (field === 'recipients' && namesAlone(rule.escalate?.to, id)),
  );
  const groups = settings.groups.filter(({ recipients }) => name === 'recipients' && namesAlone(recipients, id));
  return [...rules.map(ruleTitle), ...groups.map(groupTitle)];
}

function namesAlone(ids: readonly string[] | undefined, id: string): boolean {
  return ids !== undefined && ids.length > 0 && ids.every((other) => other === id);
}

/** Restores an item of `before` at its old place in `current`, and the references of rules and groups to it. */
export function withItemBack(current: Settings, before: Settings, name: ListName, id: string): Settings {
  const old: Lists = before;
  const now: Lists = current;
  const at = old[name].findIndex((item) => item.id === id);
  const item = old[name][at];
  if (!item || now[name].some((other) => other.id === id)) {
    return current;
  }
  const back = { ...current, [name]: [...now[name].slice(0, at), item, ...now[name].slice(at)] };
  if (name === 'rules') {
    return { ...back, rules: back.rules.map((rule) => withKnownReferences(rule, back)) };
  }
  const rules = back.rules.map((rule) => withReferenceBack(rule, before.rules, REFERENCE_FIELDS[name], id));
  const groups = back.groups.map((group) =>
    name === 'files' || name === 'channels' ? group : withMembersBack(group, before, back, id),
  );
  const restored = { ...back, rules, groups };
  return name === 'channels' ? withRoutesBack(restored, before, id) : restored;
}

function withRoutesBack(settings: Settings, { delivery, problems }: Settings, id: string): Settings {
  const before = { copies: delivery.channels, fallback: delivery.fallback?.to, problems: problems?.to };
  return withRoutes(settings, (ids, route) => withIdBack(ids, before[route], id));
}

function withIdBack(ids: readonly string[], was: readonly string[] | undefined, id: string): string[] {
  return was?.includes(id) === true && !ids.includes(id) ? [...ids, id] : [...ids];
}

function withReferenceBack(rule: Rule, before: readonly Rule[], field: ReferenceField, id: string): Rule {
  const old = before.find((one) => one.id === rule.id);
  const { escalate } = rule;
  const named = rule[field];
  return {
    ...rule,
    ...(named && { [field]: withIdBack(named, old?.[field], id) }),
    ...(field === 'recipients' &&
      escalate && { escalate: { ...escalate, to: withIdBack(escalate.to, old?.escalate?.to, id) } }),
  };
}

/** Restores a group's removed member, or a removed group with the members that still exist. */
function withMembersBack(group: RecipientGroup, before: Settings, now: Settings, id: string): RecipientGroup {
  const namedIt = before.groups.find((old) => old.id === group.id)?.recipients.includes(id) === true;
  const members = namedIt && !group.recipients.includes(id) ? [...group.recipients, id] : group.recipients;
  return { ...group, recipients: members.filter((one) => now.recipients.some((recipient) => recipient.id === one)) };
}

/** Drops references of a restored rule to items that were removed meanwhile. */
function withKnownReferences(rule: Rule, settings: Settings): Rule {
  const lists = {
    files: settings.files,
    recipients: [...settings.recipients, ...settings.groups],
    channels: settings.channels,
  };
  const known = (['files', 'recipients', 'channels'] as const).reduce((filtered, field) => {
    const items: readonly { readonly id: string }[] = lists[field];
    return withReferences(filtered, field, (ids) => ids.filter((id) => items.some((item) => item.id === id)));
  }, rule);
  const { escalate, ...rest } = known;
  return escalate?.to.length === 0 ? rest : known;
}
