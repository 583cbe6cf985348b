import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import type { OpenIncident } from '../policy/incident';
import { groupKey, isFingerprintKeyOf } from '../policy/keys';
import type { PolicyState } from '../policy/policy-state';

/** An incident that was closed. */
export interface Resolution {
  readonly rule: Rule;
  readonly key: string;
  readonly incident: OpenIncident;
}

/** Held matches, and the time of the first, ms since 1970. */
interface HeldMatches {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** Closes an incident, if one is open, and resets its counters. */
export function resolveIncident(memory: PolicyState, rule: Rule, key: string): Resolution | null {
  const incident = memory.get('incident', rule.id, key);
  if (!incident) {
    return null;
  }
  memory.remove('incident', rule.id, key);
  endThreshold(memory, rule, key);
  endCooldowns(memory, rule, key);
  return { rule, key, incident };
}

/**
 * Closes the rule's incidents for a recovery line; only those of its key if the line has the group that `key` names.
 * Also resets the thresholds.
 */
export function resolveByRecoveryLine(memory: PolicyState, rule: Rule, found: Found): Resolution[] {
  const key = recoveryKey(rule, found);
  const keys = key === null ? [...keysOf(memory, 'threshold', rule.id), ...keysOf(memory, 'incident', rule.id)] : [key];
  return Array.from(new Set(keys)).flatMap((each) => {
    endThreshold(memory, rule, each);
    return resolveIncident(memory, rule, each) ?? [];
  });
}

/** Closes the incident of a group value for an alert that has ended, and resets its threshold. */
export function resolveByAlert(memory: PolicyState, rule: Rule, key: string): Resolution[] {
  endThreshold(memory, rule, key);
  const ended = resolveIncident(memory, rule, key);
  return ended ? [ended] : [];
}

/** Closes the incident that an overdue task has opened, for the line that ends the task. */
export function resolveByEndLine(memory: PolicyState, rule: Rule, found: Found): Resolution[] {
  const key = groupKey(rule, found);
  const ended = resolveIncident(memory, rule, key);
  if (ended) {
    memory.remove('pair', rule.id, key);
  }
  return ended ? [ended] : [];
}

/** Closes the incident of expected lines that are back; all of the rule if none is missing any more. */
export function resolveByReturn(memory: PolicyState, rule: Rule, found: Found): Resolution[] {
  const isMissing = memory.all('absence').some(({ ruleId, state }) => ruleId === rule.id && state.toldAt !== null);
  const keys = isMissing ? [groupKey(rule, found)] : keysOf(memory, 'incident', rule.id);
  return keys.flatMap((key) => resolveIncident(memory, rule, key) ?? []);
}

/** Returns the key that a recovery line closes; null for all keys of the rule. */
function recoveryKey(rule: Rule, found: Found): string | null {
  const { key } = rule;
  if (key === undefined) {
    return null;
  }
  const isThere = /^\d+$/.test(key) ? Number(key) <= found.groups.length : Object.hasOwn(found.named, key);
  return isThere ? groupKey(rule, found) : null;
}

function keysOf(memory: PolicyState, kind: 'threshold' | 'incident' | 'cooldown', ruleId: string): string[] {
  return memory.all(kind).flatMap((each) => (each.ruleId === ruleId ? [each.key] : []));
}

function endThreshold(memory: PolicyState, rule: Rule, key: string): void {
  const state = memory.get('threshold', rule.id, key);
  if (state) {
    memory.remove('threshold', rule.id, key);
    keepHeld(memory, rule, state);
  }
}

/** Ends the cooldowns of a key; one of the whole rule ends with the rule's last incident. */
function endCooldowns(memory: PolicyState, rule: Rule, key: string): void {
  const isOver = (cooldownKey: string): boolean => {
    switch (rule.cooldownBy) {
      case 'key':
        return cooldownKey === key;
      case 'line':
        return isFingerprintKeyOf(cooldownKey, key);
      case 'rule':
        return keysOf(memory, 'incident', rule.id).length === 0;
    }
  };
  for (const cooldownKey of keysOf(memory, 'cooldown', rule.id).filter(isOver)) {
    const state = memory.get('cooldown', rule.id, cooldownKey);
    memory.remove('cooldown', rule.id, cooldownKey);
    memory.remove('rollup', rule.id, cooldownKey);
    keepHeld(memory, rule, state ?? { held: 0, firstHeldAt: 0 });
  }
}

/** Counts held matches for the rule's next text, whatever that text is about. */
function keepHeld(memory: PolicyState, { id }: Rule, { held, firstHeldAt }: HeldMatches): void {
  if (held > 0) {
    const before = memory.get('held', id);
    const firsts = before ? Math.min(before.firstHeldAt, firstHeldAt) : firstHeldAt;
    memory.set('held', id, '', { held: held + (before?.held ?? 0), firstHeldAt: firsts });
  }
}
