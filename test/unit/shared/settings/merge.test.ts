import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSettings, settingsDifferences } from '../../../../src/shared/settings/merge';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';
import type { Rule, Settings } from '../../../../src/shared/settings/schema';

const rule = (id: string, more: object = {}): Rule => ruleSchema.parse({ id, match: { text: id }, ...more });
const base: Settings = {
  ...parseSettings({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: '/var/log/app.log' }],
  }).settings,
  rules: [rule('a'), rule('b'), rule('c')],
};

const withRules = (...rules: Rule[]): Settings => ({ ...base, rules });
const ids = ({ rules }: Settings): string[] => rules.map(({ id }) => id);

/** Versions of three rules, 3 for a deleted one, and of two fields of the policy. */
interface Versions {
  readonly rules: readonly number[];
  readonly wait: number;
  readonly reserve: number;
}

const versions = fc.record({
  rules: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
  wait: fc.nat(2),
  reserve: fc.nat(2),
});

const NAMES = ['a', 'b', 'c'] as const;

function settingsOf({ rules, wait, reserve }: Versions): Settings {
  return {
    ...base,
    rules: NAMES.flatMap((id, index) => (rules[index] === 3 ? [] : [rule(id, { cooldown: `${rules[index]}m` })])),
    policy: { ...base.policy, wait: `${wait}s`, budget: { ...base.policy.budget, reserve } },
  };
}

/** Result of a three-way merge of one value, and if the changes overlap. */
function mergedValue(from: number, mine: number, theirs: number): readonly [value: number, overlap: boolean] {
  return mine === from ? [theirs, false] : [mine, theirs !== from && theirs !== mine];
}

describe('edits based on the same settings', () => {
  it('are merged value by value, and overlap where one value was changed twice', () => {
    fc.assert(
      fc.property(versions, versions, versions, (from, mine, theirs) => {
        const rules = from.rules.map((one, index) =>
          mergedValue(one, mine.rules[index] ?? 0, theirs.rules[index] ?? 0),
        );
        const wait = mergedValue(from.wait, mine.wait, theirs.wait);
        const reserve = mergedValue(from.reserve, mine.reserve, theirs.reserve);
        const expected = settingsOf({ rules: rules.map(([one]) => one), wait: wait[0], reserve: reserve[0] });
        const merged = mergeSettings(settingsOf(from), settingsOf(mine), settingsOf(theirs));
        expect(merged.overlap).toBe([...rules, wait, reserve].some(([, overlap]) => overlap));
        expect(merged.settings).toEqual({ ...expected, rules: expect.arrayContaining([...expected.rules]) as unknown });
        expect(merged.settings.rules).toHaveLength(expected.rules.length);
      }),
    );
  });

  it('keep the order of the file, and the place of new items after the items before them', () => {
    const mine = withRules(rule('new'), rule('a'), rule('b'), rule('after-b'), rule('c'));
    const theirs = withRules(rule('c'), rule('b'), rule('a'), rule('theirs'));
    expect(ids(mergeSettings(base, mine, theirs).settings)).toEqual(['new', 'c', 'b', 'after-b', 'a', 'theirs']);
  });

  it('overlap if both added an item with the same id, unless it is equal', () => {
    const mine = withRules(...base.rules, rule('new', { name: 'Mine' }));
    const theirs = withRules(...base.rules, rule('new', { name: 'Theirs' }));
    expect(mergeSettings(base, mine, theirs)).toEqual({ settings: mine, overlap: true });
    expect(mergeSettings(base, mine, mine)).toEqual({ settings: mine, overlap: false });
  });

  it('do not overlap in fields of one section, down to those within its fields', () => {
    const budget = { ...base.policy.budget, textsPerDay: null, wonPerMonth: 9_000 };
    const mine = { ...base, sens: { ...base.sens, from: '02-123-4567' }, policy: { ...base.policy, budget } };
    const theirs = {
      ...base,
      sens: { ...base.sens, serviceId: 'x' },
      policy: { ...base.policy, budget: { ...base.policy.budget, reserve: 9 } },
    };
    expect(mergeSettings(base, mine, theirs)).toEqual({
      settings: {
        ...base,
        sens: { ...base.sens, from: '02-123-4567', serviceId: 'x' },
        policy: { ...base.policy, budget: { ...budget, reserve: 9 } },
      },
      overlap: false,
    });
  });
});

describe('the differences between two versions', () => {
  it('are none between equal settings, whatever is omitted', () => {
    const [first, ...rest] = base.rules;
    const same = { ...base, rules: [{ ...first, threshold: undefined } as Rule, ...rest] };
    expect(settingsDifferences(base, same)).toEqual([]);
  });

  it('are listed by field, patterns as one, and objects missing in one by their fields', () => {
    const mine = withRules(rule('a', { match: { regex: 'x' }, threshold: { count: 3, within: '60s' } }));
    const theirs = withRules(
      rule('a', { butNot: [{ text: 'y' }], pair: { end: { text: 'z' }, within: '1h', message: 'Late' } }),
    );
    expect(settingsDifferences(mine, theirs).map(({ item, ...rest }) => ({ ...rest, id: item?.id }))).toMatchObject([
      { id: 'a', field: ['match'], mine: { regex: 'x' }, theirs: { text: 'a' } },
      { id: 'a', field: ['butNot'], mine: [], theirs: [{ text: 'y' }] },
      { id: 'a', field: ['threshold', 'count'], mine: 3, theirs: undefined },
      { id: 'a', field: ['threshold', 'within'], mine: '60s', theirs: undefined },
      { id: 'a', field: ['pair', 'end'], mine: undefined, theirs: { text: 'z' } },
      { id: 'a', field: ['pair', 'within'], mine: undefined, theirs: '1h' },
      { id: 'a', field: ['pair', 'message'], mine: undefined, theirs: 'Late' },
    ]);
  });

  it('are a whole item if one version lacks it', () => {
    const mine = withRules(rule('a'), rule('new'));
    const theirs = withRules(rule('a'), rule('b'));
    expect(settingsDifferences(mine, theirs)).toEqual([
      { part: 'rules', item: rule('new'), field: [], mine: rule('new'), theirs: undefined },
      { part: 'rules', item: rule('b'), field: [], mine: undefined, theirs: rule('b') },
    ]);
  });

  it('have the section of anything but lists', () => {
    const other = { ...base, app: { ...base.app, theme: 'dark' as const } };
    expect(settingsDifferences(base, other)).toEqual([
      { part: 'app', item: null, field: ['theme'], mine: 'system', theirs: 'dark' },
    ]);
  });
});
