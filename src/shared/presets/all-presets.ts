import { accessPresets } from './access';
import { databasePresets } from './databases';
import { kernelPresets } from './kernel';
import { servicePresets } from './services';
import { tracePresets } from './traces';
import { webPresets } from './web';

/** Every preset, in the order in which they are offered. */
export const ALL_PRESETS = [
  ...accessPresets,
  ...kernelPresets,
  ...servicePresets,
  ...webPresets,
  ...databasePresets,
  ...tracePresets,
] as const;

/** What a preset goes by. */
export type PresetId = (typeof ALL_PRESETS)[number]['id'];
