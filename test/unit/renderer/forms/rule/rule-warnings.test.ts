import { describe, expect, it } from 'vitest';
import { ruleWarnings, settingLabelKey } from '../../../../../src/renderer/forms/rule/rule-warnings';
import { translator } from '../../../../../src/shared/i18n/translator';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { ruleSchema } from '../../../../../src/shared/settings/rules/rule-schema';
import type { Rule } from '../../../../../src/shared/settings/schema';

const { settings } = parseSettings({
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  rules: [
    { id: 'first', name: 'Disk', match: { text: 'x' } },
    { id: 'second', name: 'Web', match: { text: 'y' }, cooldownMax: '1h' },
  ],
});
const rule = (fields: object): Rule => ruleSchema.parse({ id: 'first', match: { text: 'x' }, ...fields });

describe('warnings about a rule that is being edited', () => {
  it('are none for a sound rule, whatever others do', () => {
    expect(ruleWarnings(rule({ name: 'Disk', cooldown: '10m' }), settings)).toEqual({
      name: null,
      escalation: [],
      others: [],
      nobody: false,
    });
  });

  it('report a name that another rule has, before it and after it', () => {
    expect(ruleWarnings(rule({ name: 'Web' }), settings).name?.code).toBe('same-name');
    expect(ruleWarnings(rule({ id: 'second', name: 'Disk' }), settings).name?.code).toBe('same-name');
    expect(ruleWarnings(rule({ id: 'new', name: '' }), settings).name).toBeNull();
  });

  it('are none for patterns that have not been entered yet', () => {
    const blank = { text: '', ignoreCase: false };
    const fields = { pair: { end: blank, within: '1h' }, ok: blank, butNot: [blank] };
    expect(ruleWarnings({ ...rule({}), match: blank }, settings).others).toEqual([]);
    expect(ruleWarnings({ ...rule({}), ...fields }, settings).others).toEqual([]);
  });

  it('report people to escalate to who are alerted anyway, apart from the others', () => {
    const { escalation, others } = ruleWarnings(rule({ escalate: { after: '10m', to: ['me'] } }), settings);
    expect(escalation).toMatchObject([{ code: 'escalates-to-recipient', path: 'escalate.to[0]' }]);
    expect(others).toEqual([]);
  });

  it('report that there is nobody to text', () => {
    expect(ruleWarnings(rule({}), { ...settings, recipients: [] }).nobody).toBe(true);
    expect(ruleWarnings(rule({ recipients: [] }), settings).nobody).toBe(true);
  });

  it.each([
    [{ rollup: true }],
    [{ cooldownBy: 'rule' }],
    [{ cooldown: '1h', cooldownMax: '10m' }],
    [{ absence: { after: '1h' }, threshold: { count: 2, within: '1m' }, cooldown: '1m' }],
    [{ absence: { after: '1h', forget: '1m' } }],
    [{ files: [], ok: { text: 'x' }, butNot: [{ text: 'a' }, { text: 'x' }] }],
    [{ message: '{{lin}}', okMessage: '{{lin}}', pair: { end: { text: 'x' }, within: '1h', message: '{{lin}}' } }],
    [{ absence: { after: '1h', message: '{{lin}}', recovered: '{{lin}}' } }],
    [{ quiet: [{ from: '00:00', to: '24:00' }] }],
    [{ urgent: true, wait: '30s', quiet: [{ from: '00:00', to: '24:00' }] }],
  ])('name case %$ in terms of the form', (fields) => {
    const { others } = ruleWarnings(rule(fields), settings);
    expect(others.length).toBeGreaterThan(0);
    const settingNames = others.flatMap(({ path, params }) => [
      path,
      ...(params['field'] === undefined ? [] : [params['field']]),
    ]);
    const t = translator('ko');
    expect(
      settingNames.filter((name) => settingLabelKey(name) === null || t(settingLabelKey(name) ?? '').includes('.')),
    ).toEqual([]);
  });
});
