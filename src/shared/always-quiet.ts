import { minuteOf } from './minute-of';
import type { QuietSpan } from './settings';
import { DAYS } from './settings-choices';

const MINUTES_A_DAY = 1_440;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/** Whether spans leave no minute of the week, so that what they hold back never comes to be told of. Those of one zone are taken together. */
export function isAlwaysQuiet(spans: readonly QuietSpan[]): boolean {
  const zones = new Set(spans.map(({ zone }) => zone));
  return [...zones].some((zone) => quietMinutes(spans.filter((span) => span.zone === zone)).size === MINUTES_A_WEEK);
}

function quietMinutes(spans: readonly QuietSpan[]): ReadonlySet<number> {
  const minutes = new Set<number>();
  for (const { days = DAYS, from, to } of spans) {
    const [first, end] = [minuteOf(from), minuteOf(to)];
    const length = end > first ? end - first : end - first + MINUTES_A_DAY;
    for (const day of days) {
      const begins = DAYS.indexOf(day) * MINUTES_A_DAY + first;
      for (let at = 0; at < length; at += 1) {
        minutes.add((begins + at) % MINUTES_A_WEEK);
      }
    }
  }
  return minutes;
}
