import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DAYS } from '../../shared/settings/choices';
import type { Day } from '../forms/quiet-form';

/** Names of a day. */
interface DayName {
  readonly short: string;
  readonly long: string;
}

/** A Monday in UTC, ms since 1970. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** Names of the weekdays in the current language. */
export function useDayNames(): Readonly<Record<Day, DayName>> {
  const { i18n } = useTranslation();
  return useMemo(() => dayNames(i18n.language), [i18n.language]);
}

/** Names of the weekdays in a language (CLDR). */
export function dayNames(language: string): Readonly<Record<Day, DayName>> {
  const written = (weekday: 'short' | 'long', at: number): string =>
    new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(MONDAY + at * DAY_MS);
  const names = DAYS.map((day, at) => [day, { short: written('short', at), long: written('long', at) }] as const);
  return Object.fromEntries(names) as Record<Day, DayName>;
}
