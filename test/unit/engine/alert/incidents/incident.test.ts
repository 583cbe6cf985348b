import { describe, expect, it } from 'vitest';
import { IncidentRun } from '../../../../support/engine/incident-run';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BY_USER = { match: { regex: 'failed (?<user>\\S+)' }, key: 'user' };
const OK_USER = { ...BY_USER, ok: { regex: 'login of (?<user>\\S+)' } };
const RECIPIENTS = [
  { id: 'me', number: '010-1234-5678' },
  { id: 'boss', number: '02-123-4567' },
];
const ESCALATE = { escalate: { after: '15m', to: ['boss'] } };

/** Runs rules without their own recipients in a setup of two people. */
function withBoss(rule: object, policy: object = {}): IncidentRun {
  return new IncidentRun([{ recipients: ['me'], ...ESCALATE, ...rule }], { recipients: RECIPIENTS, policy });
}

describe('an incident', () => {
  it('opens with the first reported match; later ones belong to it', () => {
    const run = new IncidentRun([{ cooldown: '10m' }]);
    expect([0, 1, 2].map((at) => run.short(at))).toEqual(['text', 'cooldown', 'cooldown']);
    expect(run.open()).toEqual(['1 ×3']);
  });

  it('has an id for its messages', () => {
    const run = new IncidentRun([{}, {}]);
    expect(run.at(0).summary?.incident).toBe(1);
    expect(run.at(1, 'disk full', 1).summary?.incident).toBe(2);
    expect(run.at(2).summary?.incident).toBe(1);
  });

  it.each([
    ['while paused', true, -1, {}, 'paused'],
    ['while muted', false, 10, {}, 'muted'],
    ['below the threshold', false, -1, { threshold: { count: 2, within: '1m' } }, 'threshold'],
  ])('does not open %s, as nobody is notified', (_when, paused, mutedUntil, rule, why) => {
    const run = new IncidentRun([rule]);
    run.paused = paused;
    run.mute(-2, mutedUntil);
    expect(run.short(0)).toBe(why);
    expect(run.open()).toEqual([]);
  });

  it('counts the matches that led up to a threshold', () => {
    const run = new IncidentRun([{ threshold: { count: 3, within: '1m' } }]);
    [0, 1, 2, 3].forEach((at) => run.short(at));
    expect(run.open()).toEqual(['1 ×4']);
  });

  const THREE = { threshold: { count: 3, within: '1m' } };
  const NO_NIGHT = { zone: 'Asia/Seoul', quiet: [] };

  it.each([
    ['in quiet hours', {}, { ...NO_NIGHT, quiet: [{ from: '12:00', to: '13:00' }] }, 'quiet', ': 3\n'],
    ['beyond the budget', { budget: { textsPerDay: 1 } }, NO_NIGHT, 'budget', ': 3\n'],
    ['in a group', {}, { ...NO_NIGHT, wait: '30s' }, 'grouped', 'failed kim'],
  ])('counts them, too, if its text goes out later: %s', (_when, rule, policy, why, said) => {
    const run = new IncidentRun([{ ...BY_USER, ...THREE, ...rule }], { policy });
    if (why === 'budget') {
      [-3_600, -3_600, -3_600].forEach((at) => run.short(at, 'failed lee'));
    }
    expect([0, 1, 2].map((at) => run.short(at, 'failed kim'))).toEqual(['threshold', 'threshold', why]);
    expect(run.open().at(-1)).toMatch(/ kim ×3$/);
    expect(run.due(20 * HOUR).join('\n')).toContain(said);
  });

  it('counts them, too, if it joins a waiting group', () => {
    const run = new IncidentRun([{ ...BY_USER, ...THREE, wait: '30s' }]);
    const lines = ['failed kim', 'failed kim', 'failed lee', 'failed lee', 'failed kim', 'failed lee'];
    const decided = lines.map((line, at) => run.short(at, line));
    expect(decided.slice(-2)).toEqual(['grouped', 'joined']);
    expect(run.open()).toEqual(['1 kim ×3', '2 lee ×3']);
    expect(run.due(40)).toEqual(['failed kim (+3)']);
  });

  it('is separate for each key', () => {
    const run = new IncidentRun([BY_USER]);
    ['failed kim', 'failed lee', 'failed kim'].forEach((line, at) => run.short(at, line));
    expect(run.open()).toEqual(['1 kim ×2', '2 lee ×1']);
  });

  it('of a deferred text opens at once, and its time to be acknowledged starts with the text', () => {
    const run = withBoss({ wait: '30s' });
    expect(run.short(0)).toBe('grouped');
    expect(run.open()).toEqual(['1 ×1']);
    expect(run.settle(20 * MINUTE)).toEqual([]);
    run.due(20 * MINUTE);
    expect(run.settle(35 * MINUTE - 1)).toEqual([]);
    expect(run.settle(35 * MINUTE)).toEqual(['1 to boss']);
  });
});

