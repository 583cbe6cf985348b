import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { differenceGroups } from '../../../../src/renderer/format/setting-differences';
import { settingLabel } from '../../../../src/renderer/format/setting-labels';
import { translator } from '../../../../src/shared/i18n/translator';
import { settingsDifferences } from '../../../../src/shared/settings/merge';
import { channelSchema, problemRoutingSchema } from '../../../../src/shared/settings/channels/channel-schema';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { fileSchema } from '../../../../src/shared/settings/log-schema';
import { policySchema } from '../../../../src/shared/settings/rules/policy-schema';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';
import {
  appSchema,
  deliverySchema,
  groupSchema,
  metricsSchema,
  recipientSchema,
  sensSchema,
  watchSchema,
  type Settings,
} from '../../../../src/shared/settings/schema';
import { en, ko, type StringKey } from '../../../support/text/strings';

const PARTS = {
  app: appSchema,
  watch: watchSchema,
  sens: sensSchema,
  delivery: deliverySchema,
  policy: policySchema,
  metrics: metricsSchema,
  recipients: recipientSchema,
  groups: groupSchema,
  channels: channelSchema,
  problems: problemRoutingSchema,
  files: fileSchema,
  rules: ruleSchema,
};

type Schema = Readonly<{
  type?: string;
  properties?: Record<string, Schema>;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
}>;

/** Paths of all fields as in differences: a pattern is one value, and ids never differ. */
function fieldsIn({ properties = {}, anyOf = [], oneOf = [] }: Schema, above: string): readonly string[] {
  if ('text' in properties || 'regex' in properties) {
    return [above];
  }
  const fields = Object.entries(properties)
    .filter(([name]) => name !== 'id')
    .flatMap(([name, field]) => fieldsIn(field, `${above}.${name}`));
  const choices = [...anyOf, ...oneOf]
    .filter(({ type }) => type !== 'null')
    .flatMap((choice) => fieldsIn(choice, above));
  const found = [...fields, ...choices];
  return found.length > 0 ? [...new Set(found)] : [above];
}

const allFields = Object.entries(PARTS).flatMap(([part, schema]) =>
  fieldsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, part),
);

const settings: Settings = parseSettings({
  recipients: [
    { id: 'me', name: '당직', number: '010-1234-5678' },
    { id: 'lead', number: '02-123-4567' },
  ],
  groups: [{ id: 'night', name: '야간', recipients: ['me'] }],
  files: [{ id: 'app', path: '/var/log/app.log' }],
  rules: [{ id: 'disk', name: 'Disk', match: { text: 'disk' }, cooldown: '10m' }],
}).settings;

function rowsOf(language: 'ko' | 'en', mine: Settings, theirs: Settings): readonly (readonly [string, ...string[]])[] {
  const words = { t: translator(language), language, settings };
  return differenceGroups(settingsDifferences(mine, theirs), words).flatMap(({ title, rows }) =>
    rows.map((row) => [title, row.label, row.mine, row.theirs] as const),
  );
}

const withRule = (change: object): Settings =>
  parseSettings({ ...settings, rules: [{ ...settings.rules[0], ...change }] }).settings;

