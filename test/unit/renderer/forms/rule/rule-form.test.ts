import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration, writeDuration } from '../../../../../src/renderer/forms/field-values';
import { placeProblems } from '../../../../../src/renderer/forms/problem-fields';
import { partOfField, ruleField } from '../../../../../src/renderer/forms/rule/rule-fields';
import { newRule, ruleToValues } from '../../../../../src/renderer/forms/rule/rule-form';
import { valuesToRule } from '../../../../../src/renderer/forms/rule/values-to-rule';
import { defaultMessages } from '../../../../../src/shared/i18n/default-messages';
import { translator } from '../../../../../src/shared/i18n/translator';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { ruleSchema } from '../../../../../src/shared/settings/rules/rule-schema';

const defaults = defaultMessages(translator('en'));

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
  channels: fc.option(fc.uniqueArray(id), { nil: undefined }),
  cooldown: fc.tuple(fc.nat(365), fc.constantFrom('ms', 's', 'm', 'h', 'd')).map(([n, unit]) => `${n}${unit}`),
  key: fc.option(fc.constantFrom('1', 'user'), { nil: undefined }),
  urgent: fc.boolean(),
  wait: fc.option(fc.constant('30s'), { nil: undefined }),
  quiet: fc.option(
    fc.constantFrom(
      [],
      [
        { from: '23:00', to: '07:00' },
        { days: ['sun', 'mon'], from: '00:00', to: '24:00', zone: 'UTC' },
      ],
    ),
    { nil: undefined },
  ),
  threshold: fc.option(fc.constant({ count: 3, within: '1m' }), { nil: undefined }),
  cooldownBy: fc.constantFrom('line', 'rule', 'key'),
  rollup: fc.boolean(),
  cooldownMax: fc.option(fc.constantFrom('1h', '2d'), { nil: undefined }),
  absence: fc.option(
    fc.constantFrom(
      { after: '26h' },
      { after: '1h', ...defaults.absence },
      { after: '5m', by: 'key', forget: '2d', message: 'gone', recovered: 'back' },
    ),
    { nil: undefined },
  ),
  ok: fc.option(pattern, { nil: undefined }),
  okMessage: fc.option(fc.constantFrom('fine', defaults.okMessage), { nil: undefined }),
  escalate: fc.option(fc.constant({ after: '15m', to: ['a', 'b'] }), { nil: undefined }),
  budget: fc.option(fc.constantFrom({ textsPerDay: 5 }, { wonPerDay: 90, wonPerMonth: 900, textsPerMonth: 10 }), {
    nil: undefined,
  }),
});
const pair = fc
  .tuple(
    fc.record({
      end: pattern,
      within: fc.constant('2h'),
      message: fc.option(fc.constantFrom('not done', defaults.pair.message), { nil: undefined }),
    }),
    fc.constantFrom({}, { recovered: 'done at last' }),
  )
  .map(([told, late]) => ({ ...told, ...late }));

const X = { kind: 'text', pattern: 'x', ignoreCase: false } as const;

describe('form of a rule', () => {
  it('returns every rule unchanged', () => {
    fc.assert(
      fc.property(rule, fc.option(pair, { nil: undefined }), (written, begun) => {
        const whole = written.absence === undefined ? { ...written, pair: begun } : written;
        const parsed = ruleSchema.parse(JSON.parse(JSON.stringify(whole)));
        expect(valuesToRule(parsed.id, ruleToValues(parsed, defaults), { before: parsed, defaults })).toEqual(parsed);
      }),
    );
  });

  it('treats an empty number as no cooldown', () => {
    const values = { ...newRule(defaults), cooldown: { amount: '', unit: 'm' } } as const;
    expect(valuesToRule('x', values, { before: null, defaults }).cooldown).toBe('0m');
  });

  it('omits disabled parts', () => {
    const values = { ...newRule(defaults), match: X };
    const written = valuesToRule('x', values, { before: null, defaults });
    expect(written).toEqual(ruleSchema.parse({ id: 'x', match: { text: 'x' }, cooldown: '10m' }));
  });

  it('hands its incidents to Alertmanager, or texts again', () => {
    const written = valuesToRule(
      'x',
      { ...newRule(defaults), match: X, toAlertmanager: true },
      { before: null, defaults },
    );
    expect(written).toMatchObject({ to: 'alertmanager' });
    const values = ruleToValues(written, defaults);
    expect(values).toMatchObject({ toAlertmanager: true, allRecipients: true });
    const texting = { ...values, toAlertmanager: false };
    expect(valuesToRule('x', texting, { before: written, defaults })).not.toHaveProperty('to');
  });

  it('sends no texts if only channels are chosen', () => {
    const values = { ...newRule(defaults), match: X, channelsOnly: true, channels: ['ops'] };
    const written = valuesToRule('x', values, { before: null, defaults });
    expect(written).toMatchObject({ recipients: [], channels: ['ops'] });
    expect(ruleToValues(written, defaults)).toMatchObject({ channelsOnly: true, allRecipients: false });
  });

  it('starts a new rule with a cooldown of 10 minutes', () => {
    expect(newRule(defaults).cooldown).toEqual({ amount: 10, unit: 'm' });
  });

  it.each(['ko', 'en'] as const)('writes down the messages that a new rule starts with: %s', (language) => {
    const messages = defaultMessages(translator(language));
    const start = { before: null, defaults: messages };
    const values = newRule(messages);
    const recovering = { ...values, match: X, ok: { ...values.ok, on: true, match: X } };
    expect(valuesToRule('x', recovering, start).okMessage).toBe(messages.okMessage);
    expect(valuesToRule('x', { ...values, kind: 'absence' }, start).absence).toMatchObject(messages.absence);
    expect(valuesToRule('x', { ...values, kind: 'pair' }, start).pair).toMatchObject(messages.pair);
  });

  it('keeps leaving out a message that is not edited, and writes down one that is', () => {
    const before = ruleSchema.parse({ id: 'x', match: { text: 'x' }, ok: { text: 'y' } });
    const values = ruleToValues(before, defaults);
    expect(values.ok.message).toBe(defaults.okMessage);
    expect(valuesToRule('x', { ...values, name: 'X' }, { before, defaults }).okMessage).toBeUndefined();
    const edited = { ...values, ok: { ...values.ok, message: 'Fine' } };
    expect(valuesToRule('x', edited, { before, defaults }).okMessage).toBe('Fine');
  });

  it('reads what it writes, and zero from an invalid duration', () => {
    expect(readDuration(writeDuration({ amount: 90, unit: 'm' }))).toEqual({ amount: 90, unit: 'm' });
    expect(readDuration('soon')).toEqual({ amount: 0, unit: 's' });
  });
});

