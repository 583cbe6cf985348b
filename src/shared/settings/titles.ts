import type { RecipientGroup, Rule } from './schema';

/** The name a group goes by: its own, or its id when it has none. */
export function groupTitle({ id, name }: Pick<RecipientGroup, 'id' | 'name'>): string {
  return name.trim() === '' ? id : name;
}

/** The name a rule goes by: its own, or its id when it has none. */
export function ruleTitle(rule: Pick<Rule, 'id' | 'name'>): string {
  return rule.name.trim() === '' ? rule.id : rule.name;
}
