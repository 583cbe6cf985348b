import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMatch, type ThresholdState } from '../../../../../src/main/engine/alert/policy/threshold';
import { PolicyRun, START } from '../../../../support/engine/policy-run';

const RULE = { threshold: { count: 3, within: '60s' } };
const BY_USER = { ...RULE, match: { regex: 'user=(?<user>\\w+)' }, key: 'user' };

describe('threshold', () => {
  it.each([
    ['is reached by the third match within the window', [0, 25, 55], ['threshold', 'threshold', 'text']],
    ['slides', [0, 40, 80], ['threshold', 'threshold', 'threshold']],
    ['slides on to a later three', [0, 40, 80, 90], ['threshold', 'threshold', 'threshold', 'text']],
    ['does not count what is exactly as old as the window', [0, 30, 60], ['threshold', 'threshold', 'threshold']],
    [
      'holds back further matches of its window, and begins clean after it',
      [0, 10, 20, 30, 59, 60, 61, 62],
      ['threshold', 'threshold', 'text', 'threshold-over', 'threshold-over', 'threshold', 'threshold', 'text +2'],
    ],
    [
      'counts nothing that a clock set back left in the future',
      [0, 1, -100, -99, -98],
      ['threshold', 'threshold', 'threshold', 'threshold', 'text'],
    ],
  ])('%s', (_what, seconds, shorts) => {
    const run = new PolicyRun([RULE]);
    expect(seconds.map((at) => run.short(at))).toEqual(shorts);
  });

  it('counts each key separately, and names it', () => {
    const run = new PolicyRun([BY_USER]);
    const lines = ['user=a', 'user=a', 'user=b', 'user=b'];
    expect(lines.map((line, at) => run.short(at, line))).toEqual(Array(4).fill('threshold'));
    expect(run.at(5, 'user=a').summary).toMatchObject({ key: 'a', count: 3, heldBack: 0 });
    expect(run.short(6, 'user=b')).toBe('text');
  });

  it('reports its progress', () => {
    const run = new PolicyRun([RULE]);
    run.at(0);
    expect(run.at(1).decision.params).toEqual({ seen: 2, count: 3, within: '60s' });
  });

  it('reached within a cooldown reports all its matches in the next text', () => {
    const run = new PolicyRun([{ ...RULE, cooldown: '10m' }]);
    [0, 1, 2].forEach((at) => run.short(at));
    expect([100, 101, 102].map((at) => run.short(at))).toEqual(['threshold', 'threshold', 'cooldown']);
    [700, 701].forEach((at) => run.short(at));
    expect(run.at(702).summary).toMatchObject({ count: 6, heldBack: 3 });
  });

  it('reports the cooldown as the reason of each match that it holds, with its end', () => {
    const run = new PolicyRun([{ ...RULE, cooldown: '10m' }]);
    [0, 1, 2].forEach((at) => run.short(at));
    const until = START + 602_000;
    expect(run.at(3).decision).toMatchObject({ why: 'cooldown', params: { cooldown: '10m', until } });
    [100, 101, 102].forEach((at) => run.short(at));
    expect(run.at(103).decision).toMatchObject({ why: 'cooldown', params: { cooldown: '10m', until } });
  });

  it('reached before reports the end of its window', () => {
    const run = new PolicyRun([RULE]);
    [0, 1, 2].forEach((at) => run.short(at));
    expect(run.at(3).decision).toMatchObject({
      why: 'threshold-over',
      params: { within: '60s', until: START + 60_000 },
    });
  });

  it('of one key does not affect the cooldown of another', () => {
    const run = new PolicyRun([{ ...BY_USER, cooldown: '10m', threshold: { count: 2, within: '60s' } }]);
    expect(['user=a', 'user=a', 'user=b', 'user=b'].map((line, at) => run.short(at, line))).toEqual([
      'threshold',
      'text',
      'threshold',
      'text',
    ]);
  });

  it('stores fewer times than it counts to, and alerts exactly when that many are in the window', () => {
    const gaps = fc.array(fc.nat(30), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 2, max: 5 }), (waits, count) => {
        let state: ThresholdState | undefined;
        let now = 1_000;
        let open: number[] = [];
        let overAt = 0;
        for (const wait of waits) {
          now += wait;
          const counted = countMatch(state, now, { count, withinMs: 50 });
          state = counted.state;
          expect(state.times.length).toBeLessThan(count);
          if (now < overAt) {
            expect(counted.outcome).toBe('after');
            continue;
          }
          open = [...open.filter((time) => time > now - 50), now];
          expect(counted.outcome).toBe(open.length >= count ? 'reached' : 'few');
          if (open.length >= count) {
            overAt = (open[0] ?? 0) + 50;
            open = [];
          }
        }
      }),
    );
  });
});
