import { DAYS } from '../../../../shared/settings-choices';

/** A moment as a clock on the wall shows it. */
export interface WallTime {
  /** `2026-11-23`. */
  readonly date: string;
  /** 0 for Monday to 6 for Sunday. */
  readonly day: number;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
}

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;
const DAY_MS = MINUTES_A_DAY * MINUTE_MS;

/** The minutes that were last asked about: the same few come for each match of a flood. */
const KEPT_MINUTES = 64;

const formats = new Map<string, Intl.DateTimeFormat>();
const shown = new Map<string, WallTime>();

/** What the wall shows at `at` (ms since 1970) in a time zone (IANA name; empty for the machine's). */
export function wallTime(at: number, zone: string): WallTime {
  const asked = `${Math.floor(at / MINUTE_MS)} ${zone}`;
  const known = shown.get(asked);
  if (known) {
    return known;
  }
  if (shown.size >= KEPT_MINUTES) {
    shown.clear();
  }
  const time = readWall(at, zone);
  shown.set(asked, time);
  return time;
}

function readWall(at: number, zone: string): WallTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    day: DAYS.findIndex((day) => day === part('weekday').toLowerCase()),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/** When the wall shows `minute` for the next time after `at`, ms since 1970; where clocks skip it, the moment they do. */
export function nextWall(at: number, minute: number, zone: string): number {
  const whole = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const left = (minute - wallTime(at, zone).minute + MINUTES_A_DAY) % MINUTES_A_DAY;
  const guess = whole + (left === 0 ? MINUTES_A_DAY : left) * MINUTE_MS;
  const guessed = wallTime(guess, zone).minute;
  const off = ((minute - guessed + 1.5 * MINUTES_A_DAY) % MINUTES_A_DAY) - MINUTES_A_DAY / 2;
  const moved = guess + off * MINUTE_MS;
  return wallTime(moved, zone).minute === minute % MINUTES_A_DAY ? moved : afterGap(moved, minute, zone);
}

/** When the day of `at` began in a time zone (both ms since 1970): at midnight, or where clocks skip that, the moment they do. */
export function dayBegan(at: number, zone: string): number {
  let began = nextWall(at - 2 * DAY_MS, 0, zone);
  for (let next = nextWall(began, 0, zone); next <= at; next = nextWall(next, 0, zone)) {
    began = next;
  }
  return began;
}

/** The same of the day so many days before that of `at`. */
export function dayBeganBefore(at: number, days: number, zone: string): number {
  const noon = dayBegan(at, zone) + DAY_MS / 2;
  return dayBegan(noon - days * DAY_MS, zone);
}

/** Clocks that are put forward skip what is asked for: the first minute that shows a later time. */
function afterGap(near: number, minute: number, zone: string): number {
  for (let at = near - 3 * 60 * MINUTE_MS; at <= near + 3 * 60 * MINUTE_MS; at += MINUTE_MS) {
    const isPast = (moment: number): boolean =>
      (wallTime(moment, zone).minute - minute + MINUTES_A_DAY) % MINUTES_A_DAY < MINUTES_A_DAY / 2;
    if (!isPast(at - MINUTE_MS) && isPast(at)) {
      return at;
    }
  }
  return near;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      ...(zone === '' ? {} : { timeZone: zone }),
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}
