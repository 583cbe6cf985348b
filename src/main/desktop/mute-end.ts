import type { MuteLength } from '../../shared/contract/ipc';

const MINUTE_MS = 60_000;
/** The hour at which the morning has come. */
const MORNING = 8;

/** When a mute of this length ends, ms since 1970; `morning` is the next time that it is 08:00 here. */
export function muteEnd(length: MuteLength, now: number): number {
  switch (length) {
    case '30m':
      return now + 30 * MINUTE_MS;
    case '2h':
      return now + 120 * MINUTE_MS;
    case 'morning': {
      const day = new Date(now);
      const later = day.getHours() < MORNING ? 0 : 1;
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + later, MORNING).getTime();
    }
  }
}
