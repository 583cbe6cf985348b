import { describe, expect, it } from 'vitest';
import { evaluateMatch } from '../../../../../src/main/engine/alert/decision/evaluate';
import { START, PolicyRun } from '../../../../support/engine/policy-run';

it('reports that there is nobody to text', () => {
  const run = new PolicyRun([{}]);
  const found = { matched: 'a', groups: [], named: {} };
  const facts = {
    rule: run.rule(),
    line: 'a',
    found,
    at: START,
    paused: false,
    recipients: 0,
    channels: 0,
    settings: run.settings,
    title: 'r',
    hostName: 'host',
  };
  expect(evaluateMatch(facts, run.memory).decision).toMatchObject({ outcome: 'alerted', why: 'no-recipients' });
});

describe('mute', () => {
  it('holds matches until it ends, and the next text counts them', () => {
    const run = new PolicyRun([{}]);
    run.mute(0, 600);
    expect([0, 1, 599, 600].map((at) => run.short(at))).toEqual(['muted', 'muted', 'muted', 'text +3']);
  });

  it('of one rule does not affect the others', () => {
    const run = new PolicyRun([{}, {}]);
    run.mute(0, 600);
    expect([run.short(1, 'a', 0), run.short(1, 'a', 1)]).toEqual(['muted', 'text']);
  });

  it('is not extended by a clock that is set back', () => {
    const run = new PolicyRun([{}]);
    run.mute(0, 600);
    expect([-10_000, -9_401, -9_400].map((at) => run.short(at))).toEqual(['muted', 'muted', 'text +2']);
  });

  it('holds matches of urgent rules, too', () => {
    const run = new PolicyRun([{ urgent: true }]);
    run.mute(0, 600);
    expect(run.short(1)).toBe('muted');
  });
});
