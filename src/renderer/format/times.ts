import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DAYS } from '../../shared/settings/choices';
import type { Day } from '../forms/field-values';

/** Formats for times and sizes in the chosen language and the desktop's time zone. */
export interface Formats {
  /** Date and time to the second; `at` in ms since 1970. */
  readonly moment: (at: number) => string;
  /** Hour and minute, with the day if it is not today. */
  readonly clock: (at: number) => string;
  /** Month and day of a date such as `2026-11-23`. */
  readonly day: (date: string) => string;
  /** Full date, from the same form. */
  readonly date: (written: string) => string;
  readonly count: (count: number) => string;
  /** Size in bytes, in the unit that reads best. */
  readonly size: (bytes: number) => string;
}

/** Names of a day. */
interface DayName {
  readonly short: string;
  readonly long: string;
}

/** Time zones that the runtime knows (IANA). */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A Monday in UTC, ms since 1970. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** Formats of the current language. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsIn(i18n.language);
}

const cache = new Map<string, Formats>();

/** Caches the formats per language: they are slow to create, and every row of a long list uses them. */
function formatsIn(language: string): Formats {
  const formats = cache.get(language) ?? formatsOf(language);
  cache.set(language, formats);
  return formats;
}

function formatsOf(language: string): Formats {
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const today = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const otherDay = new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  // A date without a time is parsed as UTC.
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const count = new Intl.NumberFormat(language);
  return {
    moment: (at) => moment.format(at),
    clock: (at) => (isToday(at) ? today : otherDay).format(at),
    day: (written) => day.format(Date.parse(written)),
    date: (written) => date.format(Date.parse(written)),
    count: (value) => count.format(value),
    size: (bytes) => formatSize(language, bytes),
  };
}

function isToday(at: number): boolean {
  return new Date(at).toDateString() === new Date().toDateString();
}

function formatSize(language: string, bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: BYTE_UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1_000 ** step);
}

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
