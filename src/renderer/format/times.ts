import { useTranslation } from 'react-i18next';

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

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Formats of the current language. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsIn(i18n.language);
}

const made = new Map<string, Formats>();

/** Caches the formats per language: they are slow to create, and every row of a long list uses them. */
function formatsIn(language: string): Formats {
  const formats = made.get(language) ?? formatsOf(language);
  made.set(language, formats);
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
