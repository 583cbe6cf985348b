import { isJsonObject, type JsonObject } from '../common/json-object';
import type { Recipient } from '../settings/schema';

/**
 * Note for the user before an import. `same-name`: a rule of this name exists; `no-number`: a recipient without a
 * number is left out; `switched-off`: a rule without remaining recipients is imported switched off.
 */
export interface ImportNote {
  readonly code: 'same-name' | 'no-number' | 'switched-off';
  readonly title: string;
}

/** Recipients, groups and rules of an imported file, with missing numbers filled in. */
interface Filled {
  readonly recipients: unknown;
  readonly groups: unknown;
  readonly rules: unknown;
  readonly notes: readonly ImportNote[];
}

/**
 * Fills in the numbers of recipients that were exported without one, from known recipients. Drops unknown ones, and
 * groups and rules stop naming them; a rule that named nobody else is switched off, since it would text everybody.
 */
export function fillNumbers(file: JsonObject, known: readonly Recipient[]): Filled {
  const { recipients, groups, rules } = file;
  if (!Array.isArray(recipients)) {
    return { recipients, groups, rules, notes: [] };
  }
  const filled = recipients.map((item: unknown) => withNumber(item, known));
  const lacking = filled.filter(isJsonObject).filter((item) => item['number'] === undefined);
  const gone = new Set(lacking.map((item) => item['id']));
  const left = groupsWithout(groups, gone);
  const switched: string[] = [];
  const kept = Array.isArray(rules)
    ? rules.map((written: unknown) => {
        const rule = withoutEscalation(written, gone);
        const rest = withoutRecipients(rule, gone);
        if (isJsonObject(rest) && rest !== rule && rest['recipients'] === undefined) {
          switched.push(titleOf(rest));
        }
        return rest;
      })
    : rules;
  return {
    recipients: filled.filter((item) => !isJsonObject(item) || !gone.has(item['id'])),
    groups: left,
    rules: kept,
    notes: [
      ...lacking.map((item) => ({ code: 'no-number' as const, title: titleOf(item) })),
      ...switched.map((title) => ({ code: 'switched-off' as const, title })),
    ],
  };
}

/** Removes dropped members from groups; a group without other members is dropped too and added to `gone`. */
function groupsWithout(groups: unknown, gone: Set<unknown>): unknown {
  if (!Array.isArray(groups)) {
    return groups;
  }
  return groups.flatMap((group: unknown) => {
    const members: unknown = isJsonObject(group) ? group['recipients'] : undefined;
    if (!isJsonObject(group) || !Array.isArray(members)) {
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

function withNumber(item: unknown, known: readonly Recipient[]): unknown {
  if (!isJsonObject(item) || item['number'] !== undefined) {
    return item;
  }
  const here = known.find(({ id }) => id === item['id']);
  return here ? { ...item, number: here.number, countryCode: here.countryCode } : item;
}

function withoutRecipients(rule: unknown, gone: ReadonlySet<unknown>): unknown {
  if (!isJsonObject(rule) || !Array.isArray(rule['recipients'])) {
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

/** Removes dropped recipients from the escalation, or the escalation if none remain. */
function withoutEscalation(rule: unknown, gone: ReadonlySet<unknown>): unknown {
  if (!isJsonObject(rule) || !isJsonObject(rule['escalate']) || !Array.isArray(rule['escalate']['to'])) {
    return rule;
  }
  const to = rule['escalate']['to'].filter((id: unknown) => !gone.has(id));
  return { ...rule, escalate: to.length > 0 ? { ...rule['escalate'], to } : undefined };
}

/** Name of an imported item, or else its id. */
function titleOf({ name, id }: JsonObject): string {
  return typeof name === 'string' && name !== '' ? name : String(id);
}
