import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import type { OpenIncident } from '../policy/incident';
import { groupKey, isFingerprintKeyOf } from '../policy/keys';
import type { PolicyState } from '../policy/policy-state';

/** An incident that has come to its end. */
export interface Resolution {
  readonly rule: Rule;
  readonly key: string;
  readonly incident: OpenIncident;
}

/** Matches that were held back, the first of which came at `firstHeldAt` (ms since 1970). */
interface SuppressedCount {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** Ends an incident, if there is one: its counters begin anew. */
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
 * A line says that all is well: ends the rule's incidents, those of its key when it has the group that `key` names. What leads up to
 * a threshold is forgotten too.
 */
export function resolveByRecoveryLine(memory: PolicyState, rule: Rule, found: Found): Resolution[] {
  const key = okKey(rule, found);
  const keys = key === null ? [...keysOf(memory, 'threshold', rule.id), ...keysOf(memory, 'incident', rule.id)] : [key];
  return Array.from(new Set(keys)).flatMap((each) => {
    endThreshold(memory, rule, each);
    return resolveIncident(memory, rule, each) ?? [];
  });
}

/** What lines of a rule began has ended: ends the incident of its key, which an end that was overdue has opened. */
export function resolveByEndLine(memory: PolicyState, rule: Rule, found: Found): Resolution[] {
  const key = groupKey(rule, found);
  const ended = resolveIncident(memory, rule, key);
  if (ended) {
    memory.remove('pair', rule.id, key);
  }
  return ended ? [ended] : [];
}

/** Lines that a rule expects are back: ends the incident of these cases, and all of the rule when none is missing any more. */
export function resolveByReturn(memory: PolicyState, rule: Rule, found: Found): Resolution[] {
  const isMissing = memory.all('absence').some(({ ruleId, state }) => ruleId === rule.id && state.toldAt !== null);
  const keys = isMissing ? [groupKey(rule, found)] : keysOf(memory, 'incident', rule.id);
  return keys.flatMap((key) => resolveIncident(memory, rule, key) ?? []);
}

/** The case that a line ends; null when that is all of the rule. */
function okKey(rule: Rule, found: Found): string | null {
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
    keepSuppressed(memory, rule, state);
  }
}

/** Texts of the case need not rest any more; a rest of the whole rule goes with its last incident. */
function endCooldowns(memory: PolicyState, rule: Rule, key: string): void {
  const isOver = (restKey: string): boolean => {
    switch (rule.cooldownBy) {
      case 'key':
        return restKey === key;
      case 'line':
        return isFingerprintKeyOf(restKey, key);
      case 'rule':
        return keysOf(memory, 'incident', rule.id).length === 0;
    }
  };
  for (const restKey of keysOf(memory, 'cooldown', rule.id).filter(isOver)) {
    const state = memory.get('cooldown', rule.id, restKey);
    memory.remove('cooldown', rule.id, restKey);
    memory.remove('rollup', rule.id, restKey);
    keepSuppressed(memory, rule, state ?? { held: 0, firstHeldAt: 0 });
  }
}

/** What was held back is counted in the rule's next text, whatever that is about. */
function keepSuppressed(memory: PolicyState, { id }: Rule, { held, firstHeldAt }: SuppressedCount): void {
  if (held > 0) {
    const before = memory.get('held', id);
    const firsts = before ? Math.min(before.firstHeldAt, firstHeldAt) : firstHeldAt;
    memory.set('held', id, '', { held: held + (before?.held ?? 0), firstHeldAt: firsts });
  }
}
