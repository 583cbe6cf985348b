import type { SpentView } from '../../../shared/contract/status';
import type { PolicySettings } from '../../../shared/settings/schema';

/** Limit of the budget with what is left of it, in texts or won. */
export interface BudgetLeft {
  readonly limit: 'textsPerDay' | 'textsPerMonth' | 'wonPerDay' | 'wonPerMonth';
  readonly left: number;
  readonly most: number;
}

/** Finds the limit of which the smallest share is left; null without a limit. */
export function budgetLeft(budget: PolicySettings['budget'], { today, month }: SpentView): BudgetLeft | null {
  const spent = {
    textsPerDay: today.texts,
    textsPerMonth: month.texts,
    wonPerDay: today.won,
    wonPerMonth: month.won,
  } as const;
  const limits = (['textsPerDay', 'textsPerMonth', 'wonPerDay', 'wonPerMonth'] as const).flatMap((limit) => {
    const most = budget[limit] ?? null;
    return most === null ? [] : [{ limit, most, left: Math.max(0, most - spent[limit]) }];
  });
  const [first = null, ...others] = limits;
  return others.reduce<BudgetLeft | null>(
    (least, one) => (least !== null && one.left / one.most < least.left / least.most ? one : least),
    first,
  );
}
