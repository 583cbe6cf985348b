import { describe, expect, it } from 'vitest';
import { findPresets, presetValues } from '../../../../../src/renderer/forms/rule/find-presets';
import { valuesToRule } from '../../../../../src/renderer/forms/rule/values-to-rule';
import { defaultMessages } from '../../../../../src/shared/i18n/default-messages';
import { translator } from '../../../../../src/shared/i18n/translator';
import { ALL_PRESETS } from '../../../../../src/shared/presets/all-presets';
import { ruleOfPreset } from '../../../../../src/shared/presets/preset';
import { en, ko } from '../../../../support/text/strings';

const found = (search: string, language: 'ko' | 'en' = 'ko'): string[] =>
  findPresets(search, translator(language)).flatMap(({ presets }) => presets.map(({ id }) => id));

describe('finding presets', () => {
  it('returns all of them, each once, for an empty search', () => {
    expect(found(' ')).toEqual(ALL_PRESETS.map(({ id }) => id));
  });

  it.each([
    [ko('preset.sshd-brute-force').split(' ').reverse().join(' '), 'ko', 'sshd-brute-force'],
    [en('preset.sshd-brute-force').toUpperCase(), 'en', 'sshd-brute-force'],
    ['no space left', 'ko', 'disk-full'],
    [`${ko('window.presets.databases')} redis`, 'ko', 'redis-error'],
  ] as const)('finds “%s” in %s', (search, language, id) => {
    expect(found(search, language)).toContain(id);
    expect(found(search, language).length).toBeLessThan(4);
  });

  it('finds nothing for words in no preset', () => {
    expect(found('quasar')).toEqual([]);
  });

  it.each(ALL_PRESETS.map((preset) => [preset.id, preset] as const))('creates the rule of %s', (id, preset) => {
    const t = translator('en');
    const defaults = defaultMessages(t);
    const values = presetValues(preset, t, defaults);
    expect(valuesToRule(id, values, { before: null, defaults })).toEqual(ruleOfPreset(preset, t));
  });
});
