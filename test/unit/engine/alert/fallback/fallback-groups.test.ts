import { describe, expect, it } from 'vitest';
import { dueGroups, type UntoldAlert } from '../../../../../src/main/engine/alert/fallback/fallback-groups';

const AFTER_MS = 120_000;

function untold(alertId: number, ruleId: string, dueAt: number): UntoldAlert {
  return { alertId, ruleId, dueAt, reason: 'unreachable' };
}

function idsAt(now: number, alerts: readonly UntoldAlert[]): number[][] {
  return dueGroups(alerts, AFTER_MS, now).map((group) => group.map(({ alertId }) => alertId));
}

describe('dueGroups', () => {
  it('gives a text its time first', () => {
    expect(idsAt(119_999, [untold(1, 'disk', 0)])).toEqual([]);
    expect(idsAt(120_000, [untold(1, 'disk', 0)])).toEqual([[1]]);
  });

  it('adds younger alerts of the rule to the message', () => {
    expect(idsAt(120_000, [untold(3, 'disk', 90_000), untold(1, 'disk', 0), untold(2, 'net', 60_000)])).toEqual([
      [1, 3],
    ]);
  });

  it('makes one group for each rule', () => {
    expect(idsAt(500_000, [untold(2, 'net', 1), untold(1, 'disk', 0)])).toEqual([[1], [2]]);
  });
});
