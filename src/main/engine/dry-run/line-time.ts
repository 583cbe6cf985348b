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
