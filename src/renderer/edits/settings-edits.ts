import { ruleTitle, type FileSource, type Recipient, type Rule, type Settings } from '../../shared/settings';

/** What each list of the settings holds. */
export interface Items {
  readonly rules: Rule;
  readonly files: FileSource;
  readonly recipients: Recipient;
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

/** The settings without an item, and without the rules' references to it. */
export function withoutItem(settings: Settings, name: ListName, id: string): Settings {
  const lists: Lists = settings;
  const rest = { ...settings, [name]: lists[name].filter((item) => item.id !== id) };
  return name === 'rules' ? rest : { ...rest, rules: rest.rules.map((rule) => withoutReference(rule, name, id)) };
}

function withoutReference(rule: Rule, name: 'files' | 'recipients', id: string): Rule {
  const named = rule[name];
  return named ? { ...rule, [name]: named.filter((other) => other !== id) } : rule;
}

/** The titles of rules that name this file or recipient alone: without it they would watch nothing or text nobody. */
export function rulesResting(settings: Settings, name: ListName, id: string): readonly string[] {
  return name === 'rules'
    ? []
    : settings.rules.filter((rule) => rule[name]?.every((other) => other === id) === true).map(ruleTitle);
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
  return name === 'rules'
    ? { ...back, rules: back.rules.map((rule) => withKnownReferences(rule, back)) }
    : { ...back, rules: back.rules.map((rule) => withReferenceBack(rule, before.rules, name, id)) };
}

function withReferenceBack(rule: Rule, before: readonly Rule[], name: 'files' | 'recipients', id: string): Rule {
  const named = rule[name];
  const namedIt = before.find((old) => old.id === rule.id)?.[name]?.includes(id) === true;
  return named && namedIt && !named.includes(id) ? { ...rule, [name]: [...named, id] } : rule;
}

/** A rule that comes back may name what has gone meanwhile. */
function withKnownReferences(rule: Rule, settings: Settings): Rule {
  return (['files', 'recipients'] as const).reduce((kept, name) => {
    const named = kept[name];
    return named ? { ...kept, [name]: named.filter((id) => settings[name].some((item) => item.id === id)) } : kept;
  }, rule);
}
