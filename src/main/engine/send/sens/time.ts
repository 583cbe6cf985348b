import { Temporal } from 'temporal-polyfill';

const KOREA_OFFSET_MS = 9 * 3_600_000;

/** `YYYY-MM-DD HH:mm:ss` in Korean time, as the SENS list page wants `requestStartTime` and `requestEndTime`. Seconds are rounded down. */
export function koreanTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * `YYYY-MM-DD HH:mm` in a zone of the tz database, as the SENS "messages" page wants `reserveTime`. It has no seconds:
 * they are rounded up, as held back too long is better than too short.
 */
export function reserveTime(at: number, zone: string): string {
  const minute = Temporal.Instant.fromEpochMilliseconds(Math.ceil(at / 60_000) * 60_000);
  return minute.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** ms since 1970 of a time as SENS writes it, Korean when it names no zone; null for anything else. */
export function sensTime(text: string): number | null {
  const zoned = /([+-]\d\d:?\d\d|Z)$/.test(text) ? text : `${text}+09:00`;
  const at = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(at) ? null : at;
}

/** How far this computer's clock (`receivedAt`, ms since 1970) is from a `Date` header, in ms; null without a readable header. */
export function clockSkewMs(dateHeader: string | undefined, receivedAt: number): number | null {
  const theirs = Date.parse(dateHeader ?? '');
  return Number.isNaN(theirs) ? null : receivedAt - theirs;
}
