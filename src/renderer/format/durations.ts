import { readDuration } from '../forms/duration-parts';

type Translate = (key: string, values: Readonly<Record<string, string | number>>) => string;

/** Formats a duration of the settings, such as `10m`, in the language of `t`. */
export function durationWords(duration: string, t: Translate): string {
  const { amount, unit } = readDuration(duration);
  return t(`window.duration.${unit}`, { amount });
}
