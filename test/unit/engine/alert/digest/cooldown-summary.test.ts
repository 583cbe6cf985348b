import { describe, expect, it } from 'vitest';
import { PolicyRun } from '../../../../support/engine/policy-run';

const MINUTE = 60;
const HOUR = 3_600;
const RULE = { name: 'Disk', cooldown: '10m', rollup: true };

describe('cooldown summary', () => {
  it('reports the held matches at the end of a cooldown, and starts a new one', () => {
    const run = new PolicyRun([RULE]);
    expect([0, 1, 2].map((at) => run.short(at))).toEqual(['text', 'cooldown', 'cooldown']);
    expect(run.due(10 * MINUTE - 1)).toEqual([]);
    expect(run.due(10 * MINUTE)).toEqual(['disk full (×2)']);
    expect([run.short(11 * MINUTE), run.due(12 * MINUTE)]).toEqual(['cooldown', []]);
    expect(run.due(20 * MINUTE)).toEqual(['disk full']);
  });

  it('costs nothing if nothing was held', () => {
    const run = new PolicyRun([RULE]);
    expect([run.short(0), run.due(HOUR)]).toEqual(['text', []]);
  });

  it('does not repeat matches that the next text has counted', () => {
    const run = new PolicyRun([RULE]);
    expect([0, 1, 601].map((at) => run.short(at))).toEqual(['text', 'cooldown', 'text +1']);
    expect(run.due(602)).toEqual([]);
  });

  it('is one text for all keys of a rule, and for all rules that are due', () => {
    const run = new PolicyRun([RULE, { ...RULE, name: 'Link' }]);
    ['disk full', 'link down', 'disk full', 'link down'].forEach((line, at) => run.short(at, line, 0));
    expect(run.due(10 * MINUTE + 3)).toEqual(['disk full (×2)']);
    ['disk full', 'disk full', 'link down', 'link down'].forEach((line, at) => run.short(HOUR + at, line, at >> 1));
    expect(run.due(2 * HOUR).map((text) => text.split('\n').slice(1))).toEqual([['Disk: 1', 'Link: 1']]);
  });

  it('is not due once it is turned off, or once the held matches were reported', () => {
    const run = new PolicyRun([RULE]);
    [0, 1, 601].forEach((at) => run.short(at));
    expect(run.memory.all('rollup')).toEqual([]);
    run.short(602);
    const off = new PolicyRun([{ ...RULE, rollup: false }], {}, run.memory);
    expect([off.due(HOUR), off.memory.all('rollup')]).toEqual([[], []]);
    expect(off.short(HOUR)).toBe('text +1');
  });

  it('grows with the cooldown', () => {
    const run = new PolicyRun([{ ...RULE, cooldownMax: '1h' }]);
    [0, 1].forEach((at) => run.short(at));
    expect(run.due(10 * MINUTE)).toEqual(['disk full']);
    run.short(11 * MINUTE);
    expect([run.due(29 * MINUTE), run.due(30 * MINUTE)]).toEqual([[], ['disk full']]);
  });

  it.each([
    ['the budget is used up', { policy: { budget: { textsPerDay: 1 } } }, 'text +1'],
    [
      'it is quiet, until that is over',
      { policy: { zone: 'Asia/Seoul', quiet: [{ from: '12:05', to: '13:00' }] } },
      'disk full',
    ],
  ])('is not sent when %s', (what, more, then) => {
    const run = new PolicyRun([RULE], more);
    [0, 1].forEach((at) => run.short(at));
    expect(run.due(10 * MINUTE)).toEqual([]);
    expect(what.startsWith('the budget') ? run.short(24 * HOUR) : run.due(HOUR)[0]).toBe(then);
  });

  it('waits for the end of a pause and of a mute', () => {
    const run = new PolicyRun([RULE]);
    [0, 1].forEach((at) => run.short(at));
    run.paused = true;
    expect(run.due(10 * MINUTE)).toEqual([]);
    run.paused = false;
    run.mute(11 * MINUTE, 15 * MINUTE);
    expect([run.due(12 * MINUTE), run.due(15 * MINUTE)]).toEqual([[], ['disk full']]);
  });
});
