import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterAlert } from '../../../../../src/main/engine/alert/message/cluster-alert';
import type { Rule } from '../../../../../src/shared/settings/schema';
import { policySettings } from '../../../../support/engine/policy-run';

const settings = policySettings([{ to: 'alertmanager' }], {
  alertmanager: { urls: ['http://am:9093'], labels: { team: 'pay' } },
});
const [rule] = settings.rules as readonly [Rule];

it('the alert of an incident has the rule, host, log and group value as labels, and those of the settings', () => {
  const opening = { rule, host: 'web1', log: '/var/log/app.log', key: '', at: 5 };
  expect(clusterAlert(opening, settings)).toEqual({
    labels: { team: 'pay', alertname: 'r0', rule: 'r0', host: 'web1', log: '/var/log/app.log' },
    startsAt: 5,
  });
});

it('any name, path and group value makes short labels of one line in UTF-8', () => {
  const text = fc.string({ unit: 'binary', maxLength: 2_000 });
  const property = fc.property(text, text, text, (name, log, key) => {
    const { labels } = clusterAlert({ rule: { ...rule, name }, host: 'web1', log, key, at: 0 }, settings);
    for (const value of Object.values(labels)) {
      expect(value.length).toBeLessThanOrEqual(500);
      expect(value).not.toMatch(/^$|\p{Cc}|\p{Cs}/u);
    }
    expect(labels['alertname']).toBeDefined();
  });
  fc.assert(property);
});
