import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import type { OpenIncident } from '../policy/incident';
import { caseKey, isShapeKeyOf } from '../policy/keys';
import type { PolicyMemory } from '../policy/policy-state';

/** An incident that has come to its end. */
export interface EndedIncident {
  readonly rule: Rule;
  readonly key: string;
  readonly incident: OpenIncident;
}

/** Matches that were held back, the first of which came at `firstHeldAt` (ms since 1970). */
interface HeldBack {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** Ends an incident, if there is one: its counters begin anew. */
export function endIncident(memory: PolicyMemory, rule: Rule, key: string): EndedIncident | null {
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
export function endByOk(memory: PolicyMemory, rule: Rule, found: Found): EndedIncident[] {
  const key = okKey(rule, found);
  const keys = key === null ? [...keysOf(memory, 'threshold', rule.id), ...keysOf(memory, 'incident', rule.id)] : [key];
  return Array.from(new Set(keys)).flatMap((each) => {
    endThreshold(memory, rule, each);
    return endIncident(memory, rule, each) ?? [];
  });
}

/** What lines of a rule began has ended: ends the incident of its key, which an end that was overdue has opened. */
export function endByEnd(memory: PolicyMemory, rule: Rule, found: Found): EndedIncident[] {
  const key = caseKey(rule, found);
  const ended = endIncident(memory, rule, key);
  if (ended) {
    memory.remove('pair', rule.id, key);
  }
  return ended ? [ended] : [];
}

/** Lines that a rule expects are back: ends the incident of these cases, and all of the rule when none is missing any more. */
export function endByReturn(memory: PolicyMemory, rule: Rule, found: Found): EndedIncident[] {
  const isMissing = memory.all('absence').some(({ ruleId, state }) => ruleId === rule.id && state.toldAt !== null);
  const keys = isMissing ? [caseKey(rule, found)] : keysOf(memory, 'incident', rule.id);
  return keys.flatMap((key) => endIncident(memory, rule, key) ?? []);
}

/** The case that a line ends; null when that is all of the rule. */
function okKey(rule: Rule, found: Found): string | null {
  const { key } = rule;
  if (key === undefined) {
    return null;
  }
  const isThere = /^\d+$/.test(key) ? Number(key) <= found.groups.length : Object.hasOwn(found.named, key);
  return isThere ? caseKey(rule, found) : null;
}

function keysOf(memory: PolicyMemory, kind: 'threshold' | 'incident' | 'cooldown', ruleId: string): string[] {
  return memory.all(kind).flatMap((each) => (each.ruleId === ruleId ? [each.key] : []));
}

function endThreshold(memory: PolicyMemory, rule: Rule, key: string): void {
  const state = memory.get('threshold', rule.id, key);
  if (state) {
    memory.remove('threshold', rule.id, key);
    keepHeld(memory, rule, state);
  }
}

/** Texts of the case need not rest any more; a rest of the whole rule goes with its last incident. */
function endCooldowns(memory: PolicyMemory, rule: Rule, key: string): void {
  const isOver = (restKey: string): boolean => {
    switch (rule.cooldownBy) {
      case 'key':
        return restKey === key;
      case 'line':
        return isShapeKeyOf(restKey, key);
      case 'rule':
        return keysOf(memory, 'incident', rule.id).length === 0;
    }
  };
  for (const restKey of keysOf(memory, 'cooldown', rule.id).filter(isOver)) {
    const state = memory.get('cooldown', rule.id, restKey);
    memory.remove('cooldown', rule.id, restKey);
    memory.remove('rollup', rule.id, restKey);
    keepHeld(memory, rule, state ?? { held: 0, firstHeldAt: 0 });
  }
}

/** What was held back is counted in the rule's next text, whatever that is about. */
function keepHeld(memory: PolicyMemory, { id }: Rule, { held, firstHeldAt }: HeldBack): void {
  if (held > 0) {
    const before = memory.get('held', id);
    const firsts = before ? Math.min(before.firstHeldAt, firstHeldAt) : firstHeldAt;
    memory.set('held', id, '', { held: held + (before?.held ?? 0), firstHeldAt: firsts });
  }
}
