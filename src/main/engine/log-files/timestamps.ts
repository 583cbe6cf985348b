import type { Block } from '../watch/reader/lines';

/** Where in a line its time is looked for, UTF-16 units. */
const HEAD = 256;

/** `2026-11-23T12:00:00.123+09:00` (ISO 8601), also with a space or slashes, as applications and the error log of nginx write it. */
const ISO =
  /(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:\s?(Z|[+-]\d{2}:?\d{2})(?!\d))?/;
/** `23/Nov/2026:12:00:00 +0900`, the common log format of nginx and Apache. */
const ACCESS = /(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})/;
/** `Nov 23 12:00:00` (RFC 3164, 4.1.2), which leaves the year out; Apache's error log has it behind. */
const SYSLOG = /\b([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?: (\d{4}))?\b/;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** A leap day without a year is at most so many years back. */
const YEARS_BACK = 8;

/** A moment as it is written; `month` from 1 to 12, `offset` in minutes east of Greenwich, null for local time. */
interface WrittenTime {
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
 * When a line was written, as its beginning says, ms since 1970; null when it says nothing that can be read. Times without a zone
 * are local. `newest`: the line cannot be younger; what says so is no time of it, and a year that is left out follows from that.
 */
export function lineTime(line: string, newest: number): number | null {
  const head = line.length > HEAD ? line.slice(0, HEAD) : line;
  const forms = [fromIso(ISO.exec(head)), fromAccess(ACCESS.exec(head)), fromSyslog(SYSLOG.exec(head), newest)];
  const [first] = forms.filter((form) => form !== null).sort((one, other) => one.index - other.index);
  return first !== undefined && first.at !== null && first.at <= newest ? first.at : null;
}

/** Where a time stands, and what it is; null for one that no calendar has. */
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
  const years = known === undefined ? Array.from({ length: YEARS_BACK + 1 }, (_year, back) => last - back) : [+known];
  for (const year of years) {
    const at = moment({ ...written, year });
    if (at !== null && at <= newest) {
      return { index: found.index, at };
    }
  }
  return { index: found.index, at: null };
}

function moment({ year, month, day, hour, minute, second, ms, offset }: WrittenTime): number | null {
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

/** Logs that are written in another time zone may be ahead of the clock here, ms. */
const AHEAD_MS = 86_400_000;
/** Lines before a line without a time that are asked for one. */
const LINES_BACK = 30;
const BYTES_OF_LINE = 256;
/** After so many lines in whose surroundings there was none, the file is taken to have no times. */
const GIVES_UP_AFTER = 20;

/** Between which moments a file was written, ms since 1970. */
export interface WrittenBetween {
  readonly from: number;
  readonly to: number;
}

/** A time, and whether it is only estimated from those of the file. */
export interface MatchTime {
  readonly at: number;
  readonly estimated: boolean;
}

/** Tells when the lines of one file were written; times never go back within it. */
export class MatchTimes {
  readonly #between: WrittenBetween;
  #last: number;
  #misses = 0;
  #hasTimes = false;

  constructor(between: WrittenBetween) {
    this.#between = between;
    this.#last = -Infinity;
  }

  /**
   * The time of the line that begins at `start` in a block: its own, else that of the nearest line before it, else one that lies between
   * those of the file as far as the line does (`share`, 0 to 1).
   */
  of(line: string, block: Block, start: number, share: number): MatchTime {
    const newest = this.#between.to + AHEAD_MS;
    const own = lineTime(line, newest) ?? (this.#mayHaveTimes ? this.#before(block, start, newest) : null);
    this.#hasTimes ||= own !== null;
    this.#misses += own === null ? 1 : 0;
    const known = own ?? (this.#hasTimes && this.#last > -Infinity ? this.#last : null);
    const { from, to } = this.#between;
    this.#last = Math.max(this.#last, known ?? Math.round(from + (to - from) * share));
    return { at: this.#last, estimated: known === null };
  }

  get #mayHaveTimes(): boolean {
    return this.#hasTimes || this.#misses < GIVES_UP_AFTER;
  }

  #before({ bytes, codec }: Block, start: number, newest: number): number | null {
    if (codec.unit !== 1) {
      return null;
    }
    let end = start;
    for (let lines = 0; end > 0 && lines < LINES_BACK; lines += 1) {
      const begin = end < 2 ? 0 : bytes.lastIndexOf(0x0a, end - 2) + 1;
      const head = bytes.subarray(begin, Math.min(end, begin + BYTES_OF_LINE));
      const at = lineTime(head.toString('latin1'), newest);
      if (at !== null) {
        return at;
      }
      end = begin;
    }
    return null;
  }
}
