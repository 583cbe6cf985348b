import { expect, it } from 'vitest';
import { compileRules } from '../../../src/main/engine/match/compiled-rule';
import { journalctlOutput } from '../../../src/main/engine/watch/journal/journalctl';
import { readArguments } from '../../../src/main/engine/watch/journal/selection';
import { ALL_PRESETS, type PresetId } from '../../../src/shared/presets/all-presets';
import { journalOfPreset } from '../../../src/shared/presets/preset-log';
import { isJournal } from '../../../src/shared/settings/log-source';
import { parseSettings } from '../../../src/shared/settings/parse';
import { scratchDir } from '../../support/files/scratch-dir';
import { JournalWriter } from '../../support/journal/journal-writer';
import { PRESET_ENTRIES, type SampleEntry } from '../../support/text/preset-entries';

const MOST_BYTES = 1_024 * 1_024;

/** Writes the sample entries of all presets to one journal; returns its folder. */
function writeSamples(): string {
  const writer = new JournalWriter(scratchDir());
  const samples = Object.values(PRESET_ENTRIES).flatMap(({ matching, passing }) => [...matching, ...passing]);
  writer.append(...samples.map((sample) => ({ ...sample })));
  return writer.dir;
}

/** Messages that journalctl selects for a preset and that its rule finds. */
async function found(id: PresetId, directory: string): Promise<readonly string[]> {
  const preset = ALL_PRESETS.find((one) => one.id === id);
  const log = preset && journalOfPreset(preset, [])?.log;
  if (!log || !isJournal(log)) {
    throw new Error(`${id} reads no journal`);
  }
  const { output } = await journalctlOutput(readArguments({ ...log.journal, directory }), MOST_BYTES);
  const { rules } = parseSettings({ rules: [{ id, ...preset.rule }] }).settings;
  const find = compileRules(rules)[0]?.find ?? (() => null);
  const messages = output
    .toString()
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as SampleEntry).MESSAGE);
  return messages.filter((message) => find(message) !== null);
}

it('presets find their entries in a real journal, and none of those that they must not', async () => {
  const directory = writeSamples();
  for (const [id, { matching, passing }] of Object.entries(PRESET_ENTRIES)) {
    const messages = await found(id as PresetId, directory);
    expect(messages, id).toEqual(expect.arrayContaining(matching.map(({ MESSAGE }) => MESSAGE)));
    expect(
      passing.filter(({ MESSAGE }) => messages.includes(MESSAGE)),
      id,
    ).toEqual([]);
  }
});
