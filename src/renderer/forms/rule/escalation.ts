import { recipientsOf } from '../../../shared/settings/recipients';
import type { Settings } from '../../../shared/settings/schema';
import type { RuleValues } from './rule-form';

type People = Pick<Settings, 'recipients' | 'groups'>;

/** Recipients of an edited rule without those whom it escalates to; null if nobody would be left. */
export function withoutEscalated(
  { allRecipients, recipients, escalate }: Pick<RuleValues, 'allRecipients' | 'recipients' | 'escalate'>,
  people: People,
): readonly string[] | null {
  const idsOf = (chosen: readonly string[]): readonly string[] =>
    recipientsOf({ recipients: [...chosen] }, people).map(({ id }) => id);
  const escalated = new Set(idsOf(escalate.to));
  const all = [...people.groups, ...people.recipients].map(({ id }) => id);
  const named: readonly string[] = allRecipients ? people.recipients.map(({ id }) => id) : recipients;
  const left = named.flatMap((id) => {
    const members = idsOf([id]);
    // A group that has some of them gives way to its other members.
    return members.some((member) => escalated.has(member)) ? members.filter((member) => !escalated.has(member)) : [id];
  });
  return left.length === 0 ? null : all.filter((id) => left.includes(id));
}
