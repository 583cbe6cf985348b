import type { Recipient, Rule, Settings } from './schema';

/**
 * Recipients of a rule: those it names, directly or by group, each once, or all if it names none. A rule for Alertmanager
 * has none.
 */
export function recipientsOf(
  rule: Pick<Rule, 'recipients' | 'to'>,
  { recipients, groups }: Pick<Settings, 'recipients' | 'groups'>,
): readonly Recipient[] {
  if (rule.to === 'alertmanager') {
    return [];
  }
  if (!rule.recipients) {
    return recipients;
  }
  const named = new Set(rule.recipients);
  const members = groups.flatMap((group) => (named.has(group.id) ? group.recipients : []));
  const wanted = new Set([...named, ...members]);
  return recipients.filter(({ id }) => wanted.has(id));
}
