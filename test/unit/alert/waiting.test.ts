import { describe, expect, it } from 'vitest';
import { PolicyRun } from '../../support/policy-run';

const HOUR = 3_600;
/** The tests begin at noon in Seoul. */
const NIGHT = { policy: { zone: 'Asia/Seoul', quiet: [{ from: '23:00', to: '07:00' }] } };
const SEVEN = 19 * HOUR;

describe('grouping', () => {
  const more = { policy: { wait: '30s' } };

  it('makes one text of what comes within the wait, with counts by rule', () => {
    const run = new PolicyRun([{ name: 'Disk' }, { name: 'Link' }], more);
    expect(run.short(0, 'disk full', 0)).toBe('grouped');
    expect(run.short(10, 'disk full', 0)).toBe('joined');
    expect(run.short(12, 'link down', 1)).toBe('grouped');
    expect(run.short(29, 'disk full', 0)).toBe('joined');
    expect(run.due(29.9)).toEqual([]);
    expect(run.due(30)).toEqual(['[Logbell] 11-23 12:00:00 ~ 11-23 12:00:29: 4\nDisk: 3\nLink: 1']);
    expect(run.due(42)).toEqual([]);
    expect(run.short(43, 'disk full', 0)).toBe('grouped');
  });

  it('leaves the message of a single match as it is, and counts those that join it', () => {
    const run = new PolicyRun([{}], more);
    run.short(0, 'disk full');
    expect(run.due(30)).toEqual(['disk full']);
    run.short(60, 'disk full');
    run.short(61, 'link down');
    expect(run.due(90)).toEqual(['disk full (+1)']);
  });

  it('counts what the wait takes in before the cooldown does', () => {
    const run = new PolicyRun([{ cooldown: '10m' }], more);
    expect([0, 1, 31].map((at) => (at === 31 ? run.due(at) : run.short(at)))).toEqual([
      'grouped',
      'joined',
      ['disk full (+1)'],
    ]);
    expect(run.short(60)).toBe('cooldown');
  });

  it('does not keep an urgent rule waiting', () => {
    const run = new PolicyRun([{}, { urgent: true }], more);
    expect(run.short(0, 'disk full', 0)).toBe('grouped');
    expect(run.short(1, 'fire', 1)).toBe('text');
  });

  it('goes by the wait of the rule where it has one', () => {
    const run = new PolicyRun([{ wait: '0s' }, { wait: '5s' }], more);
    expect([run.short(0, 'a', 0), run.short(0, 'b', 1)]).toEqual(['text', 'grouped']);
    expect(run.due(5)).toEqual(['b']);
  });

  it('keeps apart what is for others', () => {
    const recipients = [
      { id: 'me', number: '010-1234-5678' },
      { id: 'you', number: '010-1234-5679' },
    ];
    const run = new PolicyRun([{ recipients: ['me'] }, { recipients: ['you'] }], { ...more, recipients });
    run.short(0, 'a', 0);
    run.short(5, 'b', 1);
    expect(run.due(30)).toEqual(['a']);
    expect(run.due(35)).toEqual(['b']);
  });

  it('waits on while paused', () => {
    const run = new PolicyRun([{}], more);
    run.short(0);
    run.paused = true;
    expect(run.due(30)).toEqual([]);
    run.paused = false;
    expect(run.due(89)).toEqual([]);
    expect(run.due(90)).toEqual(['disk full']);
  });
});

describe('quiet hours', () => {
  it('hold back from the first second to the last, and make one digest at their end', () => {
    const run = new PolicyRun([{ name: 'Disk' }, { name: 'Link' }], NIGHT);
    expect(run.short(11 * HOUR - 1, 'disk full', 0)).toBe('text');
    expect(run.short(11 * HOUR, 'disk full', 0)).toBe('quiet');
    expect(run.short(13 * HOUR, 'link down', 1)).toBe('quiet');
    expect(run.short(SEVEN - 1, 'link down', 1)).toBe('quiet');
    expect(run.due(SEVEN - 1)).toEqual([]);
    expect(run.due(SEVEN)).toEqual(['[Logbell] 11-23 23:00:00 ~ 11-24 06:59:59: 3\nLink: 2\nDisk: 1']);
    expect(run.short(SEVEN, 'disk full', 0)).toBe('text');
  });

  it('show the first message when they held back one rule alone', () => {
    const run = new PolicyRun([{ name: 'Disk' }], NIGHT);
    run.short(12 * HOUR, 'disk full');
    expect(run.due(SEVEN)).toEqual(['[Logbell] 11-24 00:00:00 ~ 11-24 00:00:00: 1\nDisk: 1\ndisk full']);
  });

  it('let urgent rules pass', () => {
    const run = new PolicyRun([{ urgent: true }], NIGHT);
    expect(run.short(12 * HOUR)).toBe('text');
  });

  it('give way to those of the rule, also to none', () => {
    const lunch = [{ from: '12:00', to: '13:00' }];
    const run = new PolicyRun([{ quiet: [] }, { quiet: lunch }], NIGHT);
    expect([run.short(12 * HOUR, 'a', 0), run.short(12 * HOUR, 'a', 1), run.short(60, 'a', 1)]).toEqual([
      'text',
      'text',
      'quiet',
    ]);
  });

  it('hold back only what a threshold would have told of, and count all of it', () => {
    const run = new PolicyRun([{ name: 'Login', threshold: { count: 2, within: '1m' } }], NIGHT);
    const night = 12 * HOUR;
    expect([0, 1, 120].map((at) => run.short(night + at))).toEqual(['threshold', 'quiet', 'threshold']);
    expect(run.due(SEVEN)[0]).toContain('Login: 2');
  });

  it('begun anew when the digest is due put it off', () => {
    const run = new PolicyRun([{}], NIGHT);
    run.short(12 * HOUR);
    const longer = { policy: { zone: 'Asia/Seoul', quiet: [{ from: '22:00', to: '09:00' }] } };
    const changed = new PolicyRun([{}], longer, run.memory);
    expect(changed.due(SEVEN)).toEqual([]);
    expect(changed.due(SEVEN + 2 * HOUR)).toHaveLength(1);
  });
});
