/** Units of durations in settings (src/shared/common/duration.ts). */
export const DURATION_UNITS = ['ms', 's', 'm', 'h', 'd'] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

/** Duration as a number and its unit. */
export interface DurationParts {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** Form values of a duration; the number may be half typed. */
export interface DurationValues {
  readonly amount: number | string;
  readonly unit: DurationUnit;
}

/** Splits a duration of the settings into number and unit; zero seconds if it is not one. */
export function readDuration(text: string): DurationParts {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const known = DURATION_UNITS.find((one) => one === unit);
  return known === undefined ? { amount: 0, unit: 's' } : { amount: Number(amount), unit: known };
}

/** Formats a duration for the settings; an empty number is zero. */
export function writeDuration({ amount, unit }: DurationValues): string {
  return `${Number(amount)}${unit}`;
}
