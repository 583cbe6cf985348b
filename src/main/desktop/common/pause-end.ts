import type { MuteLength, PauseLength } from '../../../shared/contract/ipc/calls';

const MINUTE_MS = 60_000;

/** Local hour at which `morning` begins. */
const MORNING = 8;

/** End of a pause of this length, ms since 1970; `tomorrow` is the next local midnight. */
export function pauseEnd(length: PauseLength, now: number): number {
  switch (length) {
    case '15m':
      return now + 15 * MINUTE_MS;
    case '1h':
      return now + 60 * MINUTE_MS;
    case 'tomorrow': {
      const day = new Date(now);
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
    }
  }
}

/** End of a mute of this length, ms since 1970; `morning` is the next 08:00 local time. */
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
