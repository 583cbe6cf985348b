/** ms since 1970 of a `YYYY-MM-DD HH:mm` on the clocks of a time zone (tz database name); null when either is none. */
export function parseReserveTime(text: string, zone: string): number | null {
  const form = zoneForm(zone);
  const asUtc = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}:00Z`) : NaN;
  if (form === null || Number.isNaN(asUtc)) {
    return null;
  }
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = asUtc - offsetAt(asUtc, form);
  const at = asUtc - offsetAt(guess, form);
  return at + offsetAt(at, form) === asUtc ? at : null;
}

/** `YYYY-MM-DDTHH:mm:ss±hh:mm` on the clocks of a time zone, as the reservation page has it. */
export function reserveTimeText(at: number, zone: string): string {
  const form = zoneForm(zone);
  const offset = form === null ? 0 : offsetAt(at, form);
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return `${new Date(at + offset).toISOString().slice(0, 19)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function zoneForm(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    return null;
  }
}

/** How far the clocks of the zone are ahead of UTC, ms. */
function offsetAt(at: number, form: Intl.DateTimeFormat): number {
  const parts = form.formatToParts(at);
  const part = (wanted: string): number => Number(parts.find(({ type }) => type === wanted)?.value);
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return there - Math.floor(at / 1_000) * 1_000;
}
