import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelayMs } from '../../../../../src/main/engine/send/flow/backoff';

test('doubles from two seconds to five minutes', () => {
  const longest = (failures: number): number => retryDelayMs(failures, null, () => 1);
  expect([1, 2, 3, 4].map(longest)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(longest(9)).toBe(300_000);
  expect(longest(10_000)).toBe(300_000);
});

test('jitter removes at most half', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failures, chance) => {
        const longest = retryDelayMs(failures, null, () => 1);
        const delay = retryDelayMs(failures, null, () => chance);
        expect(delay).toBeGreaterThanOrEqual(longest / 2);
        expect(delay).toBeLessThanOrEqual(longest);
      },
    ),
  );
});

test('never retries before the time the server asked for', () => {
  expect(retryDelayMs(1, 60_000, () => 0)).toBe(60_000);
  expect(retryDelayMs(20, 1_000, () => 1)).toBe(300_000);
});
