import type { Recipient, Rule, Settings } from './schema';

/** The recipients a rule texts: those it names, by themselves or by a group, each once; or all when it names none. */
export function recipientsOf(
  rule: Pick<Rule, 'recipients'>,
  { recipients, groups }: Pick<Settings, 'recipients' | 'groups'>,
): readonly Recipient[] {
  if (!rule.recipients) {
    return recipients;
  }
  const named = new Set(rule.recipients);
  const members = groups.flatMap((group) => (named.has(group.id) ? group.recipients : []));
  const wanted = new Set([...named, ...members]);
  return recipients.filter(({ id }) => wanted.has(id));
}
