import type { Recipient } from '../settings/schema';

/**
 * What the person should know before importing: a rule of this name is there already, a recipient comes without a number and is
 * left out, a rule named nobody else and comes switched off.
 */
export interface ImportNote {
  readonly code: 'same-name' | 'no-number' | 'switched-off';
  readonly title: string;
}

/** An imported file's recipients, groups and rules, after what was left out of it has been made up for. */
interface Filled {
  readonly recipients: unknown;
  readonly groups: unknown;
  readonly rules: unknown;
  readonly notes: readonly ImportNote[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Gives recipients that were exported without their number the one they have here. Those that nobody knows are left out, and
 * no group or rule names them any more, nor a group of nobody else; a rule that named nobody else would text everybody, so it comes switched off.
 */
export function fillNumbers(file: Fields, known: readonly Recipient[]): Filled {
  const { recipients, groups, rules } = file;
  if (!Array.isArray(recipients)) {
    return { recipients, groups, rules, notes: [] };
  }
  const filled = recipients.map((item: unknown) => withNumber(item, known));
  const lacking = filled.filter(isFields).filter((item) => item['number'] === undefined);
  const gone = new Set(lacking.map((item) => item['id']));
  const left = groupsWithout(groups, gone);
  const switched: string[] = [];
  const kept = Array.isArray(rules)
    ? rules.map((written: unknown) => {
        const rule = withoutNext(written, gone);
        const rest = withoutRecipients(rule, gone);
        if (isFields(rest) && rest !== rule && rest['recipients'] === undefined) {
          switched.push(titleOf(rest));
        }
        return rest;
      })
    : rules;
  return {
    recipients: filled.filter((item) => !isFields(item) || !gone.has(item['id'])),
    groups: left,
    rules: kept,
    notes: [
      ...lacking.map((item) => ({ code: 'no-number' as const, title: titleOf(item) })),
      ...switched.map((title) => ({ code: 'switched-off' as const, title })),
    ],
  };
}

/** The groups without members who are gone; one of nobody else is left out, and counts as gone too. */
function groupsWithout(groups: unknown, gone: Set<unknown>): unknown {
  if (!Array.isArray(groups)) {
    return groups;
  }
  return groups.flatMap((group: unknown) => {
    const members: unknown = isFields(group) ? group['recipients'] : undefined;
    if (!isFields(group) || !Array.isArray(members)) {
      return [group];
    }
    const rest = members.filter((id: unknown) => !gone.has(id));
    if (rest.length === 0 && members.length > 0) {
      gone.add(group['id']);
      return [];
    }
    return [{ ...group, recipients: rest }];
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withNumber(item: unknown, known: readonly Recipient[]): unknown {
  if (!isFields(item) || item['number'] !== undefined) {
    return item;
  }
  const here = known.find(({ id }) => id === item['id']);
  return here ? { ...item, number: here.number, countryCode: here.countryCode } : item;
}

function withoutRecipients(rule: unknown, gone: ReadonlySet<unknown>): unknown {
  if (!isFields(rule) || !Array.isArray(rule['recipients'])) {
    return rule;
  }
  const named: readonly unknown[] = rule['recipients'];
  const rest = named.filter((id) => !gone.has(id));
  if (rest.length === named.length) {
    return rule;
  }
  if (rest.length > 0) {
    return { ...rule, recipients: rest };
  }
  return { ...rule, recipients: undefined, enabled: false };
}

/** Those who are texted next; without anybody left there, nobody is. */
function withoutNext(rule: unknown, gone: ReadonlySet<unknown>): unknown {
  if (!isFields(rule) || !isFields(rule['escalate']) || !Array.isArray(rule['escalate']['to'])) {
    return rule;
  }
  const to = rule['escalate']['to'].filter((id: unknown) => !gone.has(id));
  return { ...rule, escalate: to.length > 0 ? { ...rule['escalate'], to } : undefined };
}

function titleOf({ name, id }: Fields): string {
  return typeof name === 'string' && name !== '' ? name : String(id);
}
