import { Temporal } from 'temporal-polyfill';

const KOREA_OFFSET_MS = 9 * 3_600_000;

/**
 * Formats a time as `YYYY-MM-DD HH:mm:ss` in Korean time, for `requestStartTime` and `requestEndTime` of the SENS list
 * page. Rounds down to the second.
 */
export function koreanTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * Formats a time as `YYYY-MM-DD HH:mm` in a zone of the tz database, for `reserveTime` of the SENS "messages" page.
 * Rounds up to the minute, as a text must not go out too early.
 */
export function reserveTime(at: number, zone: string): string {
  const minute = Temporal.Instant.fromEpochMilliseconds(Math.ceil(at / 60_000) * 60_000);
  return minute.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** Parses a time of SENS, Korean if it names no zone, to ms since 1970; null if invalid. */
export function sensTime(text: string): number | null {
  const zoned = /([+-]\d\d:?\d\d|Z)$/.test(text) ? text : `${text}+09:00`;
  const at = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(at) ? null : at;
}

/**
 * Offset of this computer's clock (`receivedAt`, ms since 1970) from a `Date` header, ms; null without a readable
 * header.
 */
export function clockSkewMs(dateHeader: string | undefined, receivedAt: number): number | null {
  const theirs = Date.parse(dateHeader ?? '');
  return Number.isNaN(theirs) ? null : receivedAt - theirs;
}