describe('a recovery line (J16)', () => {
  it('closes the incident: the next match is reported at once, in a new one', () => {
    const run = new IncidentRun([{ cooldown: '1h', ok: { text: 'fine' } }]);
    expect([run.short(0), run.short(1)]).toEqual(['text', 'cooldown']);
    expect(run.ok('disk fine')).toEqual([1]);
    expect(run.open()).toEqual([]);
    expect(run.at(2).summary).toMatchObject({ incident: 2, heldBack: 1 });
  });

  it.each(['line', 'key', 'rule'])('ends a cooldown by %s for its key only', (cooldownBy) => {
    const run = new IncidentRun([{ ...OK_USER, cooldown: '1h', cooldownBy }]);
    const rests = cooldownBy === 'rule' ? 'cooldown' : 'text';
    expect([run.short(0, 'failed kim'), run.short(1, 'failed lee')]).toEqual(['text', rests]);
    expect(run.ok('login of kim')).toEqual([1]);
    expect(run.short(2, 'failed kim')).toBe('text' + (cooldownBy === 'rule' ? ' +1' : ''));
    expect(run.short(3, 'failed lee')).toBe('cooldown');
  });

  it('restarts the count of a threshold, with or without an incident', () => {
    const run = new IncidentRun([{ ...OK_USER, threshold: { count: 3, within: '1h' } }]);
    const fails = (at: number): string => run.short(at, 'failed kim');
    expect([0, 1].map(fails)).toEqual(['threshold', 'threshold']);
    expect(run.ok('login of kim')).toEqual([]);
    expect([2, 3, 4].map(fails)).toEqual(['threshold', 'threshold', 'text']);
    expect(run.ok('login of kim')).toEqual([1]);
    expect([5, 6, 7].map(fails)).toEqual(['threshold', 'threshold', 'text']);
  });

  it('without the group of the key closes all incidents of the rule', () => {
    const run = new IncidentRun([{ ...BY_USER, ok: { text: 'all logins work' } }]);
    ['failed kim', 'failed lee'].forEach((line, at) => run.short(at, line));
    expect(run.ok('all logins work')).toEqual([1, 2]);
  });

  it('of another key or rule closes nothing', () => {
    const run = new IncidentRun([OK_USER, { ok: { text: 'fine' } }]);
    run.short(0, 'failed kim');
    expect(run.ok('login of lee')).toEqual([]);
    expect(run.ok('fine', 1)).toEqual([]);
    expect(run.open()).toEqual(['1 kim ×1']);
  });

  it('before the text of a quiet night is reported in that text', () => {
    const quiet = { quiet: [{ from: '12:00', to: '13:00' }], zone: 'Asia/Seoul' };
    const run = new IncidentRun([{ ok: { text: 'fine' } }], { policy: quiet });
    expect(run.short(0)).toBe('quiet');
    expect(run.ok('fine')).toEqual([1]);
    expect(run.over(1, 'disk fine', { incident: 1, wasAlerted: false })).toBe('joined');
    expect(run.due(HOUR)[0]?.split('\n').slice(1)).toEqual(['r0: 1', 'disk full', 'disk fine']);
  });

  it('after the text is reported separately, unless the rule matched again', () => {
    const run = new IncidentRun([{ ok: { text: 'fine' }, wait: '30s' }]);
    run.short(0);
    run.due(30);
    expect(run.ok('fine')).toEqual([1]);
    expect(run.over(31, 'disk fine', { incident: 1, wasAlerted: true })).toBe('grouped');
    expect(run.short(32)).toBe('joined');
    expect(run.open()).toEqual(['2 ×1']);
  });
});

describe('an incident without a recovery line (J16)', () => {
  it('closes at its maximum age without a text', () => {
    const run = new IncidentRun([{ cooldown: '30d' }], { policy: { incidentMaxAge: '2h' } });
    run.short(0);
    expect(run.looksAt()).toBe(2 * HOUR);
    run.short(HOUR);
    expect(run.looksAt()).toBe(3 * HOUR);
    expect(run.settle(3 * HOUR - 1)).toEqual([]);
    expect(run.settle(3 * HOUR)).toEqual(['1 age']);
    expect(run.short(4 * HOUR)).toBe('text +1');
    expect(run.open()).toEqual(['2 ×2']);
  });

  it('closed by a person can open again, too', () => {
    const run = new IncidentRun([{ cooldown: '1h' }]);
    run.short(0);
    expect([run.close(), run.close()]).toEqual([1, undefined]);
    expect(run.short(1)).toBe('text');
  });
});

