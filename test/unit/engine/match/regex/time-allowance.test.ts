import { describe, expect, it } from 'vitest';
import { TIME_LIMIT_MS, TimeAllowance } from '../../../../../src/main/engine/match/regex/time-allowance';

/** A clock set by the test, ms. */
function stopwatch(): { at: number; readonly now: () => number } {
  const watch = { at: 0, now: (): number => watch.at };
  return watch;
}

describe('the time for slow lines', () => {
  it('is a full time limit for each line at first, then less and less, then none', () => {
    const allowance = new TimeAllowance({ max: 300, share: 0.1 }, null, stopwatch().now);
    const limits = [];
    for (let limit = allowance.limit(); limit > 0; limit = allowance.limit()) {
      limits.push(limit);
      allowance.spend(limit, 0);
    }
    expect(limits.slice(0, 5)).toEqual([50, 50, 50, 50, 50]);
    expect(limits).toEqual(limits.toSorted((a, b) => b - a));
    expect(limits.at(-1)).toBe(1);
    expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeGreaterThan(297);
  });

  it('recovers as time passes, by its share and up to its maximum', () => {
    const watch = stopwatch();
    const allowance = new TimeAllowance({ max: 300, share: 0.1 }, null, watch.now);
    allowance.spend(300, 0);
    expect(allowance.limit()).toBe(0);
    watch.at += 100;
    expect(allowance.limit()).toBe(5);
    watch.at += 1_000_000;
    expect(allowance.limit()).toBe(TIME_LIMIT_MS);
    allowance.spend(250, 0);
    expect(allowance.limit()).toBe(25);
  });

  it('is not used up by lines that are checked quickly for their length', () => {
    const allowance = new TimeAllowance({ max: 100, share: 0 }, null, stopwatch().now);
    for (let line = 0; line < 10_000; line++) {
      allowance.spend(0.2, 300);
    }
    expect(allowance.limit()).toBe(50);
  });

  it('never exceeds the time left for all rules', () => {
    const watch = stopwatch();
    const all = new TimeAllowance({ max: 100, share: 0.5 }, null, watch.now);
    const [one, other] = [0, 0].map(() => new TimeAllowance({ max: 90, share: 0.2 }, all, watch.now));
    one?.spend(90, 0);
    expect(one?.limit()).toBe(0);
    expect(other?.limit()).toBe(5);
    other?.spend(10, 0);
    expect(other?.limit()).toBe(0);
    watch.at += 20;
    expect([one?.limit(), other?.limit()]).toEqual([2, 5]);
  });
});
