import { PRESET_GROUPS, type PresetId } from '../../../shared/presets/all-presets';
import { ruleOfPreset, type Preset } from '../../../shared/presets/preset';
import type { DefaultMessages } from '../../../shared/i18n/default-messages';
import type { Translate } from '../../../shared/i18n/translator';
import { ruleToValues, type RuleValues } from './rule-form';

/** Presets on one subject. */
export interface PresetGroup {
  readonly about: (typeof PRESET_GROUPS)[number]['about'];
  readonly presets: readonly Preset<PresetId>[];
}

/** Presets whose name, subject, id, pattern or sample lines contain every word of the search; all for an empty one. */
export function findPresets(search: string, t: Translate): readonly PresetGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return PRESET_GROUPS.map(({ about, presets }) => {
    const all: readonly Preset<PresetId>[] = presets;
    return {
      about,
      presets: all.filter((preset) => {
        const searchable = [t(`preset.${preset.id}`), t(`window.presets.${about}`), preset.id, ...preset.matching];
        const text = searchable.join('\n').toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    };
  }).filter(({ presets }) => presets.length > 0);
}

/** Form values of a new rule made from a preset, in the language of `t`. */
export function presetValues(preset: Preset, t: Translate, defaults: DefaultMessages): RuleValues {
  return ruleToValues(ruleOfPreset(preset, t), defaults);
}