describe('escalation (J34)', () => {
  it('texts the others once if nobody acknowledges in time', () => {
    const run = withBoss({ cooldown: '1h' });
    run.short(0);
    expect(run.looksAt()).toBe(15 * MINUTE);
    expect([15 * MINUTE - 1, 15 * MINUTE, 16 * MINUTE, HOUR].flatMap((at) => run.settle(at))).toEqual(['1 to boss']);
    run.short(2 * HOUR);
    expect(run.settle(3 * HOUR)).toEqual([]);
  });

  it.each([
    ['acknowledged', (run: IncidentRun) => run.acknowledge()],
    ['closed by a person', (run: IncidentRun) => run.close()],
    ['closed by a line', (run: IncidentRun) => run.ok('fine')],
  ])('is off once it is %s', (_how, end) => {
    const run = withBoss({ ok: { text: 'fine' } });
    run.short(0);
    end(run);
    run.memory.takeChanges();
    expect(run.settle(15 * MINUTE)).toEqual([]);
  });

  it('is off while an acknowledged incident is open, and on again for the next one', () => {
    const run = withBoss({ ok: { text: 'fine' } });
    run.short(0);
    run.acknowledge();
    run.short(HOUR);
    expect(run.settle(2 * HOUR)).toEqual([]);
    run.ok('fine');
    run.short(3 * HOUR);
    expect(run.settle(3 * HOUR + 15 * MINUTE)).toEqual(['2 to boss']);
  });

  it('comes before the incident closes by age', () => {
    const run = withBoss({}, { incidentMaxAge: '5m' });
    run.short(0);
    expect(run.settle(10 * MINUTE)).toEqual([]);
    expect(run.settle(15 * MINUTE)).toEqual(['1 to boss']);
    expect(run.settle(20 * MINUTE)).toEqual(['1 age']);
  });

  const QUIET = { zone: 'Asia/Seoul', quiet: [{ from: '12:10', to: '13:00' }] };

  it.each([
    ['waits for the end of quiet hours', {}, QUIET, HOUR],
    ['of an urgent rule does not', { urgent: true }, QUIET, 15 * MINUTE],
    [
      'waits for the budget of the next day',
      {},
      { zone: 'Asia/Seoul', budget: { textsPerDay: 1, reserve: 0 } },
      20 * HOUR,
    ],
  ])('%s', (_how, rule, policy, at) => {
    const run = withBoss(rule, policy);
    run.short(0);
    const times = [15 * MINUTE, HOUR, 20 * HOUR, 2 * DAY];
    expect(times.filter((time) => run.settle(time).includes('1 to boss'))).toEqual([at]);
  });

  it('waits for the end of a pause, and of a mute of the rule', () => {
    const run = withBoss({});
    run.short(0);
    run.paused = true;
    expect(run.settle(15 * MINUTE)).toEqual([]);
    run.paused = false;
    run.mute(0, HOUR);
    expect(run.settle(16 * MINUTE)).toEqual([]);
    expect(run.settle(HOUR)).toEqual(['1 to boss']);
  });

  it('is given up once it is three days late, and its incident then closes by age', () => {
    const month = { zone: 'Asia/Seoul', budget: { textsPerMonth: 1, reserve: 0 } };
    const run = withBoss({}, month);
    run.short(0);
    const due = 15 * MINUTE;
    const times = [due, 20 * HOUR, 20 * HOUR + DAY, 20 * HOUR + 2 * DAY, due + 3 * DAY, 20 * HOUR + 3 * DAY];
    expect(times.map((at) => run.settle(at))).toEqual([[], [], [], [], [], ['1 given up']]);
    expect(run.open()).toEqual(['1 ×1']);
    expect([20 * HOUR + 4 * DAY, 30 * DAY].map((at) => run.settle(at))).toEqual([['1 age'], []]);
  });

  it('goes out late after long quiet hours, within three days', () => {
    const run = withBoss({}, { zone: 'Asia/Seoul', quiet: [{ from: '12:10', to: '12:00' }] });
    run.short(0);
    expect(run.settle(15 * MINUTE)).toEqual([]);
    expect(run.settle(3 * DAY)).toEqual(['1 to boss']);
  });

  it('from before a restart is not reported as new', () => {
    const run = withBoss({});
    run.short(0);
    expect(run.settle(15 * MINUTE + 3 * DAY + 1)).toEqual(['1 given up']);
  });

  it('counts towards the budget', () => {
    const run = withBoss({}, { budget: { textsPerDay: 2, reserve: 0 }, zone: 'Asia/Seoul' });
    run.short(0);
    run.settle(15 * MINUTE);
    expect(run.short(HOUR)).toBe('budget');
  });
});
