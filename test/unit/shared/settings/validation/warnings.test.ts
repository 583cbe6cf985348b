import { expect, it } from 'vitest';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { settingsWarnings } from '../../../../../src/shared/settings/validation/warnings';

const RECIPIENTS = ['me', 'you'].map((id) => ({ id, number: '010-1234-5678' }));
const PAIR = { end: { regex: '(?<ip>\\S+) done' }, within: '1h' };

/** Warnings for settings with these rules, as `path: code`. */
function warned(rules: readonly object[], more: object = {}): string[] {
  const { settings, problems } = parseSettings({
    recipients: RECIPIENTS,
    rules: rules.map((rule, at) => ({ id: `r${at}`, match: { regex: '(?<ip>\\S+) begun' }, ...rule })),
    ...more,
  });
  expect(problems).toEqual([]);
  return settingsWarnings(settings).map(({ path, code }) => `${path}: ${code}`);
}

it.each([
  ['names that differ, or are left out', [{ name: 'a' }, { name: 'b' }, {}, {}]],
  ['a cooldown that grows', [{ cooldown: '10m', cooldownMax: '10m', rollup: true, cooldownBy: 'rule' }]],
  ['keys that are forgotten', [{ key: 'ip', absence: { after: '1h', by: 'key', forget: '1h' } }]],
  ['lines of any kind that are expected', [{ match: { regex: '.' }, absence: { after: '1h' } }]],
  ['all lines but some', [{ match: { regex: '.' }, butNot: [{ text: 'debug' }] }]],
  ['a pattern that some lines lack', [{ match: { regex: '\\w+' } }, { match: { text: ' ' } }]],
  [
    'a line that says all is well, and is one of those looked for',
    [{ match: { text: 'disk' }, ok: { text: 'disk fine' } }],
  ],
  ['a threshold over ends that stay away', [{ key: 'ip', pair: PAIR, threshold: { count: 2, within: '61m' } }]],
  [
    'patterns that leave some lines',
    [
      { match: { text: 'disk' }, ok: { text: 'disk is back' }, butNot: [{ text: 'DISK' }] },
      { match: { text: 'disk', ignoreCase: true }, butNot: [{ text: 'disk' }] },
    ],
  ],
  [
    'variables and groups that are known',
    [
      {
        message: '{{rule}} {{1}} {{ip}} {{ line | 60 }} {{code}} {{key}} { {x} } {{',
        ok: { regex: 'back (?<code>\\d+)' },
      },
    ],
  ],
  [
    'quiet hours that an urgent rule passes, or that leave an hour',
    [
      { urgent: true, quiet: [] },
      { quiet: [{ from: '08:00', to: '07:00' }] },
      {
        quiet: [
          { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '00:00', to: '24:00' },
          { days: ['sun'], from: '00:00', to: '23:59' },
        ],
      },
    ],
  ],
])('does not warn about %s', (_what, rules) => {
  expect(warned(rules)).toEqual([]);
});

