import { parseDuration } from '../../../../shared/common/duration';
import type { Decision } from '../../../../shared/contract/history';
import type { Rule } from '../../../../shared/settings/schema';
import { decidePair } from '../expectations/pair';
import { noteMatch } from '../incidents/incident';
import { type ComposedText, composeMatch } from '../message/compose';
import type { AlertSummary } from '../message/types';
import { cooldownPolicy, heldByCooldown, isCooldownActive, cooldownAfter, cooldownEnd } from '../policy/cooldown';
import { keptLine, keptMessage, type Charge } from '../policy/deferred';
import { groupKey, fingerprintKeyOf } from '../policy/keys';
import type { PolicyState } from '../policy/policy-state';
import { muteAt } from '../policy/silence';
import { quietEndOf } from '../policy/silenced-until';
import { canPay, costOf, leastCost, nextDigest, pay } from '../policy/spending';
import { countMatch } from '../policy/threshold';
import { defer, deferred } from './defer';
import {
  counting,
  type CountedMatch,
  type MatchDecision,
  heldDecision,
  type MatchContext,
  NONE_HELD,
  summarizeAlone,
  summarize,
  type MatchOutcome,
} from './match-context';

/** Decides on a match. It reads and changes state through `memory` alone, and time comes with the match. */
export function evaluateMatch(match: MatchContext, memory: PolicyState): MatchOutcome {
  const { decision, summary, text, reserveAt, deferredSummary } = decide(match, memory);
  const { rule, found, at, settings, resolves } = match;
  const { policy } = settings;
  const incident = resolves
    ? null
    : noteMatch(
        {
          rule,
          key: groupKey(rule, found),
          at,
          policy,
          decision,
          summary,
          text,
          deferredSummary,
          reserveAt,
          source: match,
        },
        memory,
      );
  return { decision, summary, text, incident, reserveAt, deferredSummary };
}

function decide(match: MatchContext, memory: PolicyState): MatchDecision {
  const { rule, found } = match;
  if (rule.pair && found.part !== 'overdue') {
    return heldDecision(...decidePair(match, rule.pair, memory));
  }
  const silenced = holdSilenced(match, memory);
  if (silenced) {
    return silenced;
  }
  const { threshold } = match.rule;
  if (!threshold) {
    const { rule, found, at } = match;
    return decideCounting(
      counting(match, { key: groupKey(rule, found), count: 1, firstAt: at, before: NONE_HELD }),
      memory,
    );
  }
  return decideByThreshold(match, threshold, memory);
}

/** Decides on a match that no pause, mute or threshold holds. */
function decideCounting(match: CountedMatch, memory: PolicyState): MatchDecision {
  const deferral = defer(match, memory);
  if (deferral) {
    return deferral;
  }
  const cooldownKey = cooldownKeyOf(match);
  return duringCooldown(match, cooldownKey, memory) ?? withinBudget(match, cooldownKey, memory);
}

function decideByThreshold(
  match: MatchContext,
  { count, within }: NonNullable<Rule['threshold']>,
  memory: PolicyState,
): MatchDecision {
  const { rule, at, found } = match;
  const key = groupKey(rule, found);
  const before = memory.get('threshold', rule.id, key) ?? NONE_HELD;
  const { outcome, seen, firstAt, state } = countMatch(memory.get('threshold', rule.id, key), at, {
    count,
    withinMs: parseDuration(within) ?? 0,
  });
  memory.set('threshold', rule.id, key, state);
  switch (outcome) {
    case 'few':
      return heldDecision('threshold', { seen, count, within });
    case 'after':
      return heldAfterThreshold(match, key, state.reachedUntil, memory);
    case 'reached': {
      const first = before.held > 0 ? Math.min(firstAt, before.firstHeldAt) : firstAt;
      return decideCounting(counting(match, { key, count: seen + before.held, firstAt: first, before }), memory);
    }
  }
}

/** Holds a match after the threshold was reached, until `reachedUntil`, ms since 1970, or until its cooldown ends. */
function heldAfterThreshold(
  match: MatchContext,
  key: string,
  reachedUntil: number,
  memory: PolicyState,
): MatchDecision {
  const { rule, at } = match;
  const policy = cooldownPolicy(rule);
  const state = memory.get('cooldown', rule.id, cooldownKeyOf({ rule, line: match.line, key }));
  return isCooldownActive(state, at, policy)
    ? heldDecision('cooldown', { cooldown: rule.cooldown, until: cooldownEnd(state, policy) })
    : heldDecision('threshold-over', { within: rule.threshold?.within ?? '', until: reachedUntil });
}

/** `cooldownKey`: the key of its cooldown. */
function duringCooldown(match: CountedMatch, cooldownKey: string, memory: PolicyState): MatchDecision | null {
  const { rule, at, count, firstAt } = match;
  const state = memory.get('cooldown', rule.id, cooldownKey);
  const policy = cooldownPolicy(rule);
  if (!isCooldownActive(state, at, policy)) {
    return null;
  }
  memory.set('cooldown', rule.id, cooldownKey, heldByCooldown(state, count, firstAt));
  if (rule.rollup && state.held === 0) {
    const message = keptMessage(composeMatch(match, summarizeAlone(match, memory)));
    const first = { line: keptLine(match.line), ...message };
    memory.set('rollup', rule.id, cooldownKey, first, cooldownEnd(state, policy));
  }
  return heldDecision('cooldown', { cooldown: rule.cooldown, until: cooldownEnd(state, policy) });
}

