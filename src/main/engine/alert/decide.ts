import { parseDuration } from '../../../shared/duration';
import type { Decision } from '../../../shared/history';
import type { Rule } from '../../../shared/settings';
import type { RuleState } from '../ledger/alert-records';

/** What a decision is made from. */
export interface DecisionFacts {
  readonly rule: Pick<Rule, 'cooldown'>;
  readonly state: RuleState;
  /** ms since 1970. */
  readonly now: number;
  readonly paused: boolean;
  readonly recipients: number;
}

/** A decision, and what the rule remembers from now on. */
export interface Decided {
  readonly decision: Decision;
  readonly state: RuleState;
  /** Matches held back before this one, to be counted in its text; 0 when this one is held too. */
  readonly heldBefore: number;
}

/** Whether a match goes out: not while paused, nor within the rule's cooldown. What is held back is counted. */
export function decide({ rule, state, now, paused, recipients }: DecisionFacts): Decided {
  if (paused) {
    return held(state, 'paused', {});
  }
  const cooldownMs = parseDuration(rule.cooldown) ?? 0;
  const sinceLast = now - state.lastAlertAt;
  // A clock set back must not prolong a cooldown without end.
  if (state.lastAlertAt > 0 && sinceLast >= 0 && sinceLast < cooldownMs) {
    return held(state, 'cooldown', { cooldown: rule.cooldown });
  }
  return {
    decision: { outcome: 'alerted', why: recipients > 0 ? 'matched' : 'no-recipients', params: {} },
    state: { lastAlertAt: now, held: 0 },
    heldBefore: state.held,
  };
}

function held(state: RuleState, why: Decision['why'], params: Decision['params']): Decided {
  return {
    decision: { outcome: 'held', why, params },
    state: { lastAlertAt: state.lastAlertAt, held: state.held + 1 },
    heldBefore: 0,
  };
}
