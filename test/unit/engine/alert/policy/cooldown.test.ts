import { describe, expect, it } from 'vitest';
import { PolicyRun } from '../../../../support/engine/policy-run';

const MINUTE = 60;

describe('cooldown', () => {
  it('holds matches until it is over, and the next text counts them', () => {
    const run = new PolicyRun([{ cooldown: '10m' }]);
    expect([0, 3 * MINUTE, 10 * MINUTE + 1].map((at) => run.short(at))).toEqual(['text', 'cooldown', 'text +1']);
  });

  it('is over exactly at its end', () => {
    const run = new PolicyRun([{ cooldown: '10m' }]);
    expect([0, 10 * MINUTE - 0.001, 10 * MINUTE].map((at) => run.short(at))).toEqual(['text', 'cooldown', 'text +1']);
  });

  it('of 0 s holds nothing', () => {
    const run = new PolicyRun([{}]);
    expect([0, 0, 1].map((at) => run.short(at))).toEqual(['text', 'text', 'text']);
  });

  it('lets another error of the same rule through at once', () => {
    const run = new PolicyRun([{ cooldown: '10m' }]);
    expect(run.short(0, '12:00:01 web-1 No space left on /dev/sda1')).toBe('text');
    expect(run.short(1, '12:00:02 web-1 connection refused by 10.0.0.7')).toBe('text');
    expect(run.short(2, '12:00:03 web-1 No space left on /dev/sda2')).toBe('cooldown');
    expect(run.short(3, '12:00:04 web-1 connection refused by 10.0.0.9')).toBe('cooldown');
  });

  it('counts held matches separately for each error', () => {
    const run = new PolicyRun([{ cooldown: '10m' }]);
    ['disk full', 'link down', 'disk full', 'disk full'].forEach((line, at) => run.short(at, line));
    expect(run.short(11 * MINUTE, 'link down')).toBe('text');
    expect(run.short(11 * MINUTE, 'disk full')).toBe('text +2');
  });

  it('of one line in a loop leads to one text, and one that counts the others', () => {
    const run = new PolicyRun([{ cooldown: '5m' }]);
    const shorts = Array.from({ length: 5_000 }, (_value, at) => run.short(at * 0.05, `job ${at} failed`));
    expect(shorts.filter((short) => short === 'text')).toHaveLength(1);
    expect(run.short(5 * MINUTE + 1, 'job 1 failed')).toBe('text +4999');
  });

  it('by rule holds every line', () => {
    const run = new PolicyRun([{ cooldown: '10m', cooldownBy: 'rule' }]);
    expect([run.short(0, 'disk full'), run.short(1, 'link down')]).toEqual(['text', 'cooldown']);
  });

  it('by key holds lines with the same key, whatever their text', () => {
    const rule = { match: { regex: 'from (?<ip>\\S+)' }, key: 'ip', cooldown: '10m', cooldownBy: 'key' };
    const run = new PolicyRun([rule]);
    expect(run.short(0, 'refused from 10.0.0.1')).toBe('text');
    expect(run.short(1, 'refused from 10.0.0.2')).toBe('text');
    expect(run.short(2, 'denied from 10.0.0.1')).toBe('cooldown');
    expect(run.at(700, 'denied from 10.0.0.1').summary?.key).toBe('10.0.0.1');
  });

  it('grows while matches continue, and resets after a silence', () => {
    const run = new PolicyRun([{ cooldown: '10m', cooldownMax: '1h' }]);
    const at = (hours: number, minutes: number): string => run.short((hours * 60 + minutes) * MINUTE);
    expect(at(1, 0)).toBe('text');
    expect(at(1, 15)).toBe('text');
    expect(at(1, 34)).toBe('cooldown');
    expect(at(1, 35)).toBe('text +1');
    expect(at(2, 14)).toBe('cooldown');
    expect(at(2, 15)).toBe('text +1');
    expect(at(3, 14)).toBe('cooldown');
    expect(at(3, 15)).toBe('text +1');
    expect(at(5, 16)).toBe('text');
    expect(at(5, 26)).toBe('text');
  });

  it('is not extended by a clock that is set back', () => {
    const run = new PolicyRun([{ cooldown: '10m' }]);
    expect([run.short(0), run.short(-3_600), run.short(-3_599)]).toEqual(['text', 'text', 'cooldown']);
  });

  it('applies at once when shortened', () => {
    const run = new PolicyRun([{ cooldown: '1h' }]);
    run.short(0);
    const shorter = new PolicyRun([{ cooldown: '1m' }], {}, run.memory);
    expect(shorter.short(2 * MINUTE)).toBe('text');
  });
});

describe('pause', () => {
  it('holds matches regardless of the cooldown, and the next text counts them all', () => {
    const run = new PolicyRun([{ cooldown: '10m' }]);
    run.short(0);
    run.short(1);
    run.paused = true;
    expect(run.short(2)).toBe('paused');
    expect(run.short(3, 'link down')).toBe('paused');
    run.paused = false;
    expect(run.short(11 * MINUTE)).toBe('text +3');
  });
});
