import { NOTHING_UNTOLD, type Counting } from './match-facts';
import { incidentNumber } from './note-incident';
import type { PolicyMemory } from './policy/policy-memory';
import type { Told } from './told';

/** What a text of this match tells: it, and all that was held back before. `restKey`: what its cooldown goes by. */
export function toTell(match: Counting, restKey: string, memory: PolicyMemory): Told {
  const { rule, key, count, firstAt, before } = match;
  const silenced = memory.get('held', rule.id) ?? NOTHING_UNTOLD;
  const rested = memory.get('cooldown', rule.id, restKey) ?? NOTHING_UNTOLD;
  const untold = [silenced, rested];
  const held = untold.reduce((sum, each) => sum + each.held, 0);
  const firsts = untold.flatMap((each) => (each.held > 0 ? [each.firstHeldAt] : []));
  const incident = numberFor(match, memory);
  return { count: count + held, heldBack: before.held + held, firstAt: Math.min(firstAt, ...firsts), key, incident };
}

/** The same without what pauses, mutes and cooldowns have held back. */
export function onlyItself(match: Counting, memory: PolicyMemory): Told {
  const { count, firstAt, before, key } = match;
  return { count, heldBack: before.held, firstAt, key, incident: numberFor(match, memory) };
}

/** The number of the incident that a match belongs to or, as an end, of the one that it ends; 0 when it ends none. */
function numberFor({ rule, key, ends }: Counting, memory: PolicyMemory): number {
  return ends?.incident ?? incidentNumber(memory, rule.id, key);
}
