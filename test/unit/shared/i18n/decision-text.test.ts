import { describe, expect, it } from 'vitest';
import { translator } from '../../../../src/shared/i18n/translator';
import { decisionSentence, heldSentence, reasonSentence } from '../../../../src/shared/i18n/decision-text';

const AT = new Date(2026, 10, 24, 7, 0).getTime();
const t = translator('en');

describe('sentences of decisions and reasons', () => {
  it.each(['quiet', 'muted', 'budget', 'reserved'] as const)('write the time of %s', (why) => {
    const decision = { outcome: 'held', why, params: { until: AT } } as const;
    expect(decisionSentence(decision, t)).toContain('11-24 07:00:00');
    expect(decisionSentence(decision, t, () => 'tomorrow')).toContain('tomorrow');
  });

  it.each(['cooldown', 'threshold-over'] as const)('write the end of %s, if the decision carries it', (why) => {
    const params = { cooldown: '10m', within: '1m' };
    expect(decisionSentence({ outcome: 'held', why, params: { ...params, until: AT } }, t, () => 'tomorrow')).toContain(
      'tomorrow',
    );
    expect(decisionSentence({ outcome: 'held', why, params }, t)).not.toContain('{{');
    expect(decisionSentence({ outcome: 'held', why, params }, t)).not.toContain('until');
  });

  it.each(['reserved', 'held'])('write the time of a text that is %s', (code) => {
    expect(reasonSentence({ code, params: { until: AT } }, t)).toContain('11-24 07:00:00');
    expect(reasonSentence({ code, params: { until: AT } }, t, () => 'tomorrow')).toContain('tomorrow');
  });

  it('write durations in words', () => {
    const decision = { outcome: 'held', why: 'cooldown', params: { cooldown: '10m' } } as const;
    expect(decisionSentence(decision, t)).toContain('10 min');
    const counted = { outcome: 'held', why: 'threshold', params: { count: 5, seen: 1, within: '1h' } } as const;
    expect(heldSentence(counted, t)).toContain('1 h');
  });

  it('repeat the threshold that an alert reached', () => {
    const decision = { outcome: 'alerted', why: 'matched', params: { count: 6, within: '1m' } } as const;
    expect(decisionSentence(decision, t)).toContain('6 matches within 1 min');
    expect(decisionSentence({ ...decision, params: {} }, t)).toBe(t('decision.matched'));
  });

  it('keep a time that is already a text', () => {
    const decision = { outcome: 'held', why: 'quiet', params: { until: '11-24 07:00:00' } } as const;
    expect(decisionSentence(decision, t, () => 'tomorrow')).toContain('11-24 07:00:00');
  });
});
