import { expect, it } from 'vitest';
import { parseSettings } from '../../../../../src/shared/settings/parse';

const RECIPIENTS = [{ id: 'me', number: '010-1234-5678' }];

/** Errors of a rule, as `path: code`. */
function faults(rule: object): string[] {
  const { problems } = parseSettings({
    recipients: RECIPIENTS,
    rules: [{ id: 'a', match: { regex: '(?<ip>\\S+)' }, ...rule }],
  });
  return problems.map(({ path, code }) => `${path}: ${code}`);
}

it.each([
  [{ zone: 'Asia/Seoul', quiet: [{ days: ['sat', 'sun'], from: '00:00', to: '24:00' }] }, []],
  [{ quiet: [{ from: '23:00', to: '07:00', zone: 'Europe/Berlin' }], wait: '1h' }, []],
  [{ zone: 'Seoul' }, ['policy.zone: bad-zone']],
  [{ quiet: [{ from: '9', to: '07:00' }] }, ['policy.quiet[0].from: bad-time']],
  [{ quiet: [{ from: '24:00', to: '07:00' }] }, ['policy.quiet[0].from: bad-time']],
  [{ quiet: [{ from: '07:00', to: '07:00' }] }, ['policy.quiet[0].to: empty-span']],
  [{ quiet: [{ from: '07:00', to: '08:00', zone: 'Mars' }] }, ['policy.quiet[0].zone: bad-zone']],
  [{ quiet: [{ days: ['funday'], from: '07:00', to: '08:00' }] }, ['policy.quiet[0].days[0]: bad-choice']],
  [{ wait: '2h' }, ['policy.wait: out-of-range']],
  [{ budget: { textsPerDay: 20, wonPerMonth: 10_000, reserve: 0 }, digestAt: '00:00' }, []],
  [{ budget: { textsPerDay: null } }, []],
  [{ budget: { textsPerMonth: null } }, ['policy.budget.textsPerMonth: wrong-type']],
  [{ budget: { textsPerDay: 0 } }, ['policy.budget.textsPerDay: out-of-range']],
  [{ budget: { texts: 5 } }, ['policy.budget.texts: unknown-field']],
  [{ digestAt: '8:00' }, ['policy.digestAt: bad-time']],
  [{ incidentMaxAge: '1m' }, []],
  [{ incidentMaxAge: '59s' }, ['policy.incidentMaxAge: out-of-range']],
  [{ incidentMaxAge: '31d' }, ['policy.incidentMaxAge: out-of-range']],
  [{ incidentMaxAge: 'long' }, ['policy.incidentMaxAge: bad-duration']],
])('reads the policy %j', (policy, expected) => {
  const { problems } = parseSettings({ policy });
  expect(problems.map(({ path, code }) => `${path}: ${code}`)).toEqual(expected);
});

it.each([
  [{ key: 'ip' }],
  [{ key: '1', cooldownBy: 'key' }],
  [{ cooldown: '0s' }],
  [{ message: '{{line|4}} {{ key | 2000 }}' }],
  [{ cooldown: '10m', cooldownMax: '10m' }],
  [{ threshold: { count: 2, within: '1s' } }],
  [{ ok: { text: 'mounted' }, okMessage: '{{rule}} ok' }],
  [{ ok: { regex: 'back (?<ip>\\S+)' }, key: 'ip' }],
  [{ escalate: { after: '15m', to: ['me'] } }],
  [{ key: 'ip', absence: { after: '10m', by: 'key', forget: '365d' } }],
  [{ absence: { after: '10m', by: 'file' } }],
  [{ pair: { end: { text: 'done' }, within: '1s' } }],
  [{ key: 'ip', pair: { end: { regex: '(?<ip>\\d+) done' }, within: '7d', message: '{{key}}' } }],
])('accepts %j', (rule) => {
  expect(faults(rule)).toEqual([]);
});

