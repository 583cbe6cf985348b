import { minuteOf } from '../../../../shared/common/duration';
import { DAYS } from '../../../../shared/settings/choices';
import type { PolicySettings, QuietSpan } from '../../../../shared/settings/schema';
import { nextWall, wallTime } from './local-time';

/** A rule that the person has muted. */
export interface MuteState {
  /** When it was muted and when that ends, ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** Matches held back meanwhile. */
  readonly held: number;
}

/**
 * The mute as it stands at `now`; null when it is over. When the clock was set back behind its beginning it begins anew, so that it
 * lasts no longer than was asked for.
 */
export function muteAt(state: MuteState | undefined, now: number): MuteState | null {
  if (state === undefined || now >= state.until) {
    return null;
  }
  return now < state.from ? { ...state, from: now, until: now + state.until - state.from } : state;
}

/** SENS takes a reservation at least 10 minutes ahead (sens-sms-send page), and the request is not there at once. */
const RESERVED_AHEAD_MS = 15 * 60_000;

/** Spans that follow one another are joined up to so many. */
const MOST_JOINED = 30;

/**
 * When the quiet time ends that `at` lies in (both ms since 1970), or null outside of one. Spans begin with their first minute and
 * end before their last; those that touch are one. `zone`: for spans that have none of their own.
 */
export function quietUntil(spans: readonly QuietSpan[], at: number, zone: string): number | null {
  if (spans.length === 0) {
    return null;
  }
  let until: number | null = null;
  for (let joined = 0; joined < MOST_JOINED; joined += 1) {
    const from: number = until ?? at;
    const span = spans.find((each) => isWithin(each, from, zone));
    if (!span) {
      break;
    }
    until = nextWall(from, minuteOf(span.to), span.zone || zone);
  }
  return until;
}

/** When SENS is to send what comes at `at`, in quiet hours until `until`; null when Logbell waits with it. All in ms since 1970. */
export function reservedFor(until: number, at: number, by: PolicySettings['quietBy']): number | null {
  return by === 'sens' && until - at >= RESERVED_AHEAD_MS ? until : null;
}

/** Whether a span is going on. One that ends no later than it begins goes on over midnight. */
function isWithin({ days, from, to, zone: own }: QuietSpan, at: number, zone: string): boolean {
  const { day, minute } = wallTime(at, own || zone);
  const [first, end] = [minuteOf(from), minuteOf(to)];
  const beginsOn = (index: number): boolean => days === undefined || days.includes(DAYS[index] ?? 'mon');
  if (first < end) {
    return beginsOn(day) && first <= minute && minute < end;
  }
  return (beginsOn(day) && minute >= first) || (beginsOn((day + 6) % 7) && minute < end);
}
