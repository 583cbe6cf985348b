import {
  groupTitle,
  ruleTitle,
  type FileSource,
  type Recipient,
  type RecipientGroup,
  type Rule,
  type Settings,
} from '../../shared/settings';

/** What each list of the settings holds. */
export interface Items {
  readonly rules: Rule;
  readonly files: FileSource;
  readonly recipients: Recipient;
  readonly groups: RecipientGroup;
}

/** The lists of the settings that the window edits item by item. */
export type ListName = keyof Items;
type Lists = { readonly [Name in ListName]: readonly Items[Name][] };

/** The settings with `item` in place of the one with its id, or at the end of the list. */
export function withItem<Name extends ListName>(settings: Settings, name: Name, item: Items[Name]): Settings {
  const lists: Lists = settings;
  const items = lists[name];
  const known = items.some(({ id }) => id === item.id);
  return { ...settings, [name]: known ? items.map((old) => (old.id === item.id ? item : old)) : [...items, item] };
}

/** The field of a rule that names items of a list. */
const NAMED_IN = { files: 'files', recipients: 'recipients', groups: 'recipients' } as const;
type Named = keyof typeof NAMED_IN;

/** The settings without an item, and without the rules' and groups' references to it. */
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
  return { ...rest, rules, groups };
}

function withoutReference(rule: Rule, name: Named, id: string): Rule {
  const field = NAMED_IN[name];
  const named = rule[field];
  return named ? { ...rule, [field]: named.filter((other) => other !== id) } : rule;
}

/**
 * The titles of rules and groups that name this file, recipient or group alone: without it they would watch nothing or text
 * nobody.
 */
export function restingOn(settings: Settings, name: ListName, id: string): readonly string[] {
  if (name === 'rules') {
    return [];
  }
  const rules = settings.rules.filter((rule) => rule[NAMED_IN[name]]?.every((other) => other === id) === true);
  const groups = settings.groups.filter(
    ({ recipients }) => name === 'recipients' && recipients.every((other) => other === id),
  );
  return [...rules.map(ruleTitle), ...groups.map(groupTitle)];
}

/** `current` with an item of `before` back in its place, and named again by the rules that named it. */
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
  const rules = back.rules.map((rule) => withReferenceBack(rule, before.rules, NAMED_IN[name], id));
  const groups = back.groups.map((group) => (name === 'files' ? group : withMembersBack(group, before, back, id)));
  return { ...back, rules, groups };
}

function withReferenceBack(rule: Rule, before: readonly Rule[], field: 'files' | 'recipients', id: string): Rule {
  const named = rule[field];
  const namedIt = before.find((old) => old.id === rule.id)?.[field]?.includes(id) === true;
  return named && namedIt && !named.includes(id) ? { ...rule, [field]: [...named, id] } : rule;
}

/** A group with the member that comes back, or a group that comes back itself with the members that are still there. */
function withMembersBack(group: RecipientGroup, before: Settings, now: Settings, id: string): RecipientGroup {
  const namedIt = before.groups.find((old) => old.id === group.id)?.recipients.includes(id) === true;
  const members = namedIt && !group.recipients.includes(id) ? [...group.recipients, id] : group.recipients;
  return { ...group, recipients: members.filter((one) => now.recipients.some((recipient) => recipient.id === one)) };
}

/** A rule that comes back may name what has gone meanwhile. */
function withKnownReferences(rule: Rule, settings: Settings): Rule {
  return (['files', 'recipients'] as const).reduce((kept, name) => {
    const named = kept[name];
    const known = name === 'files' ? settings.files : [...settings.recipients, ...settings.groups];
    return named ? { ...kept, [name]: named.filter((id) => known.some((item) => item.id === id)) } : kept;
  }, rule);
}
