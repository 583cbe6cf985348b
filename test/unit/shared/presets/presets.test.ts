import { describe, expect, it } from 'vitest';
import { composeAlert } from '../../../../src/main/engine/alert/message/compose';
import { compileRules } from '../../../../src/main/engine/match/compiled-rule';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { ALL_PRESETS } from '../../../../src/shared/presets/all-presets';
import { ruleOfPreset } from '../../../../src/shared/presets/preset';
import { translator } from '../../../../src/shared/i18n/translator';
import { unknownVariables } from '../../../../src/shared/sms/template';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';
import { MORE_PRESET_LINES } from '../../../support/text/more-preset-lines';
import { PRESET_ENTRIES, type SampleEntry } from '../../../support/text/preset-entries';
import { en } from '../../../support/text/strings';

describe.each(ALL_PRESETS.map((preset) => [preset.id, preset] as const))('preset %s', (id, preset) => {
  const { settings, problems } = parseSettings({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    rules: [{ id, ...preset.rule }],
  });
  const find = compileRules(settings.rules)[0]?.find ?? (() => null);

  it('is a valid rule', () => {
    expect(problems).toEqual([]);
  });

  it('names logs that the settings accept', () => {
    const { paths, journal } = preset.logs;
    const files = [
      ...paths.map((path, index) => ({ id: `file-${index}`, path })),
      ...(journal ? [{ id: 'journal', journal }] : []),
    ];
    expect(files).not.toEqual([]);
    expect(parseSettings({ files }).problems).toEqual([]);
  });

  it('finds its journal entries, and no others', () => {
    const { matching, passing } = PRESET_ENTRIES[id] ?? { matching: [], passing: [] };
    const { identifiers } = preset.logs.journal ?? {};
    const finds = ({ SYSLOG_IDENTIFIER, MESSAGE }: SampleEntry): boolean =>
      (identifiers === undefined || identifiers.includes(SYSLOG_IDENTIFIER)) && find(MESSAGE) !== null;
    expect(matching.filter((entry) => !finds(entry))).toEqual([]);
    expect(passing.filter(finds)).toEqual([]);
  });

  it('matches its lines, and no others', () => {
    expect(preset.matching.length).toBeGreaterThanOrEqual(3);
    expect(preset.passing.length).toBeGreaterThanOrEqual(3);
    const { matching = [], passing = [] } = MORE_PRESET_LINES[id] ?? {};
    expect([...preset.matching, ...matching].filter((line) => find(line) === null)).toEqual([]);
    expect([...preset.passing, ...passing].filter((line) => find(line) !== null)).toEqual([]);
  });
});

it.each([
  'sshd-brute-force',
  'sudo-failure',
  'oom-kill',
  'io-error',
  'read-only-filesystem',
  'kernel-panic',
  'systemd-failed',
  'cron-failed',
  'ups-on-battery',
] as const)('%s has sample journal entries', (id) => {
  const { matching, passing } = PRESET_ENTRIES[id] ?? { matching: [], passing: [] };
  expect(matching.length).toBeGreaterThanOrEqual(3);
  expect(passing.length).toBeGreaterThanOrEqual(3);
});

it('has each id once', () => {
  expect(new Set(ALL_PRESETS.map(({ id }) => id)).size).toBe(ALL_PRESETS.length);
});

it.each(ALL_PRESETS.map((preset) => [preset.id, preset] as const))(
  '%s creates the rule of its settings',
  (id, preset) => {
    const { message, ...rule } = ruleOfPreset(preset, translator('en'));
    const name = en(`preset.${id}`);
    expect({ ...rule, message: '-' }).toEqual(ruleSchema.parse({ id, name, message: '-', ...preset.rule }));
    expect(unknownVariables(message, new Set())).toEqual([]);
  },
);

it.each([
  ['ko', '[{{rule}}] {{count}}건: {{line|54}}'],
  ['en', '[{{rule}}] {{count}}× {{line|54}}'],
] as const)('gives a count in a message its unit: %s', (language, message) => {
  const preset = ALL_PRESETS.find(({ id }) => id === 'nginx-5xx');
  expect(preset && ruleOfPreset(preset, translator(language)).message).toBe(message);
});

it.each(
  ALL_PRESETS.filter(({ hasMessage }) => hasMessage === true).flatMap((preset) =>
    (['ko', 'en'] as const).map((language) => [preset.id, language, preset] as const),
  ),
)('%s writes a message that fits one SMS: %s', (_id, language, preset) => {
  const { name, message } = ruleOfPreset(preset, translator(language));
  const line = preset.matching[0] ?? '';
  const summary = { count: 10_000, heldBack: 0, firstAt: 0, key: '2001:db8:85a3::8a2e:370:7334', incident: 1 };
  const match = { file: '', host: '', match: '', groups: [], named: {}, at: 0, smsOnly: false };
  expect(composeAlert({ ...match, message, rule: name, line, summary }).type).toBe('SMS');
});
