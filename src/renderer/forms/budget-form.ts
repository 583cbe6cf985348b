import type { Budget } from '../../shared/settings/schema';

/** The limits of a budget, in the order in which they are shown. */
export const BUDGET_LIMITS = ['textsPerDay', 'textsPerMonth', 'wonPerDay', 'wonPerMonth'] as const;

/** A budget as a form holds it; an empty limit is none. */
export type BudgetValues = Readonly<Record<(typeof BUDGET_LIMITS)[number], number | string>>;

/** A budget without a limit. */
export const NO_BUDGET: BudgetValues = { textsPerDay: '', textsPerMonth: '', wonPerDay: '', wonPerMonth: '' };

/** The form of a budget. */
export function budgetToValues(budget: Budget): BudgetValues {
  const { textsPerDay = '', textsPerMonth = '', wonPerDay = '', wonPerMonth = '' } = budget;
  return { textsPerDay, textsPerMonth, wonPerDay, wonPerMonth };
}

/** The limits a form describes. */
export function valuesToBudget(values: BudgetValues): Budget {
  return Object.fromEntries(
    BUDGET_LIMITS.flatMap((limit) => (values[limit] === '' ? [] : [[limit, Number(values[limit])]])),
  );
}
