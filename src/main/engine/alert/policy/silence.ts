import { minuteOf } from '../../../../shared/common/duration';
import { DAYS } from '../../../../shared/settings/choices';
import type { QuietSpan } from '../../../../shared/settings/rules/policy-schema';
import type { PolicySettings } from '../../../../shared/settings/schema';
import { nextLocalTime, localTime } from '../time/local-time';

/** A mute of a rule. */
export interface MuteState {
  /** Its start and its end, ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** Matches held meanwhile. */
  readonly held: number;
}

/**
 * Returns the mute as of `now`; null if it is over. If the clock was set back to before its start, it restarts, so that
 * it does not get longer.
 */
export function muteAt(state: MuteState | undefined, now: number): MuteState | null {
  if (state === undefined || now >= state.until) {
    return null;
  }
  return now < state.from ? { ...state, from: now, until: now + state.until - state.from } : state;
}

/** SENS takes a scheduled time at least 10 minutes ahead (sens-sms-send page), and the request takes a while. */
const SCHEDULE_AHEAD_MS = 15 * 60_000;

/** Most consecutive spans joined into one. */
const MAX_JOINED = 30;

/**
 * Returns the end of the quiet time that `at` lies in (both ms since 1970), or null outside of one. A span includes its
 * first minute and excludes its last; adjacent ones are one. `zone`: for spans without their own.
 */
export function quietUntil(spans: readonly QuietSpan[], at: number, zone: string): number | null {
  if (spans.length === 0) {
    return null;
  }
  let until: number | null = null;
  for (let joined = 0; joined < MAX_JOINED; joined += 1) {
    const from: number = until ?? at;
    const span = spans.find((each) => isWithin(each, from, zone));
    if (!span) {
      break;
    }
    until = nextLocalTime(from, minuteOf(span.to), span.zone || zone);
  }
  return until;
}

/**
 * Returns the time at which SENS is to send a text of `at`, in quiet hours until `until`; null if Logbell defers it.
 * All in ms since 1970.
 */
export function scheduledFor(until: number, at: number, by: PolicySettings['quietBy']): number | null {
  return by === 'sens' && until - at >= SCHEDULE_AHEAD_MS ? until : null;
}

/** True during a span. One that does not end after its start lasts over midnight. */
function isWithin({ days, from, to, zone: own }: QuietSpan, at: number, zone: string): boolean {
  const { day, minute } = localTime(at, own || zone);
  const [first, end] = [minuteOf(from), minuteOf(to)];
  const beginsOn = (index: number): boolean => days === undefined || days.includes(DAYS[index] ?? 'mon');
  if (first < end) {
    return beginsOn(day) && first <= minute && minute < end;
  }
  return (beginsOn(day) && minute >= first) || (beginsOn((day + 6) % 7) && minute < end);
}
