import { expect, it } from 'vitest';
import { budgetLeft } from '../../../../../src/renderer/pages/overview/budget-left';

const SPENT = { today: { texts: 30, won: 270 }, month: { texts: 200, won: 1_900 } };

it('the limit of which the smallest share is left is shown', () => {
  expect(budgetLeft({ textsPerDay: 100, reserve: 3 }, SPENT)).toEqual({ limit: 'textsPerDay', most: 100, left: 70 });
  expect(budgetLeft({ textsPerDay: 100, wonPerMonth: 2_000, reserve: 3 }, SPENT)).toEqual({
    ...{ limit: 'wonPerMonth', most: 2_000, left: 100 },
  });
});

it('a limit that is used up leaves nothing, and no limit leaves no figure', () => {
  expect(budgetLeft({ textsPerDay: 20, reserve: 0 }, SPENT)).toMatchObject({ left: 0 });
  expect(budgetLeft({ textsPerDay: null, reserve: 0 }, SPENT)).toBeNull();
});
