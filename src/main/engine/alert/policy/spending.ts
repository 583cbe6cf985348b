import { minuteOf } from '../../../../shared/common/duration';
import { recipientsOf } from '../../../../shared/settings/recipients';
import type { TextType } from '../../../../shared/sms/fit-text';
import type { Rule, Settings } from '../../../../shared/settings/schema';
import { fitsBudget, spend, spentBy, type Cost } from './spent-state';
import type { PolicyState } from './policy-state';
import type { Charge } from './deferred';
import { nextLocalTime, localTime } from '../time/local-time';

const MINUTE_MS = 60_000;

/** The result of the last `nextDigest`: a flood needs it for each match. */
let digest = { minute: Number.NaN, zone: '', digestAt: '', at: 0 };

/** The settings that budgets depend on. */
export type SpendingSettings = Pick<Settings, 'policy' | 'delivery' | 'sens'>;

/** Keeps practice texts, which cost nothing, apart from real ones. */
function accountOf({ sens }: SpendingSettings): string {
  return sens.mode === 'practice' ? 'practice' : '';
}

/** Returns the cost of a text of this type to this many recipients. */
export function costOf(type: TextType, recipients: number, { delivery }: SpendingSettings): Cost {
  return { texts: recipients, won: recipients * delivery.prices[type] };
}

/** Returns the lowest cost of a text to this many recipients, of any type. */
export function leastCost(recipients: number, { delivery }: SpendingSettings): Cost {
  return { texts: recipients, won: recipients * Math.min(...Object.values(delivery.prices)) };
}

/**
 * True if the budget allows a rule's text at `at` (ms since 1970). Some texts are reserved for rules that have sent
 * none on that day, so that one noisy rule does not use up the budget. A text to nobody costs nothing.
 */
export function canPay(memory: PolicyState, rule: Rule, cost: Cost, at: number, settings: SpendingSettings): boolean {
  const { policy, delivery } = settings;
  if (cost.texts === 0) {
    return true;
  }
  const today = localTime(at, policy.zone).date;
  const account = accountOf(settings);
  const byRule = spentBy(memory.get('spent', rule.id, account), today);
  const byAll = spentBy(memory.get('spent', '', account), today);
  const { reserve } = policy.budget;
  const kept = byRule.onDay.texts > 0 ? { texts: reserve, won: reserve * delivery.prices.SMS } : undefined;
  return fitsBudget(byAll, policy.budget, cost, kept) && fitsBudget(byRule, rule.budget ?? {}, cost);
}

/** Charges the budget, and returns the charge; `ruleId` is empty for a text of several rules. */
export function pay(memory: PolicyState, ruleId: string, cost: Cost, at: number, settings: SpendingSettings): Charge {
  const on = localTime(at, settings.policy.zone).date;
  const account = accountOf(settings);
  for (const id of new Set(['', ruleId])) {
    memory.set('spent', id, account, spend(spentBy(memory.get('spent', id, account), on), cost));
  }
  return { ...cost, on };
}

/** Rules reported in one text, and the charge for a text of each. */
export interface ChargedGroup {
  readonly ruleIds: readonly string[];
  readonly paid: readonly Charge[];
}

/**
 * Corrects the charges for the rules of a group to the cost of their one text; a charge of another day is not returned.
 * A group of several rules counts towards the budget of each as the text it would have sent.
 */
export function chargeGroup(
  memory: PolicyState,
  { ruleIds, paid }: ChargedGroup,
  cost: Cost,
  at: number,
  settings: SpendingSettings,
): void {
  const today = localTime(at, settings.policy.zone).date;
  const due = (of: 'texts' | 'won'): number => {
    const sum = (all: readonly Charge[]): number => all.reduce((total, each) => total + each[of], 0);
    return Math.max(cost[of] - sum(paid), -sum(paid.filter(({ on }) => on === today)));
  };
  pay(memory, ruleIds.length === 1 ? (ruleIds[0] ?? '') : '', { texts: due('texts'), won: due('won') }, at, settings);
}

/** Notes that other channels have reported a rule's matches over the budget, at `at` (ms since 1970). */
export function noteOverBudget(
  memory: PolicyState,
  ruleId: string,
  type: TextType,
  at: number,
  { policy }: SpendingSettings,
): void {
  memory.set('overBudget', ruleId, '', { type }, nextLocalTime(at, 0, policy.zone));
}

/** Forgets these notes for rules that can pay such a text again at `at` (ms since 1970). */
export function forgetPaidAgain(memory: PolicyState, at: number, settings: Settings): void {
  for (const { ruleId, state } of memory.all('overBudget')) {
    const rule = settings.rules.find(({ id }) => id === ruleId);
    const recipients = rule ? recipientsOf(rule, settings).length : 0;
    if (rule === undefined || canPay(memory, rule, costOf(state.type, recipients, settings), at, settings)) {
      memory.remove('overBudget', ruleId);
    } else {
      noteOverBudget(memory, ruleId, state.type, at, settings);
    }
  }
}

/** Returns the time of the next budget digest, ms since 1970: on the next day, at the time in the settings. */
export function nextDigest(at: number, { policy }: SpendingSettings): number {
  const { zone, digestAt } = policy;
  const minute = Math.floor(at / MINUTE_MS);
  if (digest.minute !== minute || digest.zone !== zone || digest.digestAt !== digestAt) {
    const midnight = nextLocalTime(at, 0, zone);
    digest = { minute, zone, digestAt, at: nextLocalTime(midnight - MINUTE_MS, minuteOf(digestAt), zone) };
  }
  return digest.at;
}
