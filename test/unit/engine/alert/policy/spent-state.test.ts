import { describe, expect, it } from 'vitest';
import { PolicyRun, START } from '../../../../support/engine/policy-run';

const HOUR = 3_600;
/** Seconds from the start, noon in Seoul, to midnight there. */
const MIDNIGHT = 12 * HOUR;

function withBudget(budget: object, more: object = {}): object {
  return { policy: { zone: 'Asia/Seoul', budget, ...more } };
}

function times(count: number, what: string): string[] {
  return Array.from({ length: count }, () => what);
}

describe('budget', () => {
  it('is a hundred texts a day by default, the last three for rules that have sent none', () => {
    const run = new PolicyRun([{}, {}]);
    const noisy = Array.from({ length: 101 }, (_value, at) => run.short(at));
    expect(noisy).toEqual([...times(97, 'text'), ...times(4, 'budget')]);
    expect(run.short(200, 'link down', 1)).toBe('text');
  });

  it('of null texts a day has no limit', () => {
    const run = new PolicyRun([{}], withBudget({ textsPerDay: null }));
    expect(Array.from({ length: 500 }, (_value, at) => run.short(at))).toEqual(times(500, 'text'));
  });

  it('of practice texts is separate from that of real ones', () => {
    const run = new PolicyRun([{}], withBudget({ textsPerDay: 1 }));
    expect([run.short(0), run.short(1)]).toEqual(['text', 'budget']);
    const sens = { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:demo', from: '02-123-4567' };
    const live = new PolicyRun([{}], { ...withBudget({ textsPerDay: 1 }), sens }, run.memory);
    expect([live.short(2), live.short(3)]).toEqual(['text', 'budget']);
  });

  it('reserves texts for the first one of another rule', () => {
    const run = new PolicyRun([{}, {}], withBudget({ textsPerDay: 20, reserve: 1 }));
    const noisy = Array.from({ length: 21 }, (_value, at) => run.short(at, 'disk full', 0));
    expect(noisy).toEqual([...times(19, 'text'), 'budget', 'budget']);
    expect([run.short(60, 'link down', 1), run.short(61, 'link down', 1)]).toEqual(['text', 'budget']);
  });

  it('restarts at midnight, in the zone of the policy', () => {
    const run = new PolicyRun([{}], withBudget({ textsPerDay: 1 }));
    expect([0, 1, MIDNIGHT - 1, MIDNIGHT].map((at) => run.short(at))).toEqual(['text', 'budget', 'budget', 'text']);
  });

  it('does not restart if the clock is set back over midnight', () => {
    const run = new PolicyRun([{}], withBudget({ textsPerDay: 1 }));
    expect([MIDNIGHT, MIDNIGHT - 60, MIDNIGHT + 60].map((at) => run.short(at))).toEqual(['text', 'budget', 'budget']);
  });

  it('recovers from a clock that was a year ahead', () => {
    const run = new PolicyRun([{}], withBudget({ textsPerDay: 1 }));
    expect([365 * 24 * HOUR, 0, 1].map((at) => run.short(at))).toEqual(['text', 'text', 'budget']);
  });

  it.each([
    ['forward', '2026-03-29T00:00:00+01:00', 23],
    ['back', '2026-10-25T00:00:00+02:00', 25],
  ])('lasts from midnight to midnight when clocks are put %s', (_way, midnight, hours) => {
    const run = new PolicyRun([{}], { policy: { zone: 'Europe/Berlin', budget: { textsPerDay: 1 } } });
    const began = (Date.parse(midnight) - START) / 1_000;
    const moments = [began, began + hours * HOUR - 1, began + hours * HOUR];
    expect(moments.map((at) => run.short(at))).toEqual(['text', 'budget', 'text']);
  });

  it('of a month spans its days', () => {
    const run = new PolicyRun([{}], withBudget({ textsPerMonth: 2, reserve: 0 }));
    const day = 24 * HOUR;
    expect([0, day, 2 * day, 8 * day].map((at) => run.short(at))).toEqual(['text', 'text', 'budget', 'text']);
  });

  it('in won counts the price of each text by type', () => {
    const run = new PolicyRun([{}], withBudget({ wonPerDay: 48, reserve: 0 }));
    const long = '가'.repeat(50);
    expect([run.short(0, long), run.short(1), run.short(2), run.short(3)]).toEqual(['text', 'text', 'text', 'budget']);
    expect(run.short(4, long)).toBe('budget');
  });

  it('counts a text for each recipient', () => {
    const recipients = [1, 2, 3].map((last) => ({ id: `r${last}`, number: `010-1234-567${last}` }));
    const run = new PolicyRun([{}], { ...withBudget({ textsPerDay: 5, reserve: 0 }), recipients });
    const facts = run.atWith(0, 3);
    expect([facts, run.atWith(1, 3), run.atWith(2, 2)].map(({ decision }) => decision.why)).toEqual([
      'matched',
      'budget',
      'matched',
    ]);
  });

  it('of one rule leaves the remaining texts to others', () => {
    const run = new PolicyRun([{ budget: { textsPerDay: 1 } }, {}], withBudget({}));
    expect([run.short(0, 'a', 0), run.short(1, 'a', 0), run.short(2, 'b', 1), run.short(3, 'b', 1)]).toEqual([
      'text',
      'budget',
      'text',
      'text',
    ]);
  });

  it('used up leads to one digest on the next day, at its set time', () => {
    const run = new PolicyRun([{ name: 'Disk' }], withBudget({ textsPerDay: 1 }, { digestAt: '09:30' }));
    [0, 1, 2].forEach((at) => run.short(at));
    expect(run.due(MIDNIGHT + 9.5 * HOUR - 1)).toEqual([]);
    expect(run.due(MIDNIGHT + 9.5 * HOUR)).toEqual(['[Logbell] 11-23 12:00: 2 matches\nDisk: 2\ndisk full']);
  });

  it('used up after midnight still waits for the next day', () => {
    const run = new PolicyRun([{}], withBudget({ textsPerDay: 1 }));
    [MIDNIGHT + 60, MIDNIGHT + 61].forEach((at) => run.short(at));
    expect(run.due(MIDNIGHT + 23 * HOUR)).toEqual([]);
    expect(run.due(MIDNIGHT + 32 * HOUR)).toHaveLength(1);
  });

  it('does not hold alerts without recipients', () => {
    const run = new PolicyRun([{}, {}], withBudget({ textsPerDay: 1 }, { wait: '0s' }));
    run.memory.set('spent', '', 'practice', {
      day: '2026-11-23',
      onDay: { texts: 2, won: 18 },
      inMonth: { texts: 2, won: 18 },
    });
    expect([run.atWith(0, 1).decision.why, run.atWith(1, 0).decision.why]).toEqual(['budget', 'no-recipients']);
  });

  it('counts a group as one text', () => {
    const rules = Array.from({ length: 4 }, () => ({}));
    const run = new PolicyRun(rules, withBudget({ textsPerDay: 6, reserve: 0 }, { wait: '30s' }));
    rules.forEach((_rule, index) => run.short(0, 'storm', index));
    expect(run.due(30)).toHaveLength(1);
    expect(run.memory.get('spent', '', 'practice')?.onDay).toEqual({ texts: 1, won: 9 });
    expect([1, 2, 3, 4, 5, 6].map((at) => [run.short(at * 60), run.due(at * 60 + 30)].length)).toHaveLength(6);
    expect(run.memory.get('spent', '', 'practice')?.onDay).toEqual({ texts: 6, won: 54 });
  });

  it('counts a group that has become an LMS as an LMS', () => {
    const line = `disk full ${'x'.repeat(78)}`;
    const run = new PolicyRun([{}], withBudget({ textsPerDay: null }, { wait: '30s' }));
    [0, 1].forEach((at) => run.short(at, line));
    run.due(30);
    expect(run.memory.get('spent', 'r0', 'practice')?.onDay).toEqual({ texts: 1, won: 30 });
  });

  it('spent on a group that waits past midnight is not charged to the new day', () => {
    const run = new PolicyRun([{}, {}], withBudget({ textsPerDay: null }, { wait: '30s' }));
    [0, 1].forEach((index) => run.short(MIDNIGHT - 10, 'storm', index));
    run.due(MIDNIGHT + 20);
    expect(run.memory.get('spent', '', 'practice')?.onDay).toEqual({ texts: 0, won: 0 });
    expect(run.short(MIDNIGHT + 60)).toBe('grouped');
    expect(run.memory.get('spent', '', 'practice')?.onDay.texts).toBe(1);
  });

  it('leaves matches held by a cooldown to the next text', () => {
    const run = new PolicyRun([{ cooldown: '1m', budget: { textsPerDay: 1 } }], withBudget({}));
    expect([0, 1, 70].map((at) => run.short(at))).toEqual(['text', 'cooldown', 'budget']);
    expect(run.short(MIDNIGHT)).toBe('text +1');
  });
});
