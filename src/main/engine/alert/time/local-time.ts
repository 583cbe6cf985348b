import { Temporal } from 'temporal-polyfill';

/** A moment in local time. */
export interface LocalTime {
  /** `2026-11-23`. */
  readonly date: string;
  /** 0 for Monday to 6 for Sunday. */
  readonly day: number;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
}

const MINUTE_MS = 60_000;
const MINUTES_PER_DAY = 1_440;

/** Most minutes cached for each zone: those of one flood are few. */
const CACHED_MINUTES = 64;

/** By zone, then by the minute since 1970. */
const cache = new Map<string, Map<number, LocalTime>>();

/** Returns the local time at `at` (ms since 1970) in a time zone (IANA name; empty for the machine's). */
export function localTime(at: number, zone: string): LocalTime {
  const minute = Math.floor(at / MINUTE_MS);
  const inZone = cache.get(zone) ?? new Map<number, LocalTime>();
  const cached = inZone.get(minute);
  if (cached) {
    return cached;
  }
  if (inZone.size >= CACHED_MINUTES) {
    inZone.clear();
  }
  const time = zone === '' ? ownTime(at) : timeInZone(at, zone);
  cache.set(zone, inZone.set(minute, time));
  return time;
}

/**
 * Returns the next time after `at` at which the local time is `minute` (1440 is midnight), ms since 1970; if the clocks
 * skip it, the moment they do.
 */
export function nextLocalTime(at: number, minute: number, zone: string): number {
  return (zone === '' ? nextOwnTime(at, minute) : null) ?? nextTimeInZone(at, minute, zone);
}

function nextTimeInZone(at: number, minute: number, zone: string): number {
  const local = zonedTime(at, zone);
  const wanted = minute % MINUTES_PER_DAY;
  const today = onDay(local, wanted);
  return today > at ? today : onDay(local.add({ days: 1 }), wanted);
}

/**
 * Returns the start of the day of `at` in a time zone (both ms since 1970): midnight, or if the clocks skip it, the
 * moment they do.
 */
export function startOfDay(at: number, zone: string): number {
  const own = zone === '' ? ownMinute(at, 0, 0) : null;
  return own ?? zonedTime(at, zone).startOfDay().epochMilliseconds;
}

/** Returns the start of the day `days` days before the day of `at`, ms since 1970. */
export function startOfDayBefore(at: number, days: number, zone: string): number {
  const own = zone === '' ? ownMinute(at, -days, 0) : null;
  return own ?? zonedTime(at, zone).subtract({ days }).startOfDay().epochMilliseconds;
}

function timeInZone(at: number, zone: string): LocalTime {
  const local = zonedTime(at, zone);
  return {
    date: local.toPlainDate().toString(),
    day: local.dayOfWeek - 1,
    minute: local.hour * 60 + local.minute,
  };
}

/** Returns the local time of the machine without Intl, which takes several ms and MB at its first use. */
function ownTime(at: number): LocalTime {
  const local = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    date: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    day: (local.getDay() + 6) % 7,
    minute: local.getHours() * 60 + local.getMinutes(),
  };
}

/** The machine's `nextLocalTime`; null if the clocks skip that time. */
function nextOwnTime(at: number, minute: number): number | null {
  const wanted = minute % MINUTES_PER_DAY;
  const today = ownMinute(at, 0, wanted);
  return today === null || today > at ? today : ownMinute(at, 1, wanted);
}

/** Returns `minute` on the day `days` days after that of `at`, on the machine's clocks; null if they skip it. */
function ownMinute(at: number, days: number, minute: number): number | null {
  const day = new Date(at);
  const date = day.getDate() + days;
  const time = new Date(day.getFullYear(), day.getMonth(), date, 0, minute);
  const isShown =
    time.getHours() * 60 + time.getMinutes() === minute &&
    time.getDate() === new Date(Date.UTC(day.getFullYear(), day.getMonth(), date)).getUTCDate();
  return isShown ? time.getTime() : null;
}

function zonedTime(at: number, zone: string): Temporal.ZonedDateTime {
  const timeZone = zone === '' ? Temporal.Now.timeZoneId() : zone;
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/** Returns the moment of `minute` on the day of `local`, ms since 1970. */
function onDay(local: Temporal.ZonedDateTime, minute: number): number {
  const wall = local.toPlainDate().toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const time = wall.toZonedDateTime(local.timeZoneId);
  if (time.toPlainDateTime().equals(wall)) {
    return time.epochMilliseconds;
  }
  // The clocks skip this time: take the moment at which they are put forward.
  const before = wall.toZonedDateTime(local.timeZoneId, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? time).epochMilliseconds;
}
