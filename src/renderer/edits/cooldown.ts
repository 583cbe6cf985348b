/** Units in which a cooldown is written (src/shared/duration.ts). */
export const COOLDOWN_UNITS = ['ms', 's', 'm', 'h', 'd'] as const;

export type CooldownUnit = (typeof COOLDOWN_UNITS)[number];

/** A cooldown as a number and its unit. */
export interface Cooldown {
  readonly amount: number;
  readonly unit: CooldownUnit;
}

/** The number and unit of a duration as settings write it; zero seconds when it is not one. */
export function readCooldown(text: string): Cooldown {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const known = COOLDOWN_UNITS.find((one) => one === unit);
  return known === undefined ? { amount: 0, unit: 's' } : { amount: Number(amount), unit: known };
}

/** The duration as settings write it. */
export function writeCooldown({ amount, unit }: Cooldown): string {
  return `${amount}${unit}`;
}
