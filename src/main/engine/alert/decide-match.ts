import { parseDuration } from '../../../shared/duration';
import type { Decision } from '../../../shared/history';
import type { Rule } from '../../../shared/settings';
import type { Found } from '../match/found';
import { caseKey } from './policy/case-key';
import { heldByCooldown, isResting, restAfter, type CooldownPolicy } from './policy/cooldown';
import { shapeKey } from './policy/line-shape';
import type { PolicyMemory } from './policy/policy-memory';
import { countMatch } from './policy/threshold';

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
  /** Matches the text tells of: its own, those that reached a threshold, and those held back. */
  readonly count: number;
  /** Matches held back before that no text has told of. */
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

/** Matches that nobody has been told of yet: how many, and when the first came (ms since 1970). */
interface Untold {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** A match that counts, with those that led up to it. */
interface Counting extends MatchFacts {
  readonly key: string;
  readonly seen: number;
  readonly firstAt: number;
  /** Held back by the threshold's last window. */
  readonly before: Untold;
}

const NONE: Untold = { held: 0, firstHeldAt: 0 };

/** Decides what becomes of a match. What it remembers goes through `memory` alone, and time comes in with the match. */
export function decideMatch(match: MatchFacts, memory: PolicyMemory): Verdict {
  const { rule, at } = match;
  if (match.paused) {
    const { held, firstHeldAt } = memory.get('held', rule.id) ?? { held: 0, firstHeldAt: at };
    memory.set('held', rule.id, '', { held: held + 1, firstHeldAt });
    return heldBack('paused', {});
  }
  const counting = count(match, memory);
  return 'decision' in counting ? counting : (resting(counting, memory) ?? alerted(counting, memory));
}

function heldBack(why: Decision['why'], params: Decision['params']): Verdict {
  return { decision: { outcome: 'held', why, params }, told: null };
}

function count(match: MatchFacts, memory: PolicyMemory): Counting | Verdict {
  const { rule, at, found } = match;
  const key = caseKey(rule, found);
  if (!rule.threshold) {
    return { ...match, key, seen: 1, firstAt: at, before: NONE };
  }
  const { count: needed, within } = rule.threshold;
  const before = memory.get('threshold', rule.id, key);
  const counted = countMatch(before, at, { count: needed, withinMs: parseDuration(within) ?? 0 });
  memory.set('threshold', rule.id, key, counted.state);
  const { outcome, seen, firstAt } = counted;
  switch (outcome) {
    case 'few':
      return heldBack('threshold', { seen, count: needed, within });
    case 'after':
      return heldBack('threshold-over', { within });
    case 'reached':
      return { ...match, key, seen, firstAt, before: before ?? NONE };
  }
}

function resting(match: Counting, memory: PolicyMemory): Verdict | null {
  const { rule, at, seen, firstAt, before } = match;
  const key = cooldownKey(match);
  const state = memory.get('cooldown', rule.id, key);
  if (!isResting(state, at, cooldownPolicy(rule))) {
    return null;
  }
  const began = before.held > 0 ? before.firstHeldAt : firstAt;
  memory.set('cooldown', rule.id, key, heldByCooldown(state, seen + before.held, began));
  return heldBack('cooldown', { cooldown: rule.cooldown });
}

function alerted(match: Counting, memory: PolicyMemory): Verdict {
  const { rule, recipients, key, seen, firstAt, before } = match;
  const untold = [
    before,
    memory.get('held', rule.id) ?? NONE,
    memory.get('cooldown', rule.id, cooldownKey(match)) ?? NONE,
  ];
  const held = untold.reduce((sum, each) => sum + each.held, 0);
  const firsts = untold.flatMap((each) => (each.held > 0 ? [each.firstHeldAt] : []));
  memory.remove('held', rule.id);
  beginRest(match, memory);
  return {
    decision: { outcome: 'alerted', why: recipients > 0 ? 'matched' : 'no-recipients', params: {} },
    told: { count: seen + held, heldBack: held, firstAt: Math.min(firstAt, ...firsts), key },
  };
}

function beginRest(match: Counting, memory: PolicyMemory): void {
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
function cooldownKey({ rule, line, key }: Counting): string {
  if (rule.cooldownBy === 'rule' || cooldownPolicy(rule).restMs === 0) {
    return '';
  }
  return rule.cooldownBy === 'key' ? key : `${shapeKey(line)} ${key}`.trimEnd();
}