it.each([
  ['two rules of one name', [{ name: 'a' }, { name: 'b' }, { name: 'a' }], ['rules[2].name: same-name']],
  [
    'a longest cooldown below the plain one',
    [{ cooldown: '10m', cooldownMax: '5m' }],
    ['rules[0].cooldownMax: shorter-than'],
  ],
  ['a longest cooldown of none', [{ cooldownMax: '5m' }], ['rules[0].cooldownMax: effect-needs']],
  [
    'patterns of anything',
    [{ match: { regex: '.' } }, { match: { regex: '\\S+' } }],
    ['rules[0].match: matches-anything', 'rules[1].match: matches-anything'],
  ],
  ['a rollup of none', [{ rollup: true }], ['rules[0].rollup: effect-needs']],
  ['what no cooldown goes by', [{ cooldownBy: 'rule' }], ['rules[0].cooldownBy: effect-needs']],
  [
    'a threshold and a cooldown of expected lines',
    [{ absence: { after: '1h' }, threshold: { count: 2, within: '1m' }, cooldown: '1h' }],
    ['rules[0].threshold: effect-barred', 'rules[0].cooldown: effect-barred'],
  ],
  [
    'keys that are forgotten where none are expected',
    [{ absence: { after: '1h', forget: '1d' } }],
    ['rules[0].absence.forget: effect-needs'],
  ],
  [
    'keys that are forgotten before they are missed',
    [{ key: 'ip', absence: { after: '1h', by: 'key', forget: '1m' } }],
    ['rules[0].absence.forget: shorter-than'],
  ],
  [
    'more missing ends than there can be',
    [{ key: 'ip', pair: PAIR, threshold: { count: 3, within: '2h' } }],
    ['rules[0].threshold: never-reached'],
  ],
  [
    'an exception, an all-clear and an end that leave no line',
    [
      { match: { text: 'disk full' }, butNot: [{ text: 'error' }, { text: 'DISK', ignoreCase: true }] },
      { match: { text: 'disk full' }, ok: { text: 'disk full' } },
      { match: { text: 'disk full' }, ok: { regex: '.' } },
      { pair: { end: { regex: '(?<ip>\\S+) begun' }, within: '1h' } },
    ],
    [
      'rules[0].butNot[1]: never-counts',
      'rules[1].ok: never-counts',
      'rules[2].ok: never-counts',
      'rules[3].pair.end: never-counts',
    ],
  ],
  ['a rule for no file', [{ files: [] }], ['rules[0].files: watches-nothing']],
  [
    'variables and groups that nothing stands for',
    [{ message: '{{lin}} {{rule}}' }, { message: '{{2}}' }, { absence: { after: '1h', recovered: '{{user}}' } }],
    [
      'rules[0].message: unknown-variable',
      'rules[1].message: unknown-variable',
      'rules[2].absence.recovered: unknown-variable',
    ],
  ],
  [
    'quiet hours without an end',
    [
      { quiet: [{ from: '00:00', to: '24:00' }] },
      {
        quiet: [
          { days: ['sat', 'sun'], from: '00:00', to: '24:00' },
          { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '07:30' },
          { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:30', to: '07:00' },
          { days: ['mon'], from: '00:00', to: '12:00' },
        ],
      },
    ],
    ['rules[0].quiet: always-quiet', 'rules[1].quiet: always-quiet'],
  ],
  [
    'what an urgent rule does not heed',
    [{ urgent: true, wait: '30s', quiet: [{ from: '23:00', to: '07:00' }] }],
    ['rules[0].quiet: effect-barred', 'rules[0].wait: effect-barred'],
  ],
  ['a rule that its own budget never lets text', [{ budget: { textsPerDay: 1 } }], ['rules[0]: never-affordable']],
])('warns about %s', (_what, rules, expected) => {
  expect(warned(rules)).toEqual(expected);
});

it('warns about endless quiet hours of all rules, if a rule follows them', () => {
  const always = {
    policy: {
      quiet: [
        { from: '12:00', to: '11:59' },
        { from: '11:00', to: '12:00' },
      ],
    },
  };
  expect(warned([{}], always)).toEqual(['policy.quiet: always-quiet']);
  expect(warned([{ urgent: true }, { quiet: [] }], always)).toEqual([]);
});

it('warns about a rule that the budget of all rules never allows to text', () => {
  const rules = [{}, { recipients: ['me'] }];
  expect(warned(rules, { policy: { budget: { textsPerDay: 1 } } })).toEqual(['rules[0]: never-affordable']);
  expect(warned(rules, { policy: { budget: { wonPerMonth: 10 } } })).toEqual(['rules[0]: never-affordable']);
});

it.each([
  ['all recipients', {}, ['rules[0].escalate.to[0]: escalates-to-recipient']],
  ['a person who is a recipient', { recipients: ['you'] }, ['rules[0].escalate.to[0]: escalates-to-recipient']],
  ['a person in a group of recipients', { recipients: ['team'] }, ['rules[0].escalate.to[0]: escalates-to-recipient']],
  ['somebody else', { recipients: ['me'] }, []],
])('warns about an escalation to somebody whom the rule alerts first: %s', (_whom, rule, expected) => {
  const groups = [{ id: 'team', name: 'Team', recipients: ['me', 'you'] }];
  expect(warned([{ ...rule, escalate: { after: '10m', to: ['you'] } }], { groups })).toEqual(expected);
});

it('warns about an escalation to a group only if the rule alerts all of its members first', () => {
  const groups = [{ id: 'team', name: 'Team', recipients: ['me', 'you'] }];
  const escalate = { after: '10m', to: ['team'] };
  expect(warned([{ recipients: ['me'], escalate }], { groups })).toEqual([]);
  expect(warned([{ recipients: ['me', 'you'], escalate }], { groups })).toEqual([
    'rules[0].escalate.to[0]: escalates-to-recipient',
  ]);
});
