import type { Budget } from '../../../../shared/settings/rules/policy-schema';

/** A budget; null or left out for no limit. */
type Limits = { readonly [Name in keyof Budget]: Budget[Name] | null };

/** Number of texts, and their price in won. */
export interface Cost {
  readonly texts: number;
  readonly won: number;
}

/** Spending on the last day with any, and in its month. */
export interface SpentState {
  /** `2026-11-23`. */
  readonly day: string;
  readonly onDay: Cost;
  readonly inMonth: Cost;
}

const NOTHING: Cost = { texts: 0, won: 0 };
const DAY_MS = 86_400_000;

/** Returns the spending as of `today`. A clock set back over midnight does not grant the day's budget again. */
export function spentBy(state: SpentState | undefined, today: string): SpentState {
  if (state === undefined) {
    return { day: today, onDay: NOTHING, inMonth: NOTHING };
  }
  if (state.day === today || Date.parse(state.day) - Date.parse(today) === DAY_MS) {
    return state;
  }
  const sameMonth = state.day.slice(0, 7) === today.slice(0, 7);
  return { day: today, onDay: NOTHING, inMonth: sameMonth ? state.inMonth : NOTHING };
}

/** True if a cost fits into the rest of the budget without `kept`. */
export function fitsBudget(spent: SpentState, budget: Limits, cost: Cost, kept: Cost = NOTHING): boolean {
  const { textsPerDay, textsPerMonth, wonPerDay, wonPerMonth } = budget;
  return (
    fits(spent.onDay.texts + cost.texts, textsPerDay, kept.texts) &&
    fits(spent.inMonth.texts + cost.texts, textsPerMonth, kept.texts) &&
    fits(spent.onDay.won + cost.won, wonPerDay, kept.won) &&
    fits(spent.inMonth.won + cost.won, wonPerMonth, kept.won)
  );
}

/** Keeps back at most half of a limit. */
function fits(total: number, limit: number | null | undefined, kept: number): boolean {
  return limit === undefined || limit === null || total <= limit - Math.min(kept, Math.floor(limit / 2));
}

/** Adds a cost, which may be negative; the total is never below zero. */
export function spend({ day, onDay, inMonth }: SpentState, cost: Cost): SpentState {
  return { day, onDay: sum(onDay, cost), inMonth: sum(inMonth, cost) };
}

function sum(one: Cost, other: Cost): Cost {
  return { texts: Math.max(0, one.texts + other.texts), won: Math.max(0, one.won + other.won) };
}
