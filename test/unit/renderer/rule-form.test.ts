import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration, writeDuration } from '../../../src/renderer/edits/duration-parts';
import { placeProblems } from '../../../src/renderer/edits/fields-of-problems';
import { NEW_RULE, ruleField, ruleToValues, valuesToRule } from '../../../src/renderer/edits/rule-form';
import { parseSettings } from '../../../src/shared/parse-settings';
import { ruleSchema } from '../../../src/shared/settings';

const id = fc.constantFrom('a', 'b', 'c');
const pattern = fc
  .tuple(fc.string({ minLength: 1 }), fc.boolean(), fc.boolean())
  .map(([text, ignoreCase, regex]) => (regex ? { regex: text, ignoreCase } : { text, ignoreCase }));
const rule = fc.record({
  id,
  name: fc.string({ maxLength: 20 }).map((name) => name.trim()),
  enabled: fc.boolean(),
  match: pattern,
  butNot: fc.array(pattern, { maxLength: 3 }),
  message: fc.string({ minLength: 1 }),
  files: fc.option(fc.uniqueArray(id), { nil: undefined }),
  recipients: fc.option(fc.uniqueArray(id), { nil: undefined }),
  cooldown: fc.tuple(fc.nat(365), fc.constantFrom('ms', 's', 'm', 'h', 'd')).map(([n, unit]) => `${n}${unit}`),
  key: fc.option(fc.constantFrom('1', 'user'), { nil: undefined }),
  urgent: fc.boolean(),
  wait: fc.option(fc.constant('30s'), { nil: undefined }),
  quiet: fc.option(fc.constant([{ from: '23:00', to: '07:00' }]), { nil: undefined }),
  threshold: fc.option(fc.constant({ count: 3, within: '1m' }), { nil: undefined }),
  cooldownBy: fc.constantFrom('line', 'rule', 'key'),
  cooldownMax: fc.option(fc.constantFrom('1h', '2d'), { nil: undefined }),
});

describe('form of a rule', () => {
  it('gives back every rule as it was', () => {
    fc.assert(
      fc.property(rule, (written) => {
        const parsed = ruleSchema.parse(JSON.parse(JSON.stringify(written)));
        expect(valuesToRule(parsed.id, ruleToValues(parsed), parsed)).toEqual(parsed);
      }),
    );
  });

  it('takes an empty number as no cooldown', () => {
    expect(valuesToRule('x', { ...NEW_RULE, cooldownAmount: '' }, null).cooldown).toBe('0m');
  });

  it('reads what it writes, and zero from what is no duration', () => {
    expect(readDuration(writeDuration({ amount: 90, unit: 'm' }))).toEqual({ amount: 90, unit: 'm' });
    expect(readDuration('soon')).toEqual({ amount: 0, unit: 's' });
  });
});

describe('faults beside fields', () => {
  it('places each fault of a rule beside the field that mends it', () => {
    const rules = [
      { id: 'ok', match: { text: 'x' } },
      { id: 'wrong', match: { regex: '(' }, butNot: [{ text: 'a' }, { regex: '[' }], message: '', recipients: [] },
    ];
    const recipients = [{ id: 'a', number: '010-1234-5678' }];
    const semantic = parseSettings({ rules: [rules[0], { ...rules[1], message: 'x' }], recipients });
    expect(Object.keys(placeProblems(semantic.problems, 'rules[1]', ruleField).fields)).toEqual([
      'match.pattern',
      'butNot.1.pattern',
    ]);
    const missing = parseSettings({ rules, recipients });
    expect(Object.keys(placeProblems(missing.problems, 'rules[1]', ruleField).fields)).toEqual(['message']);
  });

  it('keeps faults of other items apart, also of those whose index begins alike', () => {
    const wrong = { id: 'wrong', path: 'relative' };
    const files = [...Array.from({ length: 10 }, (_, at) => ({ id: `f${at}`, path: '/a' })), wrong];
    const { problems } = parseSettings({ files });
    const placed = placeProblems(problems, 'files[1]', (path) => path);
    expect(placed.fields).toEqual({});
    expect(placed.elsewhere.map(({ path }) => path)).toEqual(['files[10].path']);
  });
});
