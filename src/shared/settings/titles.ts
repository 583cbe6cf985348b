import type { Outlet } from './alertmanager/members';
import type { RecipientGroup, Rule } from './schema';

/** Display name of a group: its name, or else its id. */
export function groupTitle({ id, name }: Pick<RecipientGroup, 'id' | 'name'>): string {
  return name.trim() === '' ? id : name;
}

/** Display name of a rule: its name, or else its id. */
export function ruleTitle(rule: Pick<Rule, 'id' | 'name'>): string {
  return rule.name.trim() === '' ? rule.id : rule.name;
}

/** Display name of a channel: its name, or else its id. */
export function channelTitle({ id, name }: Pick<Outlet, 'id' | 'name'>): string {
  return name.trim() === '' ? id : name;
}