it.each([
  [{ key: 'user' }, 'rules[0].key: unknown-group'],
  [{ key: '2' }, 'rules[0].key: unknown-group'],
  [{ key: '0' }, 'rules[0].key: unknown-group'],
  [{ match: { text: 'a' }, key: '1' }, 'rules[0].key: unknown-group'],
  [{ cooldownBy: 'key' }, 'rules[0].cooldownBy: no-key'],
  [{ cooldownBy: 'user' }, 'rules[0].cooldownBy: bad-choice'],
  [{ cooldown: '3650d' }, 'rules[0].cooldown: out-of-range'],
  [{ cooldownMax: '0s' }, 'rules[0].cooldownMax: out-of-range'],
  [{ message: '{{line|0}}' }, 'rules[0].message: bad-length'],
  [{ message: '{{line|2001}}' }, 'rules[0].message: bad-length'],
  [{ message: '{{line|short}}' }, 'rules[0].message: bad-length'],
  [{ message: 'x'.repeat(2_001) }, 'rules[0].message: too-long'],
  [{ cooldownMax: 'long' }, 'rules[0].cooldownMax: bad-duration'],
  [{ threshold: { count: 1, within: '1m' } }, 'rules[0].threshold.count: out-of-range'],
  [{ threshold: { count: 3, within: '0s' } }, 'rules[0].threshold.within: out-of-range'],
  [{ threshold: { count: 3, within: '3650d' } }, 'rules[0].threshold.within: out-of-range'],
  [{ threshold: { count: 3, within: 'soon' } }, 'rules[0].threshold.within: bad-duration'],
  [{ absence: { after: '0s' } }, 'rules[0].absence.after: out-of-range'],
  [{ absence: { after: '3650d' } }, 'rules[0].absence.after: out-of-range'],
  [{ absence: { after: 'never' } }, 'rules[0].absence.after: bad-duration'],
  [{ threshold: { count: 3 } }, 'rules[0].threshold.within: missing'],
  [{ ok: { regex: '(' } }, 'rules[0].ok.regex: bad-regex'],
  [{ ok: { regex: '.*' } }, 'rules[0].ok.regex: matches-empty'],
  [{ ok: { text: '' } }, 'rules[0].ok.text: matches-empty'],
  [{ ok: 'mounted' }, 'rules[0].ok: bad-pattern'],
  [{ okMessage: '' }, 'rules[0].okMessage: missing'],
  [{ okMessage: '{{line|2}}' }, 'rules[0].okMessage: bad-length'],
  [{ escalate: { after: '15m' } }, 'rules[0].escalate.to: missing'],
  [{ escalate: { after: '15m', to: [] } }, 'rules[0].escalate.to: no-recipients'],
  [{ escalate: { after: '15m', to: ['you'] } }, 'rules[0].escalate.to[0]: unknown-recipient'],
  [{ escalate: { after: '59s', to: ['me'] } }, 'rules[0].escalate.after: out-of-range'],
  [{ escalate: { after: '25h', to: ['me'] } }, 'rules[0].escalate.after: out-of-range'],
  [{ escalate: { after: 'soon', to: ['me'] } }, 'rules[0].escalate.after: bad-duration'],
  [{ absence: { after: '10m', by: 'key' } }, 'rules[0].absence.by: no-key'],
  [{ absence: { after: '10m', by: 'user' } }, 'rules[0].absence.by: bad-choice'],
  [{ absence: { after: '10m', forget: '0s' } }, 'rules[0].absence.forget: out-of-range'],
  [{ absence: { after: '10m', forget: 'soon' } }, 'rules[0].absence.forget: bad-duration'],
  [{ pair: { end: { text: 'done' } } }, 'rules[0].pair.within: missing'],
  [{ pair: { within: '1m' } }, 'rules[0].pair.end: missing'],
  [{ pair: { end: { text: 'done' }, within: '0s' } }, 'rules[0].pair.within: out-of-range'],
  [{ pair: { end: { text: 'done' }, within: '3650d' } }, 'rules[0].pair.within: out-of-range'],
  [{ pair: { end: { text: 'done' }, within: 'soon' } }, 'rules[0].pair.within: bad-duration'],
  [{ pair: { end: { text: '' }, within: '1m' } }, 'rules[0].pair.end.text: matches-empty'],
  [{ pair: { end: { regex: '(' }, within: '1m' } }, 'rules[0].pair.end.regex: bad-regex'],
  [{ pair: { end: { regex: 'x*' }, within: '1m' } }, 'rules[0].pair.end.regex: matches-empty'],
  [{ key: 'ip', pair: { end: { text: 'done' }, within: '1m' } }, 'rules[0].pair.end: unknown-group'],
  [{ pair: { end: { text: 'done' }, within: '1m', message: '{{line|0}}' } }, 'rules[0].pair.message: bad-length'],
  [{ pair: { end: { text: 'done' }, within: '1m', recovered: '{{line|0}}' } }, 'rules[0].pair.recovered: bad-length'],
  [{ pair: { end: { text: 'done' }, within: '1m' }, absence: { after: '1m' } }, 'rules[0].pair: pair-and-absence'],
])('refuses case %$', (rule, fault) => {
  expect(faults(rule)).toEqual([fault]);
});

const PAIR = { end: { text: 'done' }, within: '1m' };

