/** Units in which a duration is written (src/shared/common/duration.ts). */
export const DURATION_UNITS = ['ms', 's', 'm', 'h', 'd'] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

/** A duration as a number and its unit. */
export interface DurationParts {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** A duration as a form holds it: the number may be half written. */
export interface DurationValues {
  readonly amount: number | string;
  readonly unit: DurationUnit;
}

/** The number and unit of a duration as settings write it; zero seconds when it is not one. */
export function readDuration(text: string): DurationParts {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const known = DURATION_UNITS.find((one) => one === unit);
  return known === undefined ? { amount: 0, unit: 's' } : { amount: Number(amount), unit: known };
}

/** The duration as settings write it; an empty number is zero. */
export function writeDuration({ amount, unit }: DurationValues): string {
  return `${Number(amount)}${unit}`;
}
