import { describe, expect, it } from 'vitest';
import { IncidentRun } from '../../../../support/engine/incident-run';
import { PolicyRun } from '../../../../support/engine/policy-run';

const HOUR = 3_600;
/** The tests begin at noon in Seoul. */
const NIGHT = { policy: { zone: 'Asia/Seoul', quiet: [{ from: '23:00', to: '07:00' }] } };
const SEVEN = 19 * HOUR;

describe('grouping', () => {
  const more = { policy: { wait: '30s' } };

  it('sends one text for all matches within the grouping delay, with counts by rule', () => {
    const run = new PolicyRun([{ name: 'Disk' }, { name: 'Link' }], more);
    expect(run.short(0, 'disk full', 0)).toBe('grouped');
    expect(run.short(10, 'disk full', 0)).toBe('joined');
    expect(run.short(12, 'link down', 1)).toBe('grouped');
    expect(run.short(29, 'disk full', 0)).toBe('joined');
    expect(run.due(29.9)).toEqual([]);
    expect(run.due(30)).toEqual(['[Logbell] 11-23 12:00: 4 matches\nDisk: 3\nLink: 1']);
    expect(run.due(42)).toEqual([]);
    expect(run.short(43, 'disk full', 0)).toBe('grouped');
  });

  it('keeps the message of a single match, and counts the matches that join it', () => {
    const run = new PolicyRun([{}], more);
    run.short(0, 'disk full');
    expect(run.due(30)).toEqual(['disk full']);
    run.short(60, 'disk full');
    run.short(61, 'link down');
    expect(run.due(90)).toEqual(['disk full (+1)']);
  });

  it('counts matches in the group before the cooldown does', () => {
    const run = new PolicyRun([{ cooldown: '10m' }], more);
    expect([0, 1, 31].map((at) => (at === 31 ? run.due(at) : run.short(at)))).toEqual([
      'grouped',
      'joined',
      ['disk full (+1)'],
    ]);
    expect(run.short(60)).toBe('cooldown');
  });

  it('does not delay an urgent rule', () => {
    const run = new PolicyRun([{}, { urgent: true }], more);
    expect(run.short(0, 'disk full', 0)).toBe('grouped');
    expect(run.short(1, 'fire', 1)).toBe('text');
  });

  it('uses the grouping delay of the rule if it has one', () => {
    const run = new PolicyRun([{ wait: '0s' }, { wait: '5s' }], more);
    expect([run.short(0, 'a', 0), run.short(0, 'b', 1)]).toEqual(['text', 'grouped']);
    expect(run.due(5)).toEqual(['b']);
  });

  it('keeps alerts for other recipients separate', () => {
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

  it('keeps waiting while paused', () => {
    const run = new PolicyRun([{}], more);
    run.short(0);
    run.paused = true;
    expect(run.due(30)).toEqual([]);
    run.paused = false;
    expect(run.due(89)).toEqual([]);
    expect(run.due(90)).toEqual(['disk full']);
  });
});

describe('a held group', () => {
  const more = { policy: { zone: 'Asia/Seoul', wait: '30s', quiet: [{ from: '23:00', to: '07:00' }] } };
  const ELEVEN = 11 * HOUR;

  it('goes out in quiet hours that begin while it waits, but not in those that began during a long pause', () => {
    const run = new PolicyRun([{}], more);
    expect(run.short(ELEVEN - 10)).toBe('grouped');
    expect(run.due(ELEVEN + 20)).toEqual(['disk full']);
    expect(run.short(ELEVEN - 5 * 60, 'link down')).toBe('grouped');
    run.paused = true;
    expect(run.due(ELEVEN - 4 * 60)).toEqual([]);
    run.paused = false;
    expect([run.due(ELEVEN + 60), run.due(SEVEN - 1), run.due(SEVEN)]).toEqual([[], [], ['link down']]);
  });

  it('keeps collecting matches, even when overdue', () => {
    const run = new PolicyRun([{}], more);
    expect([run.short(0), run.short(40), run.due(41)]).toEqual(['grouped', 'joined', ['disk full (+1)']]);
  });

  it.each([
    ['of a group', { policy: { wait: '30s' } }, 0, 'disk full'],
    ['of a quiet night', NIGHT, 12 * HOUR, '[Logbell] 11-24 00:00: 1 match\nr0: 1\ndisk full'],
  ])('by a mute of its rule goes out at most a minute after the mute ends: %s', (_what, policy, at, text) => {
    const run = new PolicyRun([{}, {}], policy);
    run.short(at);
    const due = at === 0 ? 30 : SEVEN;
    run.mute(at, due + 4 * HOUR);
    expect(run.due(due)).toEqual([]);
    run.memory.remove('mute', 'r0');
    expect(run.due(due + 60)).toEqual([text]);
  });

  it('by a mute of its rule does not go out with the group of another rule', () => {
    const run = new PolicyRun([{}, {}], { policy: { wait: '30s' } });
    run.short(0, 'a', 0);
    run.short(5, 'b', 1);
    run.mute(6, HOUR);
    expect([run.due(30), run.due(35), run.due(HOUR)]).toEqual([[], ['b'], ['a']]);
  });
});

describe('a digest', () => {
  it.each([
    ['an LMS', {}, 500, 2_000],
    ['an SMS', { delivery: { smsOnly: true } }, 12, 90],
  ])(
    'of hundreds of rules names those with the most matches in %s, uncut, and counts the others',
    (_what, delivery, count, most) => {
      const rules = Array.from({ length: count }, (_rule, at) => ({ name: `Rule ${at}` }));
      const run = new PolicyRun(rules, { ...NIGHT, ...delivery });
      rules.forEach((_rule, at) => run.short(12 * HOUR + at, 'x', at));
      run.short(13 * HOUR, 'x', count - 1);
      const [text = ''] = run.due(SEVEN);
      const lines = text.split('\n');
      expect(lines[0]).toMatch(new RegExp(`: ${count + 1} matches$`));
      expect(lines[1]).toBe(`Rule ${count - 1}: 2`);
      const named = lines.slice(1, -1);
      expect(named.filter((line) => !/^Rule \d+: \d+$/.test(line))).toEqual([]);
      expect(lines.at(-1)).toBe(`and ${count - named.length} more rules`);
      expect(text.length).toBeGreaterThan(most - 40);
    },
  );

  it('reports the keys that recovered, except those that failed again', () => {
    const rule = {
      match: { regex: 'failed (\\w+)' },
      key: '1',
      ok: { regex: 'fine (\\w+)' },
      okMessage: '{{key}} fine',
    };
    const run = new IncidentRun([rule], NIGHT);
    const night = 12 * HOUR;
    ['failed a', 'failed b', 'failed c'].forEach((line, at) => run.short(night + at, line));
    for (const key of ['a', 'b']) {
      const [incident = 0] = run.ok(`fine ${key}`);
      expect(run.over(night + 10, `fine ${key}`, { incident, wasAlerted: false }, key)).toBe('joined');
    }
    run.short(night + 20, 'failed b');
    expect(run.due(SEVEN)[0]?.split('\n').slice(3)).toEqual(['fine a']);
  });
});

describe('quiet hours', () => {
  it('hold matches from the first second to the last, and send one digest at their end', () => {
    const run = new PolicyRun([{ name: 'Disk' }, { name: 'Link' }], NIGHT);
    expect(run.short(11 * HOUR - 1, 'disk full', 0)).toBe('text');
    expect(run.short(11 * HOUR, 'disk full', 0)).toBe('quiet');
    expect(run.short(13 * HOUR, 'link down', 1)).toBe('quiet');
    expect(run.short(SEVEN - 1, 'link down', 1)).toBe('quiet');
    expect(run.due(SEVEN - 1)).toEqual([]);
    expect(run.due(SEVEN)).toEqual(['[Logbell] 11-23 23:00~11-24 06:59: 3 matches\nLink: 2\nDisk: 1']);
    expect(run.short(SEVEN, 'disk full', 0)).toBe('text');
  });

  it('show the first message if they held matches of one rule only', () => {
    const run = new PolicyRun([{ name: 'Disk' }], NIGHT);
    run.short(12 * HOUR, 'disk full');
    expect(run.due(SEVEN)).toEqual(['[Logbell] 11-24 00:00: 1 match\nDisk: 1\ndisk full']);
  });

  it('let urgent rules pass', () => {
    const run = new PolicyRun([{ urgent: true }], NIGHT);
    expect(run.short(12 * HOUR)).toBe('text');
  });

  it('yield to those of the rule, even if it has none', () => {
    const lunch = [{ from: '12:00', to: '13:00' }];
    const run = new PolicyRun([{ quiet: [] }, { quiet: lunch }], NIGHT);
    expect([run.short(12 * HOUR, 'a', 0), run.short(12 * HOUR, 'a', 1), run.short(60, 'a', 1)]).toEqual([
      'text',
      'text',
      'quiet',
    ]);
  });

  it('hold only what a threshold would have reported, and count all of it', () => {
    const run = new PolicyRun([{ name: 'Login', threshold: { count: 2, within: '1m' } }], NIGHT);
    const night = 12 * HOUR;
    expect([0, 1, 120].map((at) => run.short(night + at))).toEqual(['threshold', 'quiet', 'threshold']);
    expect(run.due(SEVEN)[0]).toContain('Login: 2');
  });

  it('that begin again when the digest is due postpone it', () => {
    const run = new PolicyRun([{}], NIGHT);
    run.short(12 * HOUR);
    const longer = { policy: { zone: 'Asia/Seoul', quiet: [{ from: '22:00', to: '09:00' }] } };
    const changed = new PolicyRun([{}], longer, run.memory);
    expect(changed.due(SEVEN)).toEqual([]);
    expect(changed.due(SEVEN + 2 * HOUR)).toHaveLength(1);
  });
});
