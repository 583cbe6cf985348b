import { heldBack, type Fate, type MatchFacts } from './match-facts';
import { muteAt } from './policy/mute';
import type { PolicyMemory } from './policy/policy-memory';

/** Holds a match back while Logbell is paused or its rule is muted, and counts it for the rule's next text; null otherwise. */
export function holdSilenced(match: MatchFacts, memory: PolicyMemory): Fate | null {
  return paused(match, memory) ?? muted(match, memory);
}

function paused(match: MatchFacts, memory: PolicyMemory): Fate | null {
  if (!match.paused) {
    return null;
  }
  countHeld(match, memory);
  return heldBack('paused', {});
}

function muted(match: MatchFacts, memory: PolicyMemory): Fate | null {
  const { rule, at } = match;
  const mute = muteAt(memory.get('mute', rule.id), at);
  if (!mute) {
    return null;
  }
  countHeld(match, memory);
  memory.set('mute', rule.id, '', { ...mute, held: mute.held + 1 }, mute.until);
  return heldBack('muted', { until: mute.until });
}

/** Counts a match for the rule's next text, whatever that is about. */
function countHeld({ rule, at }: MatchFacts, memory: PolicyMemory): void {
  const { held, firstHeldAt } = memory.get('held', rule.id) ?? { held: 0, firstHeldAt: at };
  memory.set('held', rule.id, '', { held: held + 1, firstHeldAt });
}
