import { describe, expect, it } from 'vitest';
import { decide, type DecisionFacts } from '../../../src/main/engine/alert/decide';

const MINUTE = 60_000;

function facts(change: Partial<DecisionFacts>): DecisionFacts {
  return {
    rule: { cooldown: '10m' },
    state: { lastAlertAt: 0, held: 0 },
    now: 100 * MINUTE,
    paused: false,
    recipients: 1,
    ...change,
  };
}

describe('decide', () => {
  it('alerts the first match', () => {
    const { decision, state } = decide(facts({}));
    expect(decision).toEqual({ outcome: 'alerted', why: 'matched', params: {} });
    expect(state).toEqual({ lastAlertAt: 100 * MINUTE, held: 0 });
  });

  it('holds and counts within the cooldown, and tells the count with the next alert', () => {
    const first = decide(facts({}));
    const second = decide(facts({ state: first.state, now: 103 * MINUTE }));
    expect(second.decision).toEqual({ outcome: 'held', why: 'cooldown', params: { cooldown: '10m' } });
    const third = decide(facts({ state: second.state, now: 110 * MINUTE + 1 }));
    expect(third.decision.outcome).toBe('alerted');
    expect(third.heldBefore).toBe(1);
  });

  it('alerts again at the very end of the cooldown', () => {
    expect(decide(facts({ state: { lastAlertAt: 90 * MINUTE, held: 0 } })).decision.outcome).toBe('alerted');
    expect(decide(facts({ state: { lastAlertAt: 90 * MINUTE + 1, held: 0 } })).decision.outcome).toBe('held');
  });

  it('alerts every match without a cooldown', () => {
    const { decision } = decide(facts({ rule: { cooldown: '0s' }, state: { lastAlertAt: 100 * MINUTE, held: 0 } }));
    expect(decision.outcome).toBe('alerted');
  });

  it('is not silenced by a clock that was set back', () => {
    expect(decide(facts({ state: { lastAlertAt: 200 * MINUTE, held: 0 } })).decision.outcome).toBe('alerted');
  });

  it('holds while paused, whatever the cooldown', () => {
    expect(decide(facts({ paused: true })).decision.why).toBe('paused');
  });

  it('says when there is nobody to text', () => {
    expect(decide(facts({ recipients: 0 })).decision).toMatchObject({ outcome: 'alerted', why: 'no-recipients' });
  });
});
