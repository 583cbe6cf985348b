import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../../../../src/main/engine/alert/policy/silence';
import { PolicyRun, START } from '../../../../support/engine/policy-run';

/** Known alerting cases, by their numbers among those of Logbell. */

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A line of the first rule, or of the rule with the given index, at seconds after the start. */
type Step = readonly [seconds: number, line?: string, rule?: number];

interface Case {
  readonly rules: readonly object[];
  readonly more?: object;
  readonly steps: readonly Step[];
  readonly become: readonly string[];
}

const THREE = { threshold: { count: 3, within: '60s' } };
const BY_USER = { ...THREE, match: { regex: 'user=(\\w+)' }, key: '1' };
const CASES: readonly (readonly [string, Case])[] = [
  [
    'J1 three within a minute make one text at the third',
    { rules: [THREE], steps: [[0], [25], [55]], become: ['threshold', 'threshold', 'text'] },
  ],
  [
    'J1 three over more than a minute make none',
    { rules: [THREE], steps: [[0], [40], [80]], become: ['threshold', 'threshold', 'threshold'] },
  ],
  [
    'J3 after a threshold its window is counted and not texted, and the next begins clean',
    {
      rules: [THREE],
      steps: [[0], [1], [2], [3], [59], [61], [62], [63]],
      become: [
        'threshold',
        'threshold',
        'text',
        'threshold-over',
        'threshold-over',
        'threshold',
        'threshold',
        'text +2',
      ],
    },
  ],
  [
    'J4 two of one user and two of another make none',
    {
      rules: [BY_USER],
      steps: [
        [0, 'user=a'],
        [1, 'user=a'],
        [2, 'user=b'],
        [3, 'user=b'],
        [4, 'user=a'],
      ],
      become: ['threshold', 'threshold', 'threshold', 'threshold', 'text'],
    },
  ],
  [
    'J7 ten minutes of rest hold back what comes in them, and the next text counts it',
    { rules: [{ cooldown: '10m' }], steps: [[0], [3 * MINUTE], [601]], become: ['text', 'cooldown', 'text +1'] },
  ],
  [
    'J8 another error of the same rule goes out at once, the same one with other numbers does not',
    {
      rules: [{ cooldown: '10m' }],
      steps: [
        [0, '12:00:00 No space left on sda1 (id 4711)'],
        [1, '12:00:01 connection refused'],
        [2, '12:00:02 No space left on sda2 (id 4712)'],
      ],
      become: ['text', 'text', 'cooldown'],
    },
  ],
  [
    'J10 a rest doubles while the trouble goes on, up to an hour, and is short again after a silence',
    {
      rules: [{ cooldown: '10m', cooldownMax: '1h' }],
      steps: [0, 15, 34.9, 35, 74.9, 75, 134.9, 135, 256, 265.9, 266].map((minute) => [minute * MINUTE]),
      become: [
        'text',
        'text',
        'cooldown',
        'text +1',
        'cooldown',
        'text +1',
        'cooldown',
        'text +1',
        'text',
        'cooldown',
        'text +1',
      ],
    },
  ],
  [
    'J21 what is quiet is held, and urgent rules pass',
    {
      rules: [{}, { urgent: true }],
      more: { policy: { zone: 'Asia/Seoul', quiet: [{ from: '12:00', to: '13:00' }] } },
      steps: [[0], [1, 'fire', 1], [HOUR - 1], [HOUR]],
      become: ['quiet', 'text', 'quiet', 'text'],
    },
  ],
];

describe('known cases', () => {
  it.each(CASES)('%s', (_what, { rules, more, steps, become }) => {
    const run = new PolicyRun(rules, more);
    expect(steps.map(([at, line, rule]) => run.short(at, line, rule))).toEqual(become);
  });

  it('J4 the text names the user', () => {
    const run = new PolicyRun([BY_USER]);
    expect([0, 1, 2].map((at) => run.at(at, 'user=a').summary?.key)).toEqual([undefined, undefined, 'a']);
  });

  it.each([
    ['J9 a loop of 5,000 lines in five minutes is one text at once, and the next text counts the rest', {}, []],
    [
      'J9 with a rollup, one more text tells of the rest when the cooldown is over',
      { rollup: true },
      ['disk full (×4999)'],
    ],
  ])('%s', (_what, rollup, told) => {
    const run = new PolicyRun([{ cooldown: '10m', ...rollup }]);
    const loop = Array.from({ length: 5_000 }, (_value, at) => run.short(at * 0.06));
    expect(loop.filter((each) => each === 'text')).toHaveLength(1);
    expect(loop.slice(1).every((each) => each === 'cooldown')).toBe(true);
    const texts = Array.from({ length: 60 }, (_value, minute) => run.due(minute * MINUTE)).flat();
    expect(texts).toEqual(told);
    expect(run.short(HOUR)).toBe(told.length > 0 ? 'text' : 'text +4999');
  });

  const GROUPED = { policy: { wait: '30s' } };

  it('J18 matches within half a minute are one text with counts by rule; an urgent rule does not wait', () => {
    const run = new PolicyRun([{ name: 'Disk' }, { name: 'Link' }, { urgent: true }], GROUPED);
    for (let at = 0; at < 30; at += 1) {
      run.at(at, at % 3 === 0 ? 'link down' : 'disk full', at % 3 === 0 ? 1 : 0);
    }
    expect(run.short(15, 'fire', 2)).toBe('text');
    expect(run.due(29.9)).toEqual([]);
    expect(run.due(30).map((text) => text.split('\n').slice(1))).toEqual([['Disk: 20', 'Link: 10']]);
  });

  it('J19 the same set within the cooldown is held; a larger one goes out with the next group', () => {
    const run = new PolicyRun(
      [
        { name: 'Disk', cooldown: '10m' },
        { name: 'Link', cooldown: '10m' },
      ],
      GROUPED,
    );
    expect([run.short(0, 'disk full', 0), run.short(1, 'link down', 1)]).toEqual(['grouped', 'grouped']);
    expect(run.due(31)).toHaveLength(1);
    expect([run.short(40, 'disk full', 0), run.short(41, 'link down', 1)]).toEqual(['cooldown', 'cooldown']);
    expect(run.due(200)).toEqual([]);
    expect(run.short(210, 'disk read-only', 0)).toBe('grouped');
    expect(run.due(239.9)).toEqual([]);
    expect(run.due(240)).toEqual(['disk read-only']);
  });

  it('J21 matches held in quiet hours are one text at their end', () => {
    const more = { policy: { zone: 'Asia/Seoul', quiet: [{ from: '12:00', to: '13:00' }] } };
    const run = new PolicyRun([{ name: 'Disk' }, { name: 'Link' }], more);
    [run.at(0, 'disk full', 0), run.at(1, 'link down', 1), run.at(2, 'disk full', 0)].forEach(({ decision }) =>
      expect(decision.why).toBe('quiet'),
    );
    expect(run.due(HOUR - 1)).toEqual([]);
    expect(run.due(HOUR).map((text) => text.split('\n').slice(1))).toEqual([['Disk: 2', 'Link: 1']]);
    expect(run.due(HOUR + 1)).toEqual([]);
  });

  it('J23 a clock that is set back again and again does not extend a mute forever', () => {
    const run = new PolicyRun([{}]);
    run.mute(0, 600);
    expect([10, -DAY, -DAY + 599, -DAY + 600].map((at) => run.short(at))).toEqual([
      'muted',
      'muted',
      'muted',
      'text +3',
    ]);
  });
});

