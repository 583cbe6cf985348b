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
  return withReferences(rule, name, (ids) => ids.filter((other) => other !== id));
}

/** The rule with its lists of ids of one kind changed; recipients stand also where it says who is texted next. */
function withReferences(rule: Rule, name: 'files' | 'recipients', change: (ids: readonly string[]) => string[]): Rule {
  const named = rule[name];
  const { escalate } = rule;
  return {
    ...rule,
    ...(named && { [name]: change(named) }),
    ...(name === 'recipients' && escalate && { escalate: { ...escalate, to: change(escalate.to) } }),
  };
}

/** The titles of rules that name this file or recipient alone: without it they would watch nothing or text nobody. */
export function rulesResting(settings: Settings, name: ListName, id: string): readonly string[] {
  return name === 'rules'
    ? []
    : settings.rules
        .filter((rule) => namesAlone(rule[name], id) || (name === 'recipients' && namesAlone(rule.escalate?.to, id)))
        .map(ruleTitle);
}

function namesAlone(ids: readonly string[] | undefined, id: string): boolean {
  return ids?.every((other) => other === id) === true;
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
  const old = before.find((one) => one.id === rule.id);
  const { escalate } = rule;
  const named = rule[name];
  const back = (ids: readonly string[], was: readonly string[] | undefined): string[] =>
    was?.includes(id) === true && !ids.includes(id) ? [...ids, id] : [...ids];
  return {
    ...rule,
    ...(named && { [name]: back(named, old?.[name]) }),
    ...(name === 'recipients' && escalate && { escalate: { ...escalate, to: back(escalate.to, old?.escalate?.to) } }),
  };
}

/** A rule that comes back may name what has gone meanwhile. */
function withKnownReferences(rule: Rule, settings: Settings): Rule {
  const known = (['files', 'recipients'] as const).reduce(
    (kept, name) =>
      withReferences(kept, name, (ids) => ids.filter((id) => settings[name].some((item) => item.id === id))),
    rule,
  );
  const { escalate, ...rest } = known;
  return escalate?.to.length === 0 ? rest : known;
}
