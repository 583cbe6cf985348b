import { describe, expect, it } from 'vitest';
import { placeProblems } from '../../../../src/renderer/forms/problem-fields';
import { policyField, policyToValues, valuesToPolicy } from '../../../../src/renderer/forms/policy-form';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { policySchema } from '../../../../src/shared/settings/rules/policy-schema';

describe('form of the policy for all rules', () => {
  it.each([
    [{}],
    [{ budget: { textsPerDay: null } }],
    [
      {
        zone: 'Asia/Seoul',
        quiet: [
          { from: '23:00', to: '07:00' },
          { days: ['sat', 'sun'], from: '00:00', to: '24:00', zone: 'UTC' },
        ],
        quietBy: 'sens',
        wait: '30s',
        budget: { textsPerDay: 20, wonPerMonth: 10_000, reserve: 0 },
        digestAt: '09:30',
        incidentMaxAge: '12h',
      },
    ],
  ])('returns policy %$ unchanged', (written) => {
    const policy = policySchema.parse(written);
    expect(valuesToPolicy(policyToValues(policy), policy)).toEqual(policy);
  });

  it.each([
    [{ zone: 'Mars/Base' }, 'zone'],
    [{ quiet: [{ from: '23:00', to: '25:00' }] }, 'quiet.spans.0.to'],
    [{ quiet: [{ from: '23:00', to: '23:00' }] }, 'quiet.spans.0.to'],
    [{ wait: '2h' }, 'wait.amount'],
    [{ budget: { textsPerDay: 0 } }, 'budget.textsPerDay'],
    [{ budget: { reserve: 1_001 } }, 'budget.reserve'],
    [{ digestAt: '8' }, 'digestAt'],
    [{ incidentMaxAge: '1s' }, 'incidentMaxAge.amount'],
  ])('places case %$ beside the field that fixes it', (policy, field) => {
    const { fields, elsewhere } = placeProblems(parseSettings({ policy }).problems, 'policy', policyField);
    expect([Object.keys(fields), elsewhere]).toEqual([[field], []]);
  });
});
