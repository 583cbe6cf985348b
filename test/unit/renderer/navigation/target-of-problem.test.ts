import { describe, expect, it } from 'vitest';
import { targetOfProblem, targetOfSetting } from '../../../../src/renderer/navigation/problem-target';
import { settingsProblem } from '../../../../src/shared/settings/validation/problems';

const about = { subject: 'one' };

describe('the place where a problem is fixed', () => {
  it.each([
    ['file-unreadable', 'files', 'file one', null],
    ['looks-cp949', 'files', 'file one', null],
    ['journal-denied', 'files', 'file one', null],
    ['absence-blind', 'files', null, null],
    ['sens-refused-key', 'delivery', 'keys', null],
    ['no-keys', 'delivery', 'keys', null],
    ['sens-unknown-service', 'delivery', 'sens', 'serviceId'],
    ['sens-bad-request', 'delivery', 'sens', 'from'],
    ['sens-too-fast', 'delivery', 'sens', null],
    ['budget-used-up', 'delivery', 'policy', 'budget.textsPerDay'],
    ['text-failed', 'history', null, null],
    ['pattern-too-slow', 'rules', 'rule one', null],
    ['exception-too-slow', 'rules', 'rule one', null],
    ['too-many-keys', 'rules', 'rule one', null],
    ['settings-not-saved', 'settings', null, null],
    ['ledger-unusable', 'help', null, null],
    ['watch-limit', 'help', null, null],
  ] as const)('%s: page %s, part %s, field %s', (code, page, part, field) => {
    expect(targetOfProblem({ code, ...about }, [])).toEqual({ page, part, field });
  });

  it('is the first error for invalid settings', () => {
    const first = settingsProblem(['sens', 'serviceId'], 'missing');
    const target = targetOfProblem({ code: 'settings', subject: '' }, [first]);
    expect(target).toEqual({ page: 'delivery', part: 'sens', field: 'serviceId' });
    expect(targetOfProblem({ code: 'settings', subject: '' }, []).page).toBe('settings');
  });

  it.each([
    ['files[3].path', 'files', 'faults', null],
    ['rules[0].match.regex', 'rules', 'faults', null],
    ['sens.serviceId', 'delivery', 'sens', 'serviceId'],
    ['sens.keys', 'delivery', 'keys', null],
    ['environment.LOGBELL_ACCESS_KEY', 'delivery', 'keys', null],
    ['recipients', 'delivery', 'recipients', null],
    ['groups[0].recipients[1]', 'delivery', 'groups', null],
    ['delivery.prices.SMS', 'delivery', 'cost', null],
    ['delivery.maxAge', 'delivery', 'sending', null],
    ['policy.quiet[0].to', 'delivery', 'policy', 'quiet.spans.0.to'],
    ['policy.budget.textsPerDay', 'delivery', 'policy', 'budget.textsPerDay'],
    ['app.theme', 'settings', 'faults', null],
    ['', 'settings', 'faults', null],
  ] as const)('%s is set on the page %s, part %s, field %s', (path, page, part, field) => {
    expect(targetOfSetting(path)).toEqual({ page, part, field });
  });
});
