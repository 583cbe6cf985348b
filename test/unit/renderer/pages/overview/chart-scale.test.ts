import { expect, it } from 'vitest';
import { scaleTicks } from '../../../../../src/renderer/pages/overview/chart-scale';

it.each([
  [0, [1, 0]],
  [1, [1, 0]],
  [3, [4, 2, 0]],
  [10, [10, 5, 0]],
  [41, [50, 25, 0]],
  [1_700, [2_000, 1_000, 0]],
])('a scale for at most %i ends in a round number', (most, ticks) => {
  expect(scaleTicks(most)).toEqual(ticks);
});
