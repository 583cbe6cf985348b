import { parseDuration } from '../../../shared/duration';
import type { Decision } from '../../../shared/history';
import type { Rule } from '../../../shared/settings';
import type { Found } from '../match/found';
import { caseKey } from './policy/case-key';
import { heldByCooldown, isResting, restAfter, type CooldownPolicy } from './policy/cooldown';
import { shapeKey } from './policy/line-shape';
import type { PolicyMemory } from './policy/policy-memory';

/** What is decided on, and what it is decided from. */
export interface MatchFacts {
  readonly rule: Rule;
  readonly line: string;
  readonly found: Found;
  /** ms since 1970. */
  readonly at: number;
  readonly paused: boolean;
  readonly recipients: number;
}

/** What a text tells besides its line. */
export interface Told {
  /** Matches held back before this one that no text has told of. */
  readonly heldBack: number;
  /** When the first match came that this text tells of, ms since 1970. */
  readonly firstAt: number;
  /** What tells this case of the rule from others; empty without a key. */
  readonly key: string;
}

/** What becomes of a match; `told` is null when no text goes out for it. */
export interface Verdict {
  readonly decision: Decision;
  readonly told: Told | null;
}

/** Decides what becomes of a match. What it remembers goes through `memory` alone, and time comes in with the match. */
export function decideMatch(match: MatchFacts, memory: PolicyMemory): Verdict {
  return held(match, memory) ?? alerted(match, memory);
}

function held(match: MatchFacts, memory: PolicyMemory): Verdict | null {
  const { rule, at } = match;
  if (match.paused) {
    const before = memory.get('held', rule.id) ?? { held: 0, firstHeldAt: at };
    memory.set('held', rule.id, '', { ...before, held: before.held + 1 });
    return heldBack('paused', {});
  }
  const key = cooldownKey(match);
  const cooldown = memory.get('cooldown', rule.id, key);
  if (isResting(cooldown, at, cooldownPolicy(rule))) {
    memory.set('cooldown', rule.id, key, heldByCooldown(cooldown, at));
    return heldBack('cooldown', { cooldown: rule.cooldown });
  }
  return null;
}

function heldBack(why: Decision['why'], params: Decision['params']): Verdict {
  return { decision: { outcome: 'held', why, params }, told: null };
}

function alerted(match: MatchFacts, memory: PolicyMemory): Verdict {
  const { rule, at, found, recipients } = match;
  const owed = [memory.get('held', rule.id), memory.get('cooldown', rule.id, cooldownKey(match))].filter(
    (each) => each !== undefined && each.held > 0,
  );
  memory.remove('held', rule.id);
  beginRest(match, memory);
  const told = {
    heldBack: owed.reduce((sum, each) => sum + (each?.held ?? 0), 0),
    firstAt: Math.min(at, ...owed.map((each) => each?.firstHeldAt ?? at)),
    key: caseKey(rule, found),
  };
  return { decision: { outcome: 'alerted', why: recipients > 0 ? 'matched' : 'no-recipients', params: {} }, told };
}

function beginRest(match: MatchFacts, memory: PolicyMemory): void {
  const { rule, at } = match;
  const key = cooldownKey(match);
  const policy = cooldownPolicy(rule);
  if (policy.restMs === 0) {
    memory.remove('cooldown', rule.id, key);
  } else {
    memory.set('cooldown', rule.id, key, restAfter(memory.get('cooldown', rule.id, key), at, policy));
  }
}

function cooldownPolicy({ cooldown, cooldownMax }: Rule): CooldownPolicy {
  return {
    restMs: parseDuration(cooldown) ?? 0,
    longestMs: cooldownMax === undefined ? null : parseDuration(cooldownMax),
  };
}

/** What a cooldown goes by; without one, no line's shape has to be found. */
function cooldownKey({ rule, line, found }: MatchFacts): string {
  if (rule.cooldownBy === 'rule' || cooldownPolicy(rule).restMs === 0) {
    return '';
  }
  return rule.cooldownBy === 'key' ? caseKey(rule, found) : shapeKey(line);
}
