import type { Block } from '../watch/reader/lines';

/** Most that a log written in another time zone may be ahead of the local clock, ms. */
export const MAX_AHEAD_MS = 86_400_000;
/** Lines searched for a time before a line that has none. */
const MAX_LINES_BACK = 30;
const LINE_HEAD_BYTES = 256;
/** Lines without a time nearby after which the file counts as having no times. */
const MAX_MISSES = 20;

/** Period in which a file was written, ms since 1970. */
export interface WrittenPeriod {
  readonly from: number;
  readonly to: number;
}

/** Time of a match. */
export interface MatchTime {
  /** ms since 1970. */
  readonly at: number;
  /** True if interpolated from the period of the file. */
  readonly estimated: boolean;
}

/** Determines when the lines of one file were written; times never decrease within it. */
export class MatchTimes {
  readonly #between: WrittenPeriod;
  #last: number;
  #misses = 0;
  #hasTimes = false;

  constructor(between: WrittenPeriod) {
    this.#between = between;
    this.#last = -Infinity;
  }

  /**
   * Time of the line that starts at `start` in a block: its own, that of the nearest line before it, or an estimate at
   * `share` (0 to 1) of the file's period.
   */
  of(line: string, block: Block, start: number, share: number): MatchTime {
    const newest = this.#between.to + MAX_AHEAD_MS;
    const own = lineTime(line, newest) ?? (this.#mayHaveTimes ? this.#timeBefore(block, start, newest) : null);
    this.#hasTimes ||= own !== null;
    this.#misses += own === null ? 1 : 0;
    const known = own ?? (this.#hasTimes && this.#last > -Infinity ? this.#last : null);
    const { from, to } = this.#between;
    this.#last = Math.max(this.#last, known ?? Math.round(from + (to - from) * share));
    return { at: this.#last, estimated: known === null };
  }

  get #mayHaveTimes(): boolean {
    return this.#hasTimes || this.#misses < MAX_MISSES;
  }

  #timeBefore({ bytes, codec }: Block, start: number, newest: number): number | null {
    if (codec.unit !== 1) {
      return null;
    }
    let end = start;
    for (let lines = 0; end > 0 && lines < MAX_LINES_BACK; lines += 1) {
      const begin = end < 2 ? 0 : bytes.lastIndexOf(0x0a, end - 2) + 1;
      const head = bytes.subarray(begin, Math.min(end, begin + LINE_HEAD_BYTES));
      const at = lineTime(head.toString('latin1'), newest);
      if (at !== null) {
        return at;
      }
      end = begin;
    }
    return null;
  }
}

/** Length of the line's start that may contain its time, UTF-16 units. */
const HEAD_LENGTH = 256;

/**
 * `2026-11-23T12:00:00.123+09:00` (ISO 8601), also with a space or slashes, as in application logs and the error log of
 * nginx.
 */
const ISO =
  /(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:\s?(Z|[+-]\d{2}:?\d{2})(?!\d))?/;
/** `23/Nov/2026:12:00:00 +0900`, the common log format of nginx and Apache. */
const ACCESS = /(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})/;
/** `Nov 23 12:00:00` (RFC 3164, 4.1.2), without a year; Apache's error log appends it. */
const SYSLOG = /\b([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?: (\d{4}))?\b/;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** Most years back to a leap day without a year. */
const MAX_YEARS_BACK = 8;

/** Fields of a written time; `month` from 1 to 12, `offset` in minutes east of Greenwich, null for local time. */
interface TimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly offset: number | null;
}

/**
 * Parses the time at the start of a line, ms since 1970; null if there is none. Times without a zone are local.
 * `newest`: upper bound; a later time is ignored, and a missing year is the latest that fits.
 */
export function lineTime(line: string, newest: number): number | null {
  const head = line.length > HEAD_LENGTH ? line.slice(0, HEAD_LENGTH) : line;
  const forms = [fromIso(ISO.exec(head)), fromAccess(ACCESS.exec(head)), fromSyslog(SYSLOG.exec(head), newest)];
  const [first] = forms.filter((form) => form !== null).sort((one, other) => one.index - other.index);
  return first !== undefined && first.at !== null && first.at <= newest ? first.at : null;
}

/** A time and its index in the line; null for an invalid date. */
interface FoundTime {
  readonly index: number;
  readonly at: number | null;
}

function fromIso(found: RegExpExecArray | null): FoundTime | null {
  if (!found) {
    return null;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const ms = milliseconds(found[7]);
  return { index: found.index, at: moment({ year, month, day, hour, minute, second, ms, offset: offsetOf(found[8]) }) };
}

function fromAccess(found: RegExpExecArray | null): FoundTime | null {
  if (!found) {
    return null;
  }
  const [hour = 0, minute = 0, second = 0] = found.slice(4, 7).map(Number);
  const [day, year, month] = [Number(found[1]), Number(found[3]), monthOf(found[2])];
  return {
    index: found.index,
    at: moment({ year, month, day, hour, minute, second, ms: 0, offset: offsetOf(found[7]) }),
  };
}

function fromSyslog(found: RegExpExecArray | null, newest: number): FoundTime | null {
  if (!found || monthOf(found[1]) === 0) {
    return null;
  }
  const [day = 0, hour = 0, minute = 0, second = 0] = found.slice(2, 6).map(Number);
  const written = { month: monthOf(found[1]), day, hour, minute, second, ms: milliseconds(found[6]), offset: null };
  const known = found[7];
  const last = new Date(newest).getFullYear();
  const years =
    known === undefined ? Array.from({ length: MAX_YEARS_BACK + 1 }, (_year, back) => last - back) : [+known];
  for (const year of years) {
    const at = moment({ ...written, year });
    if (at !== null && at <= newest) {
      return { index: found.index, at };
    }
  }
  return { index: found.index, at: null };
}

function moment({ year, month, day, hour, minute, second, ms, offset }: TimeFields): number | null {
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const calendar = new Date(Date.UTC(year, month - 1, day));
  const isDay = calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === day;
  if (!isDay || hour > 23 || minute > 59 || second > 60) {
    return null;
  }
  return offset === null ? new Date(year, month - 1, day, hour, minute, second, ms).getTime() : utc - offset * 60_000;
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf(name ?? '') + 1;
}

function milliseconds(fraction: string | undefined): number {
  return Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
}

/** Minutes east of Greenwich of `Z`, `+0900` or `+09:00`. */
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) {
    return null;
  }
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