it.each([
  [{ key: 'user', cooldown: '3650d' }, ['cooldown: out-of-range', 'key: unknown-group']],
  [
    { key: 'user', threshold: { count: 1 } },
    ['threshold.count: out-of-range', 'threshold.within: missing', 'key: unknown-group'],
  ],
  [{ key: 'user', colour: 'red' }, ['colour: unknown-field', 'key: unknown-group']],
  [{ key: 'user', id: 'a b' }, ['id: bad-id', 'key: unknown-group']],
  [{ key: 'user', butNot: [{ regex: '(' }] }, ['butNot[0].regex: bad-regex', 'key: unknown-group']],
  [{ key: 'ip', pair: { ...PAIR, within: '3650d' } }, ['pair.within: out-of-range', 'pair.end: unknown-group']],
  [{ urgent: 1, cooldownBy: 'key' }, ['urgent: wrong-type', 'cooldownBy: no-key']],
  [{ files: ['x'], wait: '2h' }, ['wait: out-of-range', 'files[0]: unknown-file']],
  [{ recipients: ['you', 'a b'] }, ['recipients[1]: bad-id', 'recipients[0]: unknown-recipient']],
  [{ recipients: [], key: 'user' }, ['key: unknown-group', 'recipients: no-recipients']],
  [{ files: ['x'], match: { regex: '(' } }, ['match.regex: bad-regex', 'files[0]: unknown-file']],
  [{ escalate: { after: '25h', to: ['you'] } }, ['escalate.after: out-of-range', 'escalate.to[0]: unknown-recipient']],
  [{ message: '{{line|0}}', ok: { text: '' } }, ['ok.text: matches-empty', 'message: bad-length']],
  [{ files: ['x'], match: { regex: '' } }, ['match.regex: matches-empty', 'files[0]: unknown-file']],
  [{ wait: '2h', quiet: [{ from: '07:00', to: '07:00' }] }, ['wait: out-of-range', 'quiet[0].to: empty-span']],
  [{ wait: '2h', absence: { after: '1m' }, pair: PAIR }, ['wait: out-of-range', 'pair: pair-and-absence']],
])('reports values that do not fit beside other errors, case %$', (rule, expected) => {
  expect(faults(rule)).toEqual(expected.map((fault) => `rules[0].${fault}`));
});

it.each([
  [{ match: { regex: '(' }, key: 'ip' }, ['match.regex: bad-regex']],
  [{ match: 'ip', key: 'ip' }, ['match: bad-pattern']],
  [{ match: { regex: '(?<ip>.)', flags: 'g' }, key: 'user' }, ['match.flags: unknown-field']],
  [{ key: 5, cooldownBy: 'key' }, ['key: wrong-type']],
  [{ key: '', pair: PAIR }, ['key: missing']],
  [{ key: 'ip', pair: { end: { regex: '(' }, within: '1m' } }, ['pair.end.regex: bad-regex']],
  [
    {
      quiet: [
        { from: '25:00', to: '24:00' },
        { from: '9', to: '00:00' },
      ],
    },
    ['quiet[0].from: bad-time', 'quiet[1].from: bad-time'],
  ],
  [{ recipients: 'me', files: 5 }, ['recipients: wrong-type', 'files: wrong-type']],
  [{ escalate: { after: '15m', to: [] } }, ['escalate.to: no-recipients']],
])('reports no follow-up errors of an invalid field, case %$', (rule, expected) => {
  expect(faults(rule).toSorted()).toEqual(expected.map((fault) => `rules[0].${fault}`).toSorted());
});

it('reports a duplicate id if one of the two has another error', () => {
  const { settings, problems } = parseSettings({
    recipients: RECIPIENTS,
    rules: [
      { id: 'a', match: { text: 'x' } },
      { id: 'a', match: { text: 'x' }, wait: '2h' },
    ],
  });
  expect(problems.map(({ path, code }) => `${path}: ${code}`)).toEqual([
    'rules[1].wait: out-of-range',
    'rules[1].id: duplicate-id',
  ]);
  expect(settings.rules).toHaveLength(1);
});

it.each([
  [{ key: 'host' }, []],
  [{ key: 'host', files: ['all', 'app'] }, []],
  [{ key: 'host', files: ['app'] }, ['rules[0].key: unknown-group']],
])('takes a field of journal entries as the key of a rule that reads them: %j', (rule, expected) => {
  const { problems } = parseSettings({
    recipients: RECIPIENTS,
    files: [
      { id: 'all', journal: {} },
      { id: 'app', path: '/var/log/app.log' },
    ],
    rules: [{ id: 'a', match: { text: 'a' }, ...rule }],
  });
  expect(problems.map(({ path, code }) => `${path}: ${code}`)).toEqual(expected);
});
