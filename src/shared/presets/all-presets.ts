import { accessPresets } from './access';
import { databasePresets } from './databases';
import { kernelPresets } from './kernel';
import { servicePresets } from './services';
import { tracePresets } from './traces';
import { webPresets } from './web';

/** Presets by topic, in display order. */
export const PRESET_GROUPS = [
  { about: 'access', presets: accessPresets },
  { about: 'kernel', presets: kernelPresets },
  { about: 'services', presets: servicePresets },
  { about: 'web', presets: webPresets },
  { about: 'databases', presets: databasePresets },
  { about: 'traces', presets: tracePresets },
] as const;

/** All presets. */
export const ALL_PRESETS = [
  ...accessPresets,
  ...kernelPresets,
  ...servicePresets,
  ...webPresets,
  ...databasePresets,
  ...tracePresets,
] as const;

/** Id of a preset. */
export type PresetId = (typeof ALL_PRESETS)[number]['id'];
