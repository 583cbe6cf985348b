import { DURATION } from '../common/duration';

type Translate = (key: string, values: Readonly<Record<string, string | number>>) => string;

const UNITS = [
  { unit: 'd', ms: 86_400_000, next: { unit: 'h', ms: 3_600_000 } },
  { unit: 'h', ms: 3_600_000, next: { unit: 'm', ms: 60_000 } },
  { unit: 'm', ms: 60_000, next: null },
  { unit: 's', ms: 1_000, next: null },
] as const;

/** Formats an age or a delay in ms, without parts that are zero: `42 s`, `15 min`, `1 h 5 min`, `2 days`. */
export function ageWords(ms: number, t: Translate): string {
  const age = Math.max(0, ms);
  const { unit, ms: length, next } = UNITS.find((each) => age >= each.ms) ?? UNITS[3];
  const largest = amountWords(Math.floor(age / length), unit, t);
  const rest = next === null ? 0 : Math.floor((age % length) / next.ms);
  return next === null || rest === 0 ? largest : `${largest} ${amountWords(rest, next.unit, t)}`;
}

/** Formats a duration of the settings in its own unit: `90m` as `90 min`. Any other text stays as it is. */
export function durationWords(written: string, t: Translate): string {
  const [, amount, unit] = DURATION.exec(written) ?? [];
  return amount === undefined || unit === undefined ? written : amountWords(Number(amount), unit, t);
}

function amountWords(amount: number, unit: string, t: Translate): string {
  return t(`window.duration.${unit}`, { amount });
}
