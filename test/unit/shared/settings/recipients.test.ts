import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { recipientsOf } from '../../../../src/shared/settings/recipients';
import { exportSettings } from '../../../../src/shared/transfer/settings-export';
import { planImport } from '../../../../src/shared/transfer/settings-import';

const RECIPIENTS = [
  { id: 'a', number: '010-1234-5678' },
  { id: 'b', number: '02-123-4567' },
  { id: 'c', number: '02-123-4568' },
];
const GROUPS = [{ id: 'night', name: '야간', recipients: ['c', 'a'] }];
const RULE = { id: 'r', match: { text: 'x' } };

function parsed(more: object): ReturnType<typeof parseSettings> {
  return parseSettings({ recipients: RECIPIENTS, groups: GROUPS, rules: [RULE], ...more });
}

/** Ids of the recipients that a rule with these names texts. */
function texted(named: readonly string[] | undefined): readonly string[] {
  const { settings } = parsed({});
  return recipientsOf(named === undefined ? {} : { recipients: [...named] }, settings).map(({ id }) => id);
}

describe('groups of recipients', () => {
  it.each([
    [['night'], ['a', 'c']],
    [
      ['night', 'a', 'b'],
      ['a', 'b', 'c'],
    ],
    [['b'], ['b']],
    [['nobody'], []],
    [undefined, ['a', 'b', 'c']],
  ])('%j texts each of %j once', (named, ids) => {
    expect(texted(named)).toEqual(ids);
  });

  it('can be named by a rule, and are read completely', () => {
    const { settings, problems } = parsed({ rules: [{ ...RULE, recipients: ['night', 'b'] }] });
    expect(problems).toEqual([]);
    expect(settings.groups).toEqual(GROUPS);
    expect(settings.rules).toHaveLength(1);
  });

  it.each([
    ['a recipient’s id', [{ id: 'a', recipients: ['b'] }], [['groups[0].id', 'duplicate-id']], []],
    [
      'an id twice',
      [...GROUPS, { id: 'night', recipients: ['b'] }],
      [['groups[1].id', 'duplicate-id']],
      [['night', ['c', 'a']]],
    ],
    ['no member', [{ id: 'g', recipients: [] }], [['groups[0].recipients', 'no-recipients']], [['g', []]]],
    [
      'a member who is nobody',
      [{ id: 'g', recipients: ['a', 'x'] }],
      [['groups[0].recipients[1]', 'unknown-recipient']],
      [['g', ['a']]],
    ],
    [
      'a group in a group',
      [...GROUPS, { id: 'g', recipients: ['night'] }],
      [['groups[1].recipients[0]', 'unknown-recipient']],
      [
        ['night', ['c', 'a']],
        ['g', []],
      ],
    ],
    ['no list of members', [{ id: 'g' }], [['groups[0].recipients', 'missing']], []],
  ])('with %s are reported by their place, and the others are kept', (_what, groups, faults, left) => {
    const { settings, problems } = parsed({ groups });
    expect(problems.map(({ path, code }) => [path, code])).toEqual(faults);
    expect(settings.groups.map(({ id, recipients }) => [id, recipients])).toEqual(left);
  });

  it('are exported and imported with the rules that name them', () => {
    const { settings } = parsed({ rules: [{ ...RULE, recipients: ['night'] }] });
    const { settings: empty } = parseSettings({});
    const plan = planImport(JSON.parse(JSON.stringify(exportSettings(settings, true))), empty);
    expect(plan).toMatchObject({ ok: true, value: { problems: [], settings: { groups: GROUPS } } });
    expect(plan.ok && plan.value.changes).toContainEqual({
      list: 'groups',
      id: 'night',
      title: '야간',
      change: 'added',
    });
  });

  it('lose members without a number, and rules without other recipients are imported disabled', () => {
    const { settings } = parsed({
      groups: [...GROUPS, { id: 'lone', recipients: ['b'] }],
      rules: [
        { ...RULE, recipients: ['night'] },
        { ...RULE, id: 'other', recipients: ['lone'] },
      ],
    });
    const here = parseSettings({ recipients: [{ id: 'a', number: '010-1234-5678' }] }).settings;
    const plan = planImport(JSON.parse(JSON.stringify(exportSettings(settings, false))), here);
    expect(plan.ok && plan.value.problems).toEqual([]);
    expect(plan.ok && plan.value.settings.groups).toEqual([{ id: 'night', name: '야간', recipients: ['a'] }]);
    expect(plan.ok && plan.value.settings.rules.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['r', true],
      ['other', false],
    ]);
  });
});
