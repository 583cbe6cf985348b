import { DURATION } from '../../shared/common/duration';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { DAYS } from '../../shared/settings/choices';
import type { Pattern } from '../../shared/settings/patterns/pattern';
import type { Budget, QuietSpan } from '../../shared/settings/rules/policy-schema';

/** Part of a Mantine form that its fields use, independent of its values. */
export interface FieldForm {
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly getInputProps: (
    path: string,
    options?: { readonly type?: 'input' | 'checkbox'; readonly withError?: boolean },
  ) => GetInputPropsReturnType;
}

/** Limits of a budget in display order. */
export const BUDGET_LIMITS = ['textsPerDay', 'textsPerMonth', 'wonPerDay', 'wonPerMonth'] as const;

/** Form values of a budget; an empty string is no limit. */
export type BudgetValues = Readonly<Record<(typeof BUDGET_LIMITS)[number], number | string>>;

/** Form values of a budget without limits. */
export const NO_BUDGET: BudgetValues = { textsPerDay: '', textsPerMonth: '', wonPerDay: '', wonPerMonth: '' };

export function budgetToValues(budget: Budget): BudgetValues {
  const { textsPerDay = '', textsPerMonth = '', wonPerDay = '', wonPerMonth = '' } = budget;
  return { textsPerDay, textsPerMonth, wonPerDay, wonPerMonth };
}

export function valuesToBudget(values: BudgetValues): Budget {
  return Object.fromEntries(
    BUDGET_LIMITS.flatMap((limit) => (values[limit] === '' ? [] : [[limit, Number(values[limit])]])),
  );
}

/** Units of durations in settings (src/shared/common/duration.ts). */
export const DURATION_UNITS = ['ms', 's', 'm', 'h', 'd'] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

/** Duration as a number and its unit. */
export interface DurationParts {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** Form values of a duration; the number may be half-typed. */
export interface DurationValues {
  readonly amount: number | string;
  readonly unit: DurationUnit;
}

/** Splits a duration of the settings into number and unit; zero seconds if it is not one. */
export function readDuration(text: string): DurationParts {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  const known = DURATION_UNITS.find((one) => one === unit);
  return known === undefined ? { amount: 0, unit: 's' } : { amount: Number(amount), unit: known };
}

/** Formats a duration for the settings; an empty number is zero. */
export function writeDuration({ amount, unit }: DurationValues): string {
  return `${Number(amount)}${unit}`;
}

/** Form values of a pattern. */
export interface PatternValues {
  readonly kind: 'text' | 'regex';
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/** Form values of an empty pattern. */
export const EMPTY_PATTERN: PatternValues = { kind: 'text', pattern: '', ignoreCase: false };

export function patternToValues(pattern: Pattern): PatternValues {
  return 'text' in pattern
    ? { kind: 'text', pattern: pattern.text, ignoreCase: pattern.ignoreCase }
    : { kind: 'regex', pattern: pattern.regex, ignoreCase: pattern.ignoreCase };
}

export function valuesToPattern({ kind, pattern, ignoreCase }: PatternValues): Pattern {
  return kind === 'text' ? { text: pattern, ignoreCase } : { regex: pattern, ignoreCase };
}

/** Day of the week as settings name it. */
export type Day = (typeof DAYS)[number];

/** Form values of quiet hours. */
export interface SpanValues {
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** Quiet hours offered first: the night. */
export const NIGHT: SpanValues = { days: DAYS, from: '23:00', to: '07:00', zone: '' };

/** Form values of quiet hours; without days they apply every day. */
export function spanToValues({ days, from, to, zone }: QuietSpan): SpanValues {
  return { days: days ?? DAYS, from, to, zone };
}

export function valuesToSpan({ days, from, to, zone }: SpanValues): QuietSpan {
  const span = { from: from.trim(), to: to.trim(), zone: zone.trim() };
  return DAYS.every((day) => days.includes(day)) ? span : { days: [...days], ...span };
}
