import type { Budget } from '../../shared/settings/schema';

/** Limits of a budget in display order. */
export const BUDGET_LIMITS = ['textsPerDay', 'textsPerMonth', 'wonPerDay', 'wonPerMonth'] as const;

/** Form values of a budget; an empty string is no limit. */
export type BudgetValues = Readonly<Record<(typeof BUDGET_LIMITS)[number], number | string>>;

/** Form values of a budget without limits. */
export const NO_BUDGET: BudgetValues = { textsPerDay: '', textsPerMonth: '', wonPerDay: '', wonPerMonth: '' };

export function budgetToValues(budget: Budget): BudgetValues {
  const { textsPerDay = '', textsPerMonth = '', wonPerDay = '', wonPerMonth = '' } = budget;
  return { textsPerDay, textsPerMonth, wonPerDay, wonPerMonth };
}

export function valuesToBudget(values: BudgetValues): Budget {
  return Object.fromEntries(
    BUDGET_LIMITS.flatMap((limit) => (values[limit] === '' ? [] : [[limit, Number(values[limit])]])),
  );
}
