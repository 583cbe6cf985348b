const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Form of a duration in the settings: an amount and a unit. */
export const DURATION = /^(\d{1,9})(ms|s|m|h|d)$/;

/** Most durations that are cached; in a flood, each match parses those of its rule. */
const MOST_CACHED = 256;

const cache = new Map<string, number | null>();

/** Length in ms of a duration as settings write it ("30s", "10m", "1h", "500ms", "2d"); null if it is not one. */
export function parseDuration(text: string): number | null {
  const known = cache.get(text);
  if (known !== undefined) {
    return known;
  }
  if (cache.size >= MOST_CACHED) {
    cache.clear();
  }
  const parts = DURATION.exec(text);
  const ms = parts && Number(parts[1]) * UNIT_MS[parts[2] as keyof typeof UNIT_MS];
  cache.set(text, ms);
  return ms;
}

/** Minute of the day of a time such as `23:05`; `24:00` is 1440. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
