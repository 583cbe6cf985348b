import { Temporal } from 'temporal-polyfill';

/**
 * Converts `YYYY-MM-DD HH:mm` in a time zone (tz database name) to ms since 1970; null for an invalid, skipped or
 * unknown one.
 */
export function parseReserveTime(text: string, zone: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text)) {
    return null;
  }
  try {
    const wall = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    const time = wall.toZonedDateTime(zone);
    return time.toPlainDateTime().equals(wall) ? time.epochMilliseconds : null;
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

/** Formats ms since 1970 as `YYYY-MM-DDTHH:mm:ss±hh:mm` in a time zone, as the SENS reservation page shows it. */
export function reserveTimeText(at: number, zone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return time.toString({ smallestUnit: 'second', timeZoneName: 'never' });
}
