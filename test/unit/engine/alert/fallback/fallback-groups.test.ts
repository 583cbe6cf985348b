import { describe, expect, it } from 'vitest';
import { dueGroups, type UnreportedAlert } from '../../../../../src/main/engine/alert/fallback/fallback-groups';

const AFTER_MS = 120_000;

function unreported(alertId: number, ruleId: string, dueAt: number): UnreportedAlert {
  return { alertId, ruleId, dueAt, reason: 'unreachable' };
}

function idsAt(now: number, alerts: readonly UnreportedAlert[]): number[][] {
  return dueGroups(alerts, AFTER_MS, now).map((group) => group.map(({ alertId }) => alertId));
}

describe('dueGroups', () => {
  it('gives a text its time first', () => {
    expect(idsAt(119_999, [unreported(1, 'disk', 0)])).toEqual([]);
    expect(idsAt(120_000, [unreported(1, 'disk', 0)])).toEqual([[1]]);
  });

  it('adds younger alerts of the rule to the message', () => {
    expect(
      idsAt(120_000, [unreported(3, 'disk', 90_000), unreported(1, 'disk', 0), unreported(2, 'net', 60_000)]),
    ).toEqual([[1, 3]]);
  });

  it('makes one group for each rule', () => {
    expect(idsAt(500_000, [unreported(2, 'net', 1), unreported(1, 'disk', 0)])).toEqual([[1], [2]]);
  });
});