describe('J20 quiet hours from 23:00 to 07:00', () => {
  const night = [{ from: '23:00', to: '07:00', zone: '' }];

  it.each([
    ['Asia/Seoul', '2026-11-23', '+09:00', '2026-11-24', '+09:00'],
    ['Europe/Berlin, clocks put forward', '2026-03-28', '+01:00', '2026-03-29', '+02:00'],
    ['Europe/Berlin, clocks put back', '2026-10-24', '+02:00', '2026-10-25', '+01:00'],
    ['America/New_York, clocks put forward', '2026-03-07', '-05:00', '2026-03-08', '-04:00'],
    ['America/New_York, clocks put back', '2026-10-31', '-04:00', '2026-11-01', '-05:00'],
  ])('in %s, start with their first second and end before their last', (where, evening, before, morning, after) => {
    const [zone = ''] = where.split(',');
    const moments = [
      `${evening}T22:59:59${before}`,
      `${evening}T23:00:00${before}`,
      `${morning}T06:59:59${after}`,
      `${morning}T07:00:00${after}`,
    ];
    const until = moments.map((moment) => quietUntil(night, Date.parse(moment), zone));
    const end = Date.parse(`${morning}T07:00:00${after}`);
    expect(until).toEqual([null, end, end, null]);
  });

  it('may end at 24:00', () => {
    const evening = [{ from: '23:00', to: '24:00', zone: '' }];
    const moments = ['22:59:59', '23:00:00', '23:59:59'].map((time) => Date.parse(`2026-11-23T${time}+09:00`));
    const midnight = Date.parse('2026-11-24T00:00:00+09:00');
    expect([...moments, midnight].map((at) => quietUntil(evening, at, 'Asia/Seoul'))).toEqual([
      null,
      midnight,
      midnight,
      null,
    ]);
  });
});

describe('J24 a budget of twenty texts a day', () => {
  const twenty = (zone: string): object => ({ policy: { zone, budget: { textsPerDay: 20, reserve: 1 } } });

  it('reserves one for the first text of another rule, and sends held alerts the next day', () => {
    const run = new PolicyRun([{ name: 'A' }, { name: 'B' }], twenty('Asia/Seoul'));
    const noisy = Array.from({ length: 19 }, (_value, at) => run.short(at, 'noise', 0));
    expect(noisy.every((each) => each === 'text')).toBe(true);
    expect([run.short(20, 'fire', 1), run.short(21, 'noise', 0)]).toEqual(['text', 'budget']);
    expect(run.due(20 * HOUR - 1)).toEqual([]);
    expect(run.due(20 * HOUR)).toHaveLength(1);
  });

  it.each([
    ['the clocks are put forward', 'Europe/Berlin', '2026-03-29T00:00:00+01:00', 23],
    ['the clocks are put back', 'Europe/Berlin', '2026-10-25T00:00:00+02:00', 25],
    ['nothing happens', 'Asia/Seoul', '2026-11-24T00:00:00+09:00', 24],
  ])('restarts at midnight when %s', (_what, zone, midnight, hours) => {
    const run = new PolicyRun([{}], twenty(zone));
    const began = (Date.parse(midnight) - START) / 1_000;
    const sent = Array.from({ length: 20 }, (_value, at) => run.short(began + at));
    expect(sent).toEqual([...Array.from({ length: 19 }, () => 'text'), 'budget']);
    expect(run.short(began + hours * HOUR - 1)).toBe('budget');
    expect(run.short(began + hours * HOUR)).toBe('text');
  });

  it('does not restart if the clock is set back over midnight', () => {
    const run = new PolicyRun([{}], twenty('Asia/Seoul'));
    const midnight = 12 * HOUR;
    const sent = Array.from({ length: 20 }, (_value, at) => run.short(midnight + at));
    expect(sent.at(-1)).toBe('budget');
    expect([run.short(midnight - 60), run.short(midnight + 60)]).toEqual(['budget', 'budget']);
  });
});