describe('errors beside fields', () => {
  it('places each error of a rule beside the field that fixes it', () => {
    const rules = [
      { id: 'ok', match: { text: 'x' } },
      { id: 'wrong', match: { regex: '(' }, butNot: [{ text: 'a' }, { regex: '[' }], message: '', recipients: [] },
    ];
    const recipients = [{ id: 'a', number: '010-1234-5678' }];
    const fields = (rule: object): string[] => {
      const { problems } = parseSettings({ rules: [rules[0], rule], recipients });
      return Object.keys(placeProblems(problems, 'rules[1]', ruleField).fields);
    };
    const others = ['match.pattern', 'butNot.1.pattern', 'recipients'];
    expect(fields({ ...rules[1], message: 'x' })).toEqual(others);
    expect(fields({ ...rules[1] })).toEqual(['message', ...others]);
  });

  it.each([
    [{ threshold: { count: 1, within: '1m' } }, 'threshold.count', 'when'],
    [{ threshold: { count: 3, within: '0s' } }, 'threshold.within.amount', 'when'],
    [{ key: 'user' }, 'key', 'when'],
    [{ absence: { after: '0s' } }, 'absence.after.amount', 'when'],
    [{ absence: { after: '1h', by: 'key' } }, 'absence.by', 'when'],
    [{ absence: { after: '1h', forget: '1s' } }, 'absence.forget.amount', 'when'],
    [{ absence: { after: '1h', message: '' } }, 'absence.message', 'text'],
    [{ pair: { end: { regex: '(' }, within: '1h' } }, 'pair.end.pattern', 'when'],
    [{ pair: { end: { text: 'x' }, within: '8d' } }, 'pair.within.amount', 'when'],
    [{ pair: { end: { text: 'x' }, within: '1h', recovered: '{{line|0}}' } }, 'pair.recovered', 'text'],
    [{ quiet: [{ from: '7', to: '08:00' }] }, 'quiet.spans.0.from', 'limits'],
    [{ quiet: [{ from: '07:00', to: '07:00' }] }, 'quiet.spans.0.to', 'limits'],
    [{ quiet: [{ from: '07:00', to: '08:00', zone: 'Mars/Base' }] }, 'quiet.spans.0.zone', 'limits'],
    [{ quiet: [{ from: '07:00', to: '08:00', days: [] }] }, 'quiet.spans.0.days', 'limits'],
    [{ wait: '2h' }, 'wait.time.amount', 'limits'],
    [{ recipients: [] }, 'recipients', 'text'],
    [{ message: '{{line|1}}' }, 'message', 'text'],
    [{ ok: { regex: 'x*' } }, 'ok.match.pattern', 'text'],
    [{ okMessage: '' }, 'ok.message', 'text'],
    [{ escalate: { after: '1s', to: ['a'] } }, 'escalate.after.amount', 'text'],
    [{ escalate: { after: '1h', to: [] } }, 'escalate.to', 'text'],
    [{ cooldown: '400d' }, 'cooldown.amount', 'when'],
    [{ cooldownBy: 'key' }, 'cooldownBy', 'when'],
    [{ cooldownMax: '0s' }, 'cooldownMax.time.amount', 'when'],
    [{ budget: { wonPerDay: 0 } }, 'budget.wonPerDay', 'limits'],
  ])('places case %$ beside the field that fixes it', (policy, field, part) => {
    const { problems } = parseSettings({
      recipients: [{ id: 'a', number: '010-1234-5678' }],
      rules: [{ id: 'x', match: { text: 'x' }, ...policy }],
    });
    const { fields, elsewhere } = placeProblems(problems, 'rules[0]', ruleField);
    expect([Object.keys(fields), elsewhere]).toEqual([[field], []]);
    expect(partOfField(field)).toBe(part);
  });

  it('separates errors of other items, even of those whose index starts alike', () => {
    const wrong = { id: 'wrong', path: 'relative' };
    const files = [...Array.from({ length: 10 }, (_, at) => ({ id: `f${at}`, path: '/a' })), wrong];
    const { problems } = parseSettings({ files });
    const placed = placeProblems(problems, 'files[1]', (path) => path);
    expect(placed.fields).toEqual({});
    expect(placed.elsewhere.map(({ path }) => path)).toEqual(['files[10].path']);
  });
});
