import { expect, it } from 'vitest';
import { ALL_PRESETS, type PresetId } from '../../../../src/shared/presets/all-presets';
import type { Preset } from '../../../../src/shared/presets/preset';
import { journalOfPreset } from '../../../../src/shared/presets/preset-log';
import { journalSourceSchema } from '../../../../src/shared/settings/log-schema';

function presetOf(id: PresetId): Preset {
  const preset = ALL_PRESETS.find((one) => one.id === id);
  if (!preset) {
    throw new Error(`no preset ${id}`);
  }
  return preset;
}

it('reads the entries of the programs, as the settings would write it', () => {
  const found = journalOfPreset(presetOf('io-error'), []);
  expect(found).toEqual({
    log: journalSourceSchema.parse({ id: 'kernel', journal: { identifiers: ['kernel'] } }),
    isNew: true,
  });
});

it('uses the log of the settings that reads the same', () => {
  const known = journalSourceSchema.parse({ id: 'mine', journal: { identifiers: ['kernel'] }, start: 'beginning' });
  expect(journalOfPreset(presetOf('kernel-panic'), [known])).toEqual({ log: known, isNew: false });
});

it('gives a new log an id that is free', () => {
  const other = journalSourceSchema.parse({ id: 'kernel', journal: { units: ['app.service'] } });
  expect(journalOfPreset(presetOf('io-error'), [other])).toMatchObject({ log: { id: 'kernel-2' }, isNew: true });
});

it('reads all entries for lines of any program', () => {
  expect(journalOfPreset(presetOf('disk-full'), [])).toEqual({
    log: journalSourceSchema.parse({ id: 'journal', journal: {} }),
    isNew: true,
  });
});

it('has none for lines that never go to the journal', () => {
  expect(journalOfPreset(presetOf('nginx-5xx'), [])).toBeNull();
});