function withinBudget(match: CountedMatch, cooldownKey: string, memory: PolicyState): MatchDecision {
  const { rule, at, recipients, settings } = match;
  // Before the text is composed, so that a flood over the budget costs little.
  if (canPay(memory, rule, leastCost(recipients, settings), at, settings)) {
    const summary = summarize(match, cooldownKey, memory);
    const text = composeMatch(match, summary);
    const cost = costOf(text.type, recipients, settings);
    if (canPay(memory, rule, cost, at, settings)) {
      const paid = pay(memory, rule.id, cost, at, settings);
      return alerted(match, cooldownKey, { summary, text, paid }, memory);
    }
  }
  const until = nextDigest(at, settings);
  const summary = summarizeAlone(match, memory);
  deferred({ reason: 'budget', dueAt: until }, match, summary, memory);
  return heldDecision('budget', { until }, summary);
}

/** A text that the budget was charged for, and the summary it reports. */
interface PaidText {
  readonly summary: AlertSummary;
  readonly text: ComposedText;
  readonly paid: Charge;
}

function alerted(
  match: CountedMatch,
  cooldownKey: string,
  { summary, text, paid }: PaidText,
  memory: PolicyState,
): MatchDecision {
  const { rule, at, settings } = match;
  const goesOut = match.recipients + match.channels > 0;
  memory.remove('held', rule.id);
  startCooldown(match, cooldownKey, memory);
  const until = quietEndOf(rule, at, settings.policy);
  if (until !== null && match.recipients > 0) {
    // Only texts that SENS holds until the end come this far in quiet hours; Logbell holds the messages to channels.
    return {
      decision: { outcome: 'alerted', why: 'reserved', params: { until } },
      summary,
      text,
      reserveAt: until,
    };
  }
  const wait = rule.urgent ? '0s' : (rule.wait ?? settings.policy.wait);
  const waitMs = parseDuration(wait) ?? 0;
  if (waitMs > 0) {
    deferred({ reason: 'wait', dueAt: at + waitMs, paid }, match, summary, memory);
    return {
      decision: { outcome: 'alerted', why: 'grouped', params: { wait } },
      summary: null,
      text: null,
      deferredSummary: summary,
    };
  }
  const overdue = match.found.part === 'overdue' ? rule.pair?.within : undefined;
  const why = overdue === undefined ? 'matched' : 'overdue';
  const params = overdue === undefined ? { ...rule.threshold } : { within: overdue };
  const decision: Decision = goesOut
    ? { outcome: 'alerted', why, params }
    : { outcome: 'alerted', why: 'no-recipients', params: {} };
  return { decision, summary, text };
}

function startCooldown({ rule, at }: CountedMatch, cooldownKey: string, memory: PolicyState): void {
  const policy = cooldownPolicy(rule);
  if (rule.rollup) {
    memory.remove('rollup', rule.id, cooldownKey);
  }
  if (policy.baseMs === 0) {
    memory.remove('cooldown', rule.id, cooldownKey);
  } else {
    memory.set(
      'cooldown',
      rule.id,
      cooldownKey,
      cooldownAfter(memory.get('cooldown', rule.id, cooldownKey), at, policy),
    );
  }
}

/** Returns the key of the match's cooldown; no fingerprint is computed for a rule without one. */
function cooldownKeyOf({ rule, line, key }: Pick<CountedMatch, 'rule' | 'line' | 'key'>): string {
  if (rule.cooldownBy === 'rule' || cooldownPolicy(rule).baseMs === 0) {
    return '';
  }
  return rule.cooldownBy === 'key' ? key : fingerprintKeyOf(line, key);
}

/**
 * Holds a match while Logbell is paused or its rule is muted, and counts it for the rule's next text; otherwise null.
 */
function holdSilenced(match: MatchContext, memory: PolicyState): MatchDecision | null {
  return paused(match, memory) ?? muted(match, memory);
}

function paused(match: MatchContext, memory: PolicyState): MatchDecision | null {
  if (!match.paused) {
    return null;
  }
  countHeld(match, memory);
  return heldDecision('paused', {});
}

function muted(match: MatchContext, memory: PolicyState): MatchDecision | null {
  const { rule, at } = match;
  const mute = muteAt(memory.get('mute', rule.id), at);
  if (!mute) {
    return null;
  }
  countHeld(match, memory);
  memory.set('mute', rule.id, '', { ...mute, held: mute.held + 1 }, mute.until);
  return heldDecision('muted', { until: mute.until });
}

/** Counts a match for the rule's next text, whatever that text is about. */
function countHeld({ rule, at }: MatchContext, memory: PolicyState): void {
  const { held, firstHeldAt } = memory.get('held', rule.id) ?? { held: 0, firstHeldAt: at };
  memory.set('held', rule.id, '', { held: held + 1, firstHeldAt });
}
