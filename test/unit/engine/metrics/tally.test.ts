import { expect, it } from 'vitest';
import { DurationHistogram } from '../../../../src/main/engine/metrics/duration-histogram';
import { Tally } from '../../../../src/main/engine/metrics/tally';
import type { TextState } from '../../../../src/shared/contract/history';

const HELD = { outcome: 'held', why: 'cooldown', params: {} } as const;

function on(): Tally {
  const tally = new Tally();
  tally.turn(true);
  return tally;
}

function text(id: number, state: TextState): Parameters<Tally['event']>[0] {
  const rest = {
    alert: 1,
    to: '010-****-**78',
    type: 'SMS',
    content: '',
    reason: null,
    practice: true,
    costWon: 0,
  } as const;
  return { event: 'text', id, state, ...rest };
}

it('counts decisions one by one and as a flood reports them', () => {
  const tally = on();
  const match = { event: 'match', id: 1, at: 0, rule: 'disk', file: 'app', line: '' } as const;
  tally.event({ ...match, decision: { ...HELD, outcome: 'alerted', why: 'matched' } });
  tally.event({ ...match, decision: HELD });
  tally.event({ event: 'held', rule: 'disk', title: '', decision: HELD, count: 40, from: 0, to: 0 });
  expect(tally.ofRule('disk').decisions).toEqual([
    { outcome: 'alerted', why: 'matched', count: 1 },
    { outcome: 'held', why: 'cooldown', count: 41 },
  ]);
  expect(tally.ofRule('other').decisions).toEqual([]);
  tally.turn(false);
});

it('counts each state of a text once, however often it is reported', () => {
  const tally = on();
  const states = ['owed', 'owed', 'sending', 'owed', 'sending', 'accepted', 'accepted', 'delivered'] as const;
  states.forEach((state) => tally.event(text(1, state)));
  tally.event(text(2, 'owed'));
  expect(Object.fromEntries(tally.texts)).toEqual({ owed: 3, sending: 2, accepted: 1, delivered: 1 });
  tally.turn(false);
});

it('counts nothing while it is off, and goes on afterwards', () => {
  const tally = new Tally();
  tally.event(text(1, 'owed'));
  expect([tally.isOn, tally.texts.size]).toEqual([false, 0]);
  tally.turn(true);
  tally.read(['a', 'b'], { lines: 2, bytes: 30 });
  tally.turn(false);
  tally.turn(true);
  tally.read(['a'], { lines: 1, bytes: 10 });
  expect([tally.amountOf('a'), tally.amountOf('b')]).toEqual([
    { lines: 3, bytes: 40 },
    { lines: 2, bytes: 30 },
  ]);
  tally.turn(false);
});

it('counts durations in cumulative buckets', () => {
  const histogram = new DurationHistogram([0.001, 0.01]);
  [0.5, 1, 5, 5_000, -1].forEach((ms) => histogram.observe(ms));
  const { cumulative, sum } = histogram.counts();
  expect(cumulative).toEqual([3, 4, 5]);
  expect(sum).toBeCloseTo(5.0065);
});