describe('differences between two versions of the settings, in words', () => {
  it.each(['ko', 'en'] as const)('name every field of the settings like its form: %s', (language) => {
    const t = translator(language);
    expect(allFields.length).toBeGreaterThan(70);
    expect(allFields.filter((path) => settingLabel(path, t) === path)).toEqual([]);
    expect(allFields.map((path) => settingLabel(path, t)).filter((label) => label.includes('window.'))).toEqual([]);
  });

  it('show values like the window', () => {
    const mine = withRule({
      match: { regex: 'disk (?<name>\\w+)', ignoreCase: true },
      cooldown: '1h',
      cooldownBy: 'rule',
      rollup: true,
      recipients: ['me', 'night'],
      threshold: { count: 1_000, within: '60s' },
      quiet: [{ days: ['sat', 'sun'], from: '00:00', to: '24:00' }],
      butNot: [{ text: 'test' }, { regex: '^#' }],
    });
    const title = en('window.conflict.item.rules', { title: 'Disk' });
    const notSet = en('window.conflict.notSet');
    const ofThreshold = (label: StringKey): string => `${en('window.when.threshold')}: ${en(label)}`;
    expect(rowsOf('en', mine, settings)).toEqual([
      [title, en('window.rules.pattern'), `/disk (?<name>\\w+)/ (${en('window.rules.ignoreCaseShort')})`, '“disk”'],
      [title, en('window.rules.butNot'), '“test”, /^#/', notSet],
      [title, en('window.rules.recipients'), '당직, 야간', en('window.rules.allRecipients')],
      [title, ofThreshold('window.when.count'), '1,000', notSet],
      [title, ofThreshold('window.when.within'), en('window.duration.s', { amount: 60 }), notSet],
      [title, en('window.quiet.title'), 'Sat Sun 00:00–24:00', en('window.quiet.shared')],
      [
        title,
        en('window.rules.cooldown'),
        en('window.duration.h', { amount: 1 }),
        en('window.duration.m', { amount: 10 }),
      ],
      [title, en('window.limits.by'), en('window.limits.rule'), en('window.limits.line')],
      [title, en('window.limits.rollup'), en('window.conflict.on'), en('window.conflict.off')],
    ]);
  });

  it('show a whole item as present or missing, and keep text from affecting the window', () => {
    const mine = withRule({ name: 'Disk \u202ekcab' });
    expect(rowsOf('ko', mine, { ...settings, rules: [] })).toEqual([
      [
        ko('window.conflict.item.rules', { title: 'Disk ⟨U+202E⟩kcab' }),
        ko('window.conflict.whole'),
        ko('window.conflict.present'),
        ko('window.conflict.absent'),
      ],
    ]);
  });

  it('show channels by name and reasons in words', () => {
    const channels = [
      { id: 'ops', name: 'Operations', kind: 'webhook', url: 'https://hooks.example.com', headers: { 'X-Team': 'a' } },
      { id: 'mail', kind: 'email', host: 'smtp.example.com', from: 'a@example.com', to: ['ops@example.com'] },
    ] as const;
    const theirs = parseSettings({ ...settings, channels }).settings;
    const [hook, mail] = theirs.channels;
    const mine = parseSettings({
      ...theirs,
      channels: [
        { ...hook, headers: { 'X-Team': 'b' } },
        { ...mail, to: ['ops@example.com', 'b@example.com'] },
      ],
      delivery: { channels: ['ops'], fallback: { to: ['ops'], on: ['budget'] } },
      problems: { to: ['ops'] },
    }).settings;
    const words = { t: translator('en'), language: 'en', settings: theirs };
    const rows = differenceGroups(settingsDifferences(mine, theirs), words).flatMap((group) => group.rows);
    const values = new Map(rows.map(({ label, mine: own }) => [label, own]));
    expect(values.get(en('window.route.copies'))).toBe('Operations');
    expect(values.get(`${en('window.route.fallback')}: ${en('window.fallback.on')}`)).toBe(
      en('window.fallback.reason.budget'),
    );
    expect(values.get(en('window.problemRoute.to'))).toBe('Operations');
    expect(values.get(`${en('window.channels.headers')}: X-Team`)).toBe('b');
    expect(values.get(en('window.channels.to'))).toBe('ops@example.com, b@example.com');
  });

  it('are grouped by item and by section', () => {
    const other = {
      ...withRule({ enabled: false, urgent: true }),
      sens: { ...settings.sens, zone: 'financial' as const },
      groups: [],
    };
    const words = { t: translator('ko'), language: 'ko', settings };
    const groups = differenceGroups(settingsDifferences(settings, other), words);
    expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      [ko('window.delivery.sens'), 1],
      [ko('window.conflict.item.groups', { title: '야간' }), 1],
      [ko('window.conflict.item.rules', { title: 'Disk' }), 2],
    ]);
  });
});

describe('a message that a rule leaves out', () => {
  it('shows as the default', () => {
    const written = withRule({ okMessage: 'Fine' });
    expect(rowsOf('en', settings, written).map(([, , ...values]) => values)).toEqual([['Default message', 'Fine']]);
    expect(rowsOf('ko', settings, written).map(([, , ...values]) => values)).toEqual([['기본 문구', 'Fine']]);
  });
});
