import { describe, expect, it } from 'vitest';
import { withoutEscalated } from '../../../../../src/renderer/forms/rule/escalation';

const people = {
  recipients: ['kim', 'lee', 'park'].map((id) => ({ id, name: '', number: '010-1234-5678', countryCode: '82' })),
  groups: [{ id: 'day', name: '', recipients: ['kim', 'lee'] }],
};

function values(recipients: readonly string[] | 'all', to: readonly string[]): Parameters<typeof withoutEscalated>[0] {
  const all = recipients === 'all';
  const after = { amount: 10, unit: 'm' } as const;
  return { allRecipients: all, recipients: all ? [] : recipients, escalate: { on: true, after, to } };
}

describe('withoutEscalated', () => {
  it('takes them out of all recipients, or of the chosen ones', () => {
    expect(withoutEscalated(values('all', ['park']), people)).toEqual(['kim', 'lee']);
    expect(withoutEscalated(values(['kim', 'park'], ['park']), people)).toEqual(['kim']);
    expect(withoutEscalated(values('all', ['day']), people)).toEqual(['park']);
  });

  it('keeps a group without them, and the others of a group with them', () => {
    expect(withoutEscalated(values(['day', 'park'], ['park']), people)).toEqual(['day']);
    expect(withoutEscalated(values(['day', 'park'], ['lee']), people)).toEqual(['kim', 'park']);
  });

  it('has no answer if nobody would be left', () => {
    expect(withoutEscalated(values(['day'], ['kim', 'lee']), people)).toBeNull();
    expect(withoutEscalated(values('all', ['day', 'park']), people)).toBeNull();
  });
});
