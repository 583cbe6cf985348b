import type { RecipientGroup } from './settings';
import { settingsProblem, type SettingsProblem } from './settings-problem';

/** What is wrong with a group: the id of a recipient, no members, or members that are none of `persons` (ids of recipients). */
export function groupProblems(
  { item, index }: { readonly item: RecipientGroup; readonly index: number },
  persons: ReadonlySet<unknown>,
): SettingsProblem[] {
  const taken = persons.has(item.id) ? [settingsProblem(['groups', index, 'id'], 'duplicate-id', { id: item.id })] : [];
  const path = ['groups', index, 'recipients'];
  const empty = item.recipients.length === 0 ? [settingsProblem(path, 'no-recipients')] : [];
  const unknown = item.recipients.flatMap((id, at) =>
    persons.has(id) ? [] : [settingsProblem([...path, at], 'unknown-recipient', { id })],
  );
  return [...taken, ...empty, ...unknown];
}

/** The groups that can stand beside the recipients, with the members that are there: a rule that names one still texts these. */
export function knownMembers(groups: readonly RecipientGroup[], persons: ReadonlySet<unknown>): RecipientGroup[] {
  return groups
    .filter(({ id }) => !persons.has(id))
    .map((group) => ({ ...group, recipients: group.recipients.filter((id) => persons.has(id)) }));
}
